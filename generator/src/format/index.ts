export { format, type FormatLanguage, type Rendered } from './format.js';
