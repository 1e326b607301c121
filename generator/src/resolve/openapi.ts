import type { Diagnostic } from '../diagnostics.js';
import type { Source } from '../load/source.js';

/** The dialects that are read; all become one. */
export type Dialect = '2.0' | '3.0' | '3.1' | '3.2';

/** A parsed JSON object of a document. */
export type Node = Readonly<Record<string, unknown>>;

/** A value with the file and JSON pointer where it stands in the user's own document. */
export interface Located<T> {
  readonly value: T;
  readonly file: string;
  readonly pointer: string;
  /** Where objects that were rewritten or patched really stand; carried along by the accessors of located.ts. */
  readonly moved?: Moved;
}

/** The original places of objects that `resolve` made or moved, by identity. */
export type Moved = WeakMap<object, { readonly file: string; readonly pointer: string }>;

/**
 * One document graph in one dialect. Objects are the parsed input itself wherever the dialect allows (nothing is copied for 3.x);
 * Swagger 2.0 documents arrive rewritten to 3.1 shapes. `$ref` objects stay where they are and are followed by `deref`.
 */
export interface OpenApi {
  readonly dialect: Dialect;
  readonly root: Node;
  /** The documents, the entry first. */
  readonly sources: readonly Source[];
  /** The root with where it stands: what every reader starts from. */
  at(): Located<Node>;
  /**
   * Follows a `$ref` (and a chain of them) and gives the target with its own place; gives `located` itself when it is no reference,
   * and undefined when it leads nowhere or in a circle (the diagnostic was reported by validate). The same target is the same
   * object, `value` and all, however often it is referenced.
   */
  deref<T extends object>(located: Located<T>): Located<T> | undefined;
  /** Follows a reference text (`#/components/schemas/A`, `pets.yaml`) as if `$ref` held it at `from`: discriminator mappings. */
  refer(from: Located<unknown>, reference: string): Located<Node> | undefined;
  /**
   * The name of a reusable component (schema, parameter, response …): its key under `components`, also when the component is only a
   * `$ref` to this place; for the root of another file, the file's base name; undefined for what stands inline.
   */
  componentName(located: Located<unknown>): string | undefined;
  /** Reads a text (`description`, `summary`), also one that is kept elsewhere by `$ref`. */
  text(parent: Located<Node>, key: string): string | undefined;
  /** Why `deref` gives undefined, at the reference; undefined also when loading reported it already. */
  unresolved(located: Located<Node>): Diagnostic | undefined;
}
