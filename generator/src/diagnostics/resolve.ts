import { entry, type Entry } from './entry.js';

/** What can be wrong with a document as a whole and with its references. */
export const resolveTable = {
  'resolve/not-openapi': entry(
    'error',
    (v) => `${v.file} is no OpenAPI document: ${v.why}`,
    'An OpenAPI document is an object that starts with `openapi: 3.1.0` (or `swagger: "2.0"`), `info` and `paths`.',
  ),
  'resolve/version': entry('error', (v) => `Version ${v.version} of OpenAPI is not supported`, 'Versions 2.0 (Swagger), 3.0, 3.1 and 3.2 are.'),
  'resolve/missing': entry('warning', (v) => `\`${v.reference}\` leads nowhere: ${v.why}`, (v) => v.near ? `Did you mean \`${v.near}\`?` : 'Correct the reference, or add what it names.'),
  'resolve/circular': entry(
    'warning',
    (v) => `\`${v.reference}\` leads back to itself without ever naming a value`,
    'Make one of the references in this circle a definition of its own.',
  ),
  'resolve/no-object': entry('warning', (v) => `\`${v.reference}\` leads to ${v.found}, where an object is expected`, 'Correct the reference.'),
  'resolve/media-types': entry('warning', (v) => `This list has ${v.count} media types; the first ${v.most} count`, 'List only what the API really reads or writes.'),
  'resolve/body-and-form': entry(
    'warning',
    (v) => `This operation has a \`body\` and form fields; the fields ${v.names} are left out`,
    'A request has one or the other: remove the `body`, or make the fields properties of its schema.',
  ),
  'resolve/tsv': entry(
    'warning',
    (v) => `Parameter ${v.name} is separated by tabs, which OpenAPI 3 cannot say; it is sent separated by commas`,
    'Use `collectionFormat: csv`, `ssv`, `pipes` or `multi`.',
  ),
} as const satisfies Record<string, Entry>;
