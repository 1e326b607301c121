/** A name as the specification has it, and its words in lower case; casing and reserved words belong to targets. */
export interface Name {
  /** The exact text on the wire or in the document. */
  readonly wire: string;
  /** Words in lower case, never empty; split at `_`, `-`, other punctuation and case (`getHTTPUrl` → get, http, url). */
  readonly words: readonly string[];
}

/** Where something stands in the user's documents; line and column are worked out from it only when a diagnostic is printed. */
export interface Origin {
  readonly file: string;
  /** JSON pointer (RFC 6901) within the file. */
  readonly pointer: string;
}

/** Prose from the specification: untrusted text, to be written through a comment writer only. */
export interface Docs {
  readonly summary?: string;
  readonly description?: string;
}

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
