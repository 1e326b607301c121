export type { FileOwner, OutputFile } from './file.js';
export { sha256 } from './hash.js';
export { writeNewFile, type NewFile } from './new-file.js';
export { currentState, saveState, type FileHash, type State } from './state.js';
export { write, type WriteReport, type WriteRequest } from './write.js';
