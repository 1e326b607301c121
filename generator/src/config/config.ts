import type { Json } from '../ir/index.js';

/** The configuration (`sdkwright.yaml`) as data, checked for its own shape; what it says of the document is checked by the model. */
export interface Config {
  /** The file it came from, for diagnostics; empty without a configuration. */
  readonly file: string;
  readonly edition?: string;
  readonly organization: { readonly name?: string; readonly docs?: string; readonly contact?: string };
  readonly targets: readonly TargetConfig[];
  readonly environments: readonly { readonly name: string; readonly url: string }[];
  /** The resource tree; absent when it is to be inferred from the document. */
  readonly resources?: readonly ResourceConfig[];
  /** Schemes of paging; absent when the standard ones are to be tried. */
  readonly pagination?: readonly PaginationConfig[];
  readonly client: ClientConfig;
  /** Overrides the document's default security: alternatives of scheme names to scopes. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  /** Overrides the document's security schemes of the same names. */
  readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly settings: SettingsConfig;
  readonly query?: { readonly array: 'comma' | 'repeat' | 'brackets' | 'indices'; readonly nested: 'brackets' | 'dots' };
  /** Rules for the events of a stream, the first that fits counts. */
  readonly onEvent: readonly EventRule[];
  readonly readme: readonly ReadmeRequest[];
  /** Words to their casing, e.g. `rag` → `RAG`. */
  readonly customCasings: Readonly<Record<string, string>>;
  /** Endpoints (`get /path`) that are left out on purpose. */
  readonly unspecifiedEndpoints: readonly string[];
  /** Changes to the document before it is read, in their order. */
  readonly transforms: readonly TransformConfig[];
  /** Diagnostic codes that are not reported. */
  readonly ignored: readonly string[];
}

/** What a configuration says of one target. */
export interface TargetConfig {
  readonly name: string;
  readonly packageName?: string;
  readonly projectName?: string;
  readonly productionRepo?: string;
  readonly output?: string;
  readonly skip: boolean;
  readonly publish: Json;
  readonly options: Readonly<Record<string, Json>>;
}

/** A resource of the tree; `$client` and `$shared` are among them. */
export interface ResourceConfig {
  readonly name: string;
  /** JSON pointer in the configuration file. */
  readonly pointer: string;
  readonly methods: readonly MethodConfig[];
  readonly models: readonly ModelConfig[];
  readonly subresources: readonly ResourceConfig[];
  readonly description?: string;
  readonly deprecated: boolean;
  readonly skip: boolean;
}

/** A method of a resource. */
export interface MethodConfig {
  readonly name: string;
  readonly pointer: string;
  readonly kind: 'http' | 'alias' | 'webhookUnwrap';
  /** Lower case; empty for kinds without an endpoint. */
  readonly verb: string;
  readonly path: string;
  /** Alias: dotted name of the method it calls. */
  readonly to?: string;
  /** Webhook: property of the payload that tells the events apart. */
  readonly discriminator?: string;
  readonly paginated?: boolean | string;
  readonly positional?: readonly string[];
  readonly bodyParam?: string;
  readonly streaming?: StreamingConfig;
  readonly unwrapResponse?: boolean | string;
  readonly skipTest?: string;
  readonly deprecated?: boolean | string;
  readonly description?: string;
  readonly timeoutMs?: number;
  readonly maxRetries?: number;
  /** Whether the call may be sent again without a key: overrides what its HTTP method says. */
  readonly idempotent?: boolean;
  /** Alternatives of scheme names to scopes, in place of the document's. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  /** Name of the type of its params. */
  readonly paramsName?: string;
  readonly skip: boolean;
}

/** How a method streams. */
export interface StreamingConfig {
  readonly type?: 'sse' | 'jsonl';
  /** Body property that asks for a stream; null when the method always streams. */
  readonly param: string | null;
  /** Dotted model: `chat.completions.chat_completion_chunk`. */
  readonly event?: string;
  /** Rules for the events of this method; absent: those of all streams. */
  readonly onEvent?: readonly EventRule[];
}

/** A model: a component of the document under the name it has in a resource. */
export interface ModelConfig {
  readonly name: string;
  readonly pointer: string;
  /** A component's name or a reference (`#/components/schemas/X`). */
  readonly reference: string;
}

/** A scheme of paging. */
export interface PaginationConfig {
  readonly name: string;
  readonly pointer: string;
  readonly type: 'cursor' | 'cursor_id' | 'cursor_url' | 'page_number' | 'offset' | 'fake_page' | 'link_header';
  readonly request: readonly PaginationField[];
  readonly response: readonly PaginationField[];
  readonly paramLocation: 'query' | 'body';
  readonly topLevelArray: boolean;
}

/** A request parameter or response field of a scheme. */
export interface PaginationField {
  /** Property names from the top; a parameter has one. */
  readonly path: readonly string[];
  readonly purpose?: string;
  /** The header that holds it, where the body does not. */
  readonly header?: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Options of the client. */
export interface ClientConfig {
  readonly options: readonly ClientOptionConfig[];
  readonly maxRetries?: number;
  readonly timeoutMs?: number;
  readonly envPrefix?: string;
  readonly idempotencyHeader?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An option of the client's constructor. */
export interface ClientOptionConfig {
  readonly name: string;
  readonly pointer: string;
  readonly type: 'string' | 'boolean' | 'number';
  readonly nullable: boolean;
  readonly default?: Json;
  readonly readEnv?: string;
  readonly description?: string;
  readonly auth?: { readonly scheme: string; readonly role?: string };
  readonly sendInHeader?: string;
  readonly sendAsQueryParam?: string;
  readonly serverVariable?: string;
}

/** General settings. */
export interface SettingsConfig {
  readonly license?: string;
  readonly unwrapResponseFields: readonly string[];
  readonly fileHeader?: string;
  /** `last` (the default) or `all` path parameters are positional. */
  readonly positionalParams: 'last' | 'all';
  readonly sortProperties: boolean;
}

/** What to do with an event of a stream. */
export interface EventRule {
  readonly when:
    | { readonly kind: 'dataStartsWith'; readonly text: string }
    | { readonly kind: 'eventType'; readonly names: readonly (string | null)[] }
    | { readonly kind: 'fallthrough' };
  readonly handle: 'yield' | 'done' | 'error';
  readonly errorProperty?: string;
}

/** A request to show in a README. */
export interface ReadmeRequest {
  readonly role: string;
  readonly pointer: string;
  readonly verb: string;
  readonly path: string;
  readonly params: Readonly<Record<string, Json>>;
}

/** A change to the document, and its JSON pointer in the configuration file. */
export type TransformConfig = TransformChange & { readonly pointer: string };

/** What is changed. Paths are JSONPath; `name` is of a component schema. */
export type TransformChange =
  | { readonly command: 'update'; readonly targets: readonly TransformTarget[]; readonly value: Json; readonly template: boolean }
  | { readonly command: 'append'; readonly targets: readonly TransformTarget[]; readonly value: Json }
  | { readonly command: 'merge'; readonly targets: readonly TransformTarget[]; readonly object: Json }
  | { readonly command: 'remove'; readonly targets: readonly TransformTarget[]; readonly keys: readonly string[] }
  | { readonly command: 'copy' | 'move'; readonly from: string; readonly to: readonly string[] }
  | { readonly command: 'oneOfToAnyOf'; readonly targets: readonly TransformTarget[] }
  | { readonly command: 'extractToRefs'; readonly targets: readonly TransformTarget[]; readonly name: string };

/** What a path leads to or, when `same`, every value equal to that but for those at `ignore`. */
export interface TransformTarget {
  readonly path: string;
  readonly ignore: readonly string[];
  readonly same: boolean;
}

/** The configuration of someone who wrote none. */
export const emptyConfig: Config = {
  file: '',
  organization: {},
  targets: [],
  environments: [],
  client: { options: [], headers: {} },
  securitySchemes: {},
  settings: { unwrapResponseFields: [], positionalParams: 'last', sortProperties: true },
  onEvent: [],
  readme: [],
  customCasings: {},
  unspecifiedEndpoints: [],
  transforms: [],
  ignored: [],
};
