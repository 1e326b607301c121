import type { OutputFile } from './file.js';

/** A file that was edited by hand since it was generated, and is generated anew. */
export interface Edited {
  readonly file: OutputFile;
  /** What the file holds now. */
  readonly theirs: Buffer;
  /** SHA-256 of what was generated last time. */
  readonly base: string;
}

/** What becomes of an edited file: written with this text, or not at all. */
export type Merged = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'refused' };

/** Decides over an edited file: the edit stands, unless the user gave it up with `force`. */
export function merge({ file }: Edited, force: boolean): Merged {
  return force ? { kind: 'text', text: file.text } : { kind: 'refused' };
}
