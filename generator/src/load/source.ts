/** One document that was read: its text and its parsed value; positions are worked out from the text when one is asked for. */
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

/** What is to be read. */
export interface LoadInput {
  /** A path, a URL, `-` for standard input, or a text with the name that diagnostics and relative references use for it. */
  readonly spec: string | { readonly text: string; readonly file?: string };
  /** Absolute path that paths are relative to. */
  readonly cwd: string;
  /**
   * What references may reach besides the specification's own folder: origins (`https://api.example.com`) and folders
   * (`file:///srv/specs/`). Only an origin listed here may have a private address.
   */
  readonly allowOrigins: readonly string[];
  /** Reads standard input to its end; needed for `-` only. */
  readonly stdin?: () => Promise<string>;
}

/** What loading stops at. */
export interface Limits {
  /** Bytes of all documents together. */
  readonly bytes: number;
  /** Levels of nesting in a document. */
  readonly depth: number;
  /** Documents of one specification. */
  readonly documents: number;
  /** Milliseconds one URL may take. */
  readonly milliseconds: number;
}

/** Far above any document in use (the largest known ones have 60 MB, 30 levels, 2,000 files). */
export const defaultLimits: Limits = { bytes: 100 * 1024 * 1024, depth: 500, documents: 20_000, milliseconds: 30_000 };
