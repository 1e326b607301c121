export type * from './api.js';
export type * from './name.js';
export type * from './operation.js';
export type * from './types.js';
