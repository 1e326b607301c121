/**
 * One document graph in one dialect. Objects are the parsed input itself wherever the dialect allows (nothing is copied for 3.x);
 * Swagger 2.0 documents arrive rewritten to 3.1 shapes. `$ref` objects stay where they are and are followed by `deref`.
 */
export interface OpenApi {
  readonly dialect: '2.0' | '3.0' | '3.1' | '3.2';
  readonly root: Node;
  /** A node by itself, with where it stands: what every reader passes along. */
  at(): Located<Node>;
  /** Follows a `$ref` (and a chain of them); undefined when it leads nowhere (the diagnostic was reported by validate). */
  deref<T extends object>(located: Located<T>): Located<T> | undefined;
}

/** A parsed JSON object of a document. */
export type Node = Readonly<Record<string, unknown>>;

/** A value with the file and JSON pointer where it stands in the user's own document. */
export interface Located<T> {
  readonly value: T;
  readonly file: string;
  readonly pointer: string;
}
