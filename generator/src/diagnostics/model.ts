import { entry, type Entry } from './entry.js';

/** What the model guesses, renames or can't say. */
export const modelTable = {
  'model/querystring': entry('warning', (v) => `Parameter \`${v.name}\` takes the whole query string, which is not supported; it is left out`, 'Declare the single query parameters.'),
  'model/name-taken': entry(
    'note',
    (v) => `\`${v.endpoint}\` would be \`${v.wanted}\` of \`${v.resource}\` as another operation is; its key is \`${v.got}\``,
    (v) => `Rename it at \`${v.place}\` of the sdkwright.yaml that \`sdkwright init\` writes.`,
  ),
  'model/no-success': entry(
    'note',
    (v) => `\`${v.endpoint}\` describes no success: its \`default\` is an error, so the call yields nothing`,
    'Describe the 2xx response of the operation.',
  ),
  'model/security-off': entry(
    'note',
    (v) => `\`security\` asks for \`${v.schemes}\`, but ${v.count} of ${v.total} operations switch it off: they are called without a credential`,
    (v) => `If they need one, set \`security: ${v.example}\` in sdkwright.yaml; it counts for them, too.`,
  ),
  'model/unknown-extension': entry('warning', (v) => `\`${v.key}\` means nothing to sdkwright; it is ignored`, (v) => `There is: ${v.known}.`),
  'model/idle-extension': entry('note', (v) => `\`${v.key}\` is known, but changes nothing (${v.count} times, here for the first)`, (v) => v.help ?? ''),
  'model/unsaid': entry(
    'note',
    (v) => `${v.keyword} says more than the generated types can (${v.count} times, here for the first)`,
    'The types are wider than the document there. Nothing needs to be done unless the SDK should check it.',
  ),
} as const satisfies Record<string, Entry>;
