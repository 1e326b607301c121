/** One document that was read: its bytes and its parsed value; positions are worked out from the bytes when one is asked for. */
export interface Source {
  /** Path relative to the working directory, a URL, or `<stdin>`: as diagnostics print it. */
  readonly file: string;
  /** What references resolve against: absolute path or URL. */
  readonly uri: string;
  readonly format: 'json' | 'yaml';
  /** The text in UTF-8, without a byte order mark: a text that is not Latin would take twice as much memory. */
  readonly bytes: Buffer;
  /** The parsed document: plain JSON data, shared subtrees only where YAML aliases made them; never cyclic. */
  readonly value: unknown;
}

/** The text of a document and the names that it goes by. */
export interface Text {
  readonly file: string;
  readonly uri: string;
  readonly text: string;
  /** The same text in UTF-8, where it was read as that; it may begin with a byte order mark. */
  readonly bytes?: Buffer | undefined;
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
