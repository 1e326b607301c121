import { entry, type Entry } from './entry.js';

/** What can be wrong with `sdkwright.yaml`, by itself and held against the document. */
export const configTable = {
  'config/type': entry('error', (v) => `${v.place === '' ? 'The configuration' : `\`${v.place}\``} is ${v.found}, where ${v.expected} is expected`, 'See docs/guide/configuration.md for the keys and their types.'),
  'config/unknown-key': entry('warning', (v) => `The key \`${v.key}\` means nothing here; it is ignored`, (v) => v.help ?? ''),
  'config/idle': entry('warning', (v) => `\`${v.key}\` is understood, but not applied`, (v) => v.help ?? ''),
  'config/foreign': entry('note', (v) => `\`${v.key}\` is about other tools; nothing here reads it`, 'It can stay if those tools read this file too.'),
  'config/value': entry('error', (v) => `\`${v.found}\` is none of the values that are possible here`, (v) => v.help ?? ''),
  'config/unknown-code': entry('warning', (v) => `There is no diagnostic \`${v.found}\` to ignore`, (v) => v.help ?? ''),
  'config/endpoint': entry('error', (v) => `\`${v.found}\` is no endpoint`, 'Write the HTTP method and the path, e.g. `get /things/{id}`.'),
  'config/missing': entry('error', (v) => `The key \`${v.key}\` is missing here`, 'Add it.'),
  'config/no-endpoint': entry('warning', (v) => `The document has no \`${v.endpoint}\`; the method is left out`, (v) => v.help ?? ''),
  'config/no-model': entry('warning', (v) => `The document has no schema \`${v.model}\`; the model is left out`, (v) => v.help ?? ''),
  'config/no-scheme': entry('warning', (v) => `There is no ${v.what} \`${v.name}\``, (v) => v.help ?? ''),
  'config/unspecified': entry(
    'warning',
    (v) => `\`${v.endpoint}\` is in no resource; it is not generated`,
    'Add it to a resource, or list it under `unspecified_endpoints`.',
  ),
  'config/transform': entry('error', (v) => `Cannot apply \`${v.command}\`: ${v.why}`, (v) => v.help ?? ''),
  'config/twice': entry('warning', (v) => `\`${v.name}\` is configured twice; the second is left out`, 'Rename one of the two.'),
} as const satisfies Record<string, Entry>;
