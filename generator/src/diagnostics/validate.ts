import { entry, type Entry } from './entry.js';

/** What can be wrong with the contents of a document. */
export const validateTable = {
  'validate/no-operations': entry('warning', () => 'The document has no operations', 'Add operations below `paths`.'),
} as const satisfies Record<string, Entry>;
