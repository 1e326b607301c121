import type { Docs, Json, Name, Origin } from './name.js';
import type { TypeId, TypeRef } from './types.js';

/** Methods of OpenAPI 3.2 in lower case; `additionalOperations` may add others. */
export type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace' | 'query' | (string & {});

/** A piece of a path template. */
export type PathPart = { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'param'; readonly wire: string };

/** How a parameter's value becomes text (OpenAPI `style`, `explode`, `allowReserved`, or a `content` media type). */
export type Encoding =
  | {
      readonly kind: 'style';
      readonly style: 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | 'cookie';
      readonly explode: boolean;
      readonly allowReserved: boolean;
      /** True where the document gives no style of its own, so that `Api.queryFormat` applies. */
      readonly byDefault?: boolean;
    }
  | { readonly kind: 'json' };

/** A parameter outside the body. */
export interface Param {
  readonly name: Name;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly type: TypeRef;
  /** False for a path parameter that an option of the client (`use.kind` of `param`) is the default of. */
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly encoding: Encoding;
  readonly docs: Docs;
  readonly default?: Json;
  readonly example?: Json;
}

/** What a media type is to a client. */
export type ContentKind = 'json' | 'form' | 'multipart' | 'text' | 'binary' | 'sse' | 'jsonl' | 'xml';

/** How one field of a form or multipart body is written (OpenAPI `encoding`). */
export interface FieldEncoding {
  readonly contentType?: string;
  readonly encoding?: Encoding;
  /** Extra part headers with constant values. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One media type of a body. */
export interface Content {
  readonly mediaType: string;
  readonly kind: ContentKind;
  /** For a body whose object is written out in the params record: that record, of which the properties located in `body` count. */
  readonly type: TypeRef;
  /** By wire name of the field; only what differs from the defaults of OpenAPI. */
  readonly fields: Readonly<Record<string, FieldEncoding>>;
}

/** What is sent. */
export interface Body {
  readonly required: boolean;
  /** The content the SDK sends, then the other ones the document allows. */
  readonly contents: readonly [Content, ...Content[]];
  /** `fields`: the object's properties are arguments; `value`: the body is one argument. */
  readonly shape: 'fields' | 'value';
  readonly docs: Docs;
}

/** What may come back. */
export interface Response {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly contents: readonly Content[];
  readonly headers: readonly { readonly name: Name; readonly type: TypeRef; readonly docs: Docs }[];
  readonly docs: Docs;
  readonly examples: readonly Example[];
}

/** A named example value. */
export interface Example {
  readonly name: string;
  readonly mediaType?: string;
  readonly value: Json;
}

/** What a call yields when it succeeds and does not stream. */
export type Result =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'value';
      readonly type: TypeRef;
      /** True when a success may come without a body. */ readonly optional: boolean;
      readonly mediaType: string;
      /** Wire name of the response's property that the call yields instead of the whole. */ readonly unwrap?: string;
    }
  | { readonly kind: 'text'; readonly mediaType: string }
  | { readonly kind: 'binary'; readonly mediaType: string };

/** How a call streams. */
export interface Streaming {
  readonly format: 'sse' | 'jsonl';
  readonly event: TypeRef;
  /** `always`, or the body property (boolean) that asks for it. */
  readonly trigger: { readonly kind: 'always' } | { readonly kind: 'param'; readonly wire: string };
  /** Data that ends the stream when it equals it whole. */
  readonly terminator?: string;
  /** Set where data that begins with the terminator ends the stream, too. */
  readonly terminatorPrefix?: true;
  /** SSE event names (or `data` prefix rules) that mean an error; `error` unless configured. */
  readonly errorEvents: readonly string[];
  /** SSE: a property of the data whose presence (other than null) means an error, of which it is the body. */
  readonly errorProperty?: string;
  readonly mediaType: string;
}

/** How a call pages: the scheme, and where this operation's items are. */
export interface Paging {
  readonly scheme: string;
  readonly item: TypeRef;
}

/** Alternatives (any) of scheme sets (all); empty set means no credential is needed. */
export type Security = readonly (readonly { readonly scheme: string; readonly scopes: readonly string[] }[])[];

/** Whether a call may be sent again: `safe` by its method, `keyed` by an idempotency key, or `never` once it may have arrived. */
export type RetryClass = 'safe' | 'keyed' | 'never';

/** Arguments and results that the document gives as examples, for generated tests and documentation. */
export interface CallExample {
  readonly name: string;
  readonly params: Readonly<Record<string, Json>>;
  readonly body?: Json;
}

/** One call. */
export interface Operation {
  /** Dotted service path and method name in wire casing (`chat.completions.create`); unique. */
  readonly id: string;
  /** The method's name within its service. */
  readonly name: Name;
  readonly operationId?: string;
  readonly method: HttpMethod;
  /** The path as the document has it, without a fragment; what follows `?` is sent with every call. */
  readonly path: string;
  /** The path as the document has it, where it ends in a fragment. */
  readonly documentPath?: string;
  readonly parts: readonly PathPart[];
  readonly params: readonly Param[];
  /** Wire names of the path parameters that are positional, in order. */
  readonly positional: readonly string[];
  readonly body?: Body;
  /** The record (or union) of everything that is passed as one object; absent when the object would be empty. */
  readonly argument?: {
    readonly type: TypeId;
    /** `body`, `query` or `params`, as everything in it is body, query, or mixed. */
    readonly name: 'body' | 'query' | 'params';
    /** False when nothing in it is required. */
    readonly required: boolean;
    /** The wire name under which a body of shape `value` is passed; absent when the whole object is the body. */
    readonly bodyField?: string;
  };
  readonly responses: readonly Response[];
  readonly result: Result;
  readonly streaming?: Streaming;
  readonly paging?: Paging;
  /** Absent: the Api's own default. */
  readonly security?: Security;
  readonly retry: RetryClass;
  /** Name of the idempotency header, when the call takes one. */
  readonly idempotencyHeader?: string;
  /** Absolute or relative URL that replaces the client's base URL, when the document gives the operation a server of its own. */
  readonly server?: string;
  readonly timeoutMs?: number;
  /** Retries of a call, where they are not the client's. */
  readonly maxRetries?: number;
  readonly deprecated: boolean | string;
  readonly docs: Docs;
  readonly docsUrl?: string;
  readonly examples: readonly CallExample[];
  readonly skipTest?: string;
  readonly origin: Origin;
}
