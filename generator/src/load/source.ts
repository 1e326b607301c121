/** One document that was read: its text, its parsed value, and (asked for lazily) positions in it. */
export interface Source {
  /** Path relative to the working directory, a URL, or `<stdin>`: as diagnostics print it. */
  readonly file: string;
  /** What references resolve against: absolute path or URL. */
  readonly uri: string;
  readonly format: 'json' | 'yaml';
  readonly text: string;
  /** The parsed document: plain JSON data, shared subtrees only where YAML aliases made them; never cyclic. */
  readonly value: unknown;
}

/** Finds the line and column (from 1) of many JSON pointers in one pass over a source. */
export type Locate = (source: Source, pointers: readonly string[]) => readonly { readonly line: number; readonly column: number }[];
