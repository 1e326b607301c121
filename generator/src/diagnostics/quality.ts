import { entry, type Entry } from './entry.js';

/** What makes a document, and the SDKs made of it, less pleasant than they could be. Nothing of it stops a run. */
export const qualityTable = {
  'quality/info': entry('note', (v) => `The document has no ${v.what}`, 'It appears in the README and the package of every SDK.'),
  'quality/servers': entry('note', () => 'The document names no server', 'Add `servers`, so that a client needs no base URL.'),
  'quality/server-insecure': entry('note', (v) => `Server ${v.url} is not encrypted: credentials would travel in the clear`, 'Use https.'),
  'quality/operation-id': entry('note', (v) => `${v.operation} has no operationId`, 'An operationId keeps a name stable when the path changes.'),
  'quality/summary': entry('note', (v) => `${v.operation} has neither summary nor description`, 'Say in a sentence what it does: it becomes the documentation of the method.'),
  'quality/tags': entry('note', (v) => `${v.operation} has no tag`, 'Tags group operations in the reference; where a path does not name a resource they name it.'),
  'quality/error-responses': entry(
    'note',
    (v) => `${v.operation} declares no error response`,
    'Add `4XX` or `default`, so that errors have a type.',
  ),
  'quality/parameter-description': entry('note', (v) => `Parameter \`${v.name}\` has no description`, 'Say what it is for and, if it is not obvious, in which unit.'),
  'quality/schema-description': entry('note', (v) => `Schema \`${v.name}\` has no description`, 'Say in a sentence what it stands for.'),
  'quality/property-descriptions': entry(
    'note',
    (v) => `${v.count} of ${v.total} properties of \`${v.name}\` have no description: ${v.names}`,
    'Describe what a name does not say: units, formats, what absence means.',
  ),
  'quality/example': entry('note', (v) => `The ${v.what} of ${v.operation} has no example`, 'An example makes tests, mock servers and documentation real.'),
  'quality/casing': entry(
    'note',
    (v) => `\`${v.name}\` is written in ${v.style}; most ${v.what} here are in ${v.usual}`,
    'Use one style throughout. Names of an API that is in use already can stay.',
  ),
  'quality/unused': entry('note', (v) => `Component \`${v.name}\` is never used`, 'Remove it, or refer to it with `$ref`.'),
  'quality/inline-response': entry(
    'note',
    (v) => `${v.operation} answers with an object that has no name of its own; a name will be made up for it`,
    'Move the schema to `components.schemas` and refer to it, or give it a `title`.',
  ),
  'quality/untyped': entry('note', (v) => `The ${v.what} of ${v.operation} may be anything`, 'Describe its schema: a type is worth more than documentation.'),
} as const satisfies Record<string, Entry>;
