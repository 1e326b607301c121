import type { Docs, Json, Name } from './name.js';
import type { Operation, Security } from './operation.js';
import type { TypeDecl, TypeId, TypeRef } from './types.js';

/** A group of operations: `client.chat.completions`. The root service has the id `$client`. */
export interface Service {
  /** Dotted path of names (`chat.completions`); `$client` for the root. */
  readonly id: string;
  readonly name: Name;
  readonly operations: readonly Operation[];
  readonly children: readonly Service[];
  readonly docs: Docs;
  readonly deprecated: boolean;
}

/** A place where the API answers. */
export interface Server {
  readonly name: Name;
  /** Base URL, with variables replaced by their defaults. */
  readonly url: string;
  readonly docs: Docs;
  readonly variables: readonly {
    readonly name: Name;
    readonly default: string;
    readonly values?: readonly string[];
    readonly docs: Docs;
  }[];
  /** The URL with `{variable}` places kept. */
  readonly template: string;
}

/** How a credential is sent. */
export type AuthScheme = { readonly id: string; readonly docs: Docs } & (
  | {
      readonly kind: 'apiKey';
      readonly in: 'header' | 'query' | 'cookie';
      readonly wire: string;
      /** Text before the value, e.g. `Bearer `. */ readonly prefix?: string;
    }
  | { readonly kind: 'bearer' }
  | { readonly kind: 'basic' }
  | { readonly kind: 'oauth2'; readonly tokenUrl?: string; readonly scopes: readonly string[] }
  | { readonly kind: 'openIdConnect'; readonly url: string }
);

/** An option of the client's constructor that the document or configuration asks for. */
export interface ClientOption {
  readonly name: Name;
  readonly type: 'string' | 'boolean' | 'number';
  readonly required: boolean;
  readonly nullable: boolean;
  readonly default?: Json;
  readonly readEnv?: string;
  readonly docs: Docs;
  /** What the value is used for. */
  readonly use:
    | {
        readonly kind: 'credential';
        readonly scheme: string;
        readonly role: 'value' | 'username' | 'password' | 'client_id' | 'client_secret' | 'access_token';
      }
    | { readonly kind: 'header'; readonly wire: string }
    | { readonly kind: 'query'; readonly wire: string }
    | { readonly kind: 'serverVariable'; readonly wire: string }
    | { readonly kind: 'webhookSecret' }
    | { readonly kind: 'none' }
    | { readonly kind: 'param'; /** Default for an equally named path parameter. */ readonly wire: string };
}

/** A way of paging. Paths are property names from the response's top; an empty path is the response itself. */
export interface PageScheme {
  readonly id: string;
  /** Class name words: `cursor_page` → `CursorPage`. */
  readonly name: Name;
  /** Set where no configuration names it, and its name begins with that of its array to tell it from others. */
  readonly namedForItems?: true;
  readonly kind: 'cursor' | 'cursorId' | 'cursorUrl' | 'pageNumber' | 'offset' | 'linkHeader' | 'single';
  readonly paramLocation: 'query' | 'body';
  readonly items: readonly string[];
  /** Request parameters by role. */
  readonly request: {
    readonly cursor?: string;
    readonly previousCursor?: string;
    readonly page?: string;
    readonly offset?: string;
    readonly limit?: string;
  };
  /** Response fields by role. */
  readonly response: {
    readonly nextCursor?: readonly string[];
    readonly previousCursor?: readonly string[];
    readonly nextUrl?: readonly string[];
    readonly hasMore?: readonly string[];
    readonly currentPage?: readonly string[];
    readonly totalPages?: readonly string[];
    readonly totalCount?: readonly string[];
    readonly offset?: readonly string[];
    /** Property of an item that serves as the cursor (kind `cursorId`). */
    readonly itemId?: string;
  };
  /** Response headers by role, where the response body does not hold them. */
  readonly headers: { readonly nextCursor?: string; readonly totalPages?: string; readonly totalCount?: string };
  /** The properties of a page object as the document has them (without the items), for its type. */
  readonly fields: readonly { readonly name: Name; readonly type: TypeRef; readonly required: boolean; readonly docs: Docs }[];
  /** Parameters that every operation of the scheme shares, for its params type. */
  readonly params: readonly { readonly name: Name; readonly type: TypeRef; readonly docs: Docs }[];
}

/** Signed messages that the API sends. */
export interface Webhooks {
  /** The service that has `unwrap`. */
  readonly service: string;
  /** The union of all payloads. */
  readonly event: TypeId;
  readonly events: readonly {
    readonly name: Name;
    readonly type: TypeRef;
    readonly docs: Docs;
    readonly examples: readonly Json[];
  }[];
  /** Environment variable of the secret. */
  readonly readEnv?: string;
}

/** Everything that targets know of an API. Plain JSON: no cycles, no functions, nothing of OpenAPI's own shapes. */
export interface Api {
  readonly irVersion: 1;
  /** The organisation or API, e.g. `halyard`: the client class and the environment prefix come from it. */
  readonly name: Name;
  readonly title: string;
  readonly version: string;
  readonly docs: Docs;
  readonly docsUrl?: string;
  readonly contact?: string;
  readonly license?: string;
  readonly envPrefix: string;
  readonly servers: readonly Server[];
  readonly auth: readonly AuthScheme[];
  readonly security: Security;
  readonly options: readonly ClientOption[];
  readonly defaults: {
    readonly maxRetries: number;
    readonly timeoutMs: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly retryStatuses: readonly number[];
    readonly idempotencyHeader?: string;
  };
  /** How arrays and objects are written in a query when the document gives no style of its own. */
  readonly queryFormat: {
    readonly array: 'comma' | 'repeat' | 'brackets' | 'indices';
    readonly nested: 'brackets' | 'dots';
  } | null;
  /** The root service; everything hangs below it. */
  readonly root: Service;
  readonly types: readonly TypeDecl[];
  readonly pages: readonly PageScheme[];
  readonly webhooks?: Webhooks;
  /** Ids of operations to show in a README, with arguments. */
  readonly readme: {
    readonly default?: string;
    readonly headline?: string;
    readonly pagination?: string;
    readonly streaming?: string;
    readonly upload?: string;
  };
}
