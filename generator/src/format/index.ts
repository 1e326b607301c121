export { formatBatch } from './batch.js';
export { format, type FormatLanguage, type Rendered } from './format.js';
