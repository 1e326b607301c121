import type { Docs, Json, Name, Origin } from './name.js';

/** Identifies a declaration within one Api: the component's name, or the owner's id and the path below it; unique and stable. */
export type TypeId = string;

/** What a value is, with the formats kept apart that some language or wire rule treats differently. */
export type Scalar =
  | 'string'
  | 'boolean'
  | 'number'
  | 'float'
  | 'double'
  | 'integer'
  | 'int32'
  | 'int64'
  | 'decimal'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'duration'
  | 'uuid'
  | 'uri'
  | 'email'
  | 'ip'
  | 'base64'
  | 'binary'
  | 'file';

/** Validation keywords, kept for documentation, server stubs and strict modes. */
export interface Constraints {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** A use of a type. */
export type TypeRef =
  | {
      readonly kind: 'scalar';
      readonly scalar: Scalar;
      /** int64 or decimal carried as a JSON string. */ readonly asString?: boolean;
      readonly constraints?: Constraints;
      readonly format?: string;
    }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'named'; readonly id: TypeId }
  | { readonly kind: 'list'; readonly item: TypeRef; readonly constraints?: Constraints }
  | {
      readonly kind: 'tuple';
      readonly items: readonly TypeRef[];
      /** What may follow; absent when nothing may. */ readonly rest?: TypeRef;
    }
  | { readonly kind: 'map'; readonly value: TypeRef; readonly constraints?: Constraints }
  | { readonly kind: 'nullable'; readonly inner: TypeRef }
  | { readonly kind: 'unknown' };

/** Where a property of a params record travels. */
export type Location = 'path' | 'query' | 'header' | 'cookie' | 'body';

/** A property of a record. `required` means present; null lives in the type. */
export interface Property {
  readonly name: Name;
  readonly type: TypeRef;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly deprecated: boolean;
  readonly docs: Docs;
  readonly default?: Json;
  readonly example?: Json;
  /** Set when the property came unchanged from a base named in `bases`. */
  readonly from?: TypeId;
  /** Set on the properties of a params record only. */
  readonly location?: Location;
  /** Property name in a params record, where another location has taken the wire name (`body_id` beside the path parameter `id`). */
  readonly key?: string;
}

/** Directions in which a declaration is used, by itself or inside others. */
export interface Uses {
  readonly input: boolean;
  readonly output: boolean;
  readonly error: boolean;
}

/** Why a declaration exists; `page` is the envelope of a paged response, which a page class stands for in an SDK. */
export type DeclSource = 'component' | 'inline' | 'params' | 'response' | 'event' | 'page';

interface DeclBase {
  readonly id: TypeId;
  /** Unique (as words) among the declarations with the same `home` and `parent`. */
  readonly name: Name;
  /** The service whose file holds it: a service id, or `$shared`. */
  readonly home: string;
  /** The declaration in whose namespace it stands (an inline schema below a named one); absent at top level. */
  readonly parent?: TypeId;
  readonly source: DeclSource;
  readonly uses: Uses;
  /** True when an input shape differs from the output shape (readOnly or writeOnly properties here or below). */
  readonly splits: boolean;
  readonly docs: Docs;
  readonly deprecated: boolean;
  readonly examples: readonly Json[];
  readonly origin: Origin;
}

/** An object: every property, `allOf` merged in. */
export interface RecordDecl extends DeclBase {
  readonly kind: 'record';
  readonly properties: readonly Property[];
  /** Named records merged into this one by allOf, in order. */
  readonly bases: readonly TypeId[];
  /** Type of additional properties; absent when unspecified or forbidden (`closed` tells which). */
  readonly extra?: TypeRef;
  readonly closed: boolean;
}

/** One value of an enum. */
export interface EnumValue {
  readonly value: string | number | boolean;
  readonly name: Name;
  readonly docs: Docs;
  readonly deprecated: boolean;
}

/** A closed or open set of scalar values. */
export interface EnumDecl extends DeclBase {
  readonly kind: 'enum';
  readonly base: 'string' | 'integer' | 'number' | 'boolean' | 'mixed';
  readonly values: readonly EnumValue[];
  /** True when other values are allowed by the document (x-extensible-enum, or a union with the plain scalar). */
  readonly open: boolean;
}

/** One member of a union. */
export interface Variant {
  readonly type: TypeRef;
  /** The member's own name: title, component name or a name from its shape. */
  readonly name: Name;
  /** Discriminator values that select it; empty when it has none. */
  readonly tags: readonly (string | number | boolean)[];
}

/** One of several types. */
export interface UnionDecl extends DeclBase {
  readonly kind: 'union';
  readonly variants: readonly Variant[];
  /** Wire name of the property whose value selects the variant. */
  readonly discriminator?: string;
}

/** Another name for a type. */
export interface AliasDecl extends DeclBase {
  readonly kind: 'alias';
  readonly type: TypeRef;
}

/** A named type. */
export type TypeDecl = RecordDecl | EnumDecl | UnionDecl | AliasDecl;
