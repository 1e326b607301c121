import type { ClientCredentialsOptions, Credential } from '../core/auth.js';
import type { ErrorDetails } from '../core/error.js';
import type { Extras } from '../core/extras.js';
import type { Middleware } from '../core/middleware.js';
import type { HeaderInput } from './headers.js';
import type { Logger, LogLevel } from './log.js';
import type { Fetch, Transport } from './transport.js';
import type { ParamStyles, StreamFormat } from './types.js';

/** What a caller can set for one call. Times are in milliseconds. */
export interface RequestOptions {
  /** Added to the request; null removes a header. */
  readonly headers?: HeaderInput | undefined;
  readonly query?: object | null | undefined;
  /** For one attempt: connecting, headers and a buffered body. */
  readonly timeout?: number | undefined;
  /** For the whole call: attempts, pauses, token requests and reading. */
  readonly deadline?: number | undefined;
  readonly maxRetries?: number | undefined;
  readonly signal?: AbortSignal | null | undefined;
  /** Sent instead of a generated one. */
  readonly idempotencyKey?: string | undefined;
  /** Another path, below the base URL, or a whole URL. */
  readonly path?: string | undefined;
  /** Streams and downloads: without a byte for so long, they fail. */
  readonly idleTimeout?: number | undefined;
  /** Streams: without an event for so long, they fail; comments do not count. */
  readonly eventIdleTimeout?: number | undefined;
  /** GET streams: goes on with `Last-Event-ID` when the connection drops. */
  readonly reconnect?: boolean | undefined;
  /** Runs inside the client's middleware. */
  readonly middleware?: readonly Middleware[] | undefined;
}

/** What a response is made into. */
export type ResponseType = 'json' | 'optionalJson' | 'stringJson' | 'text' | 'binary' | 'none';

/** What a generated method adds. */
export interface CallOptions extends RequestOptions {
  /** Of `getAPIList`; GET when absent. */
  readonly method?: string | undefined;
  readonly pathParams?: Readonly<Record<string, unknown>> | undefined;
  readonly headerParams?: Readonly<Record<string, unknown>> | undefined;
  readonly cookieParams?: Readonly<Record<string, unknown>> | undefined;
  readonly styles?: ParamStyles | undefined;
  readonly body?: unknown;
  readonly contentType?: string | undefined;
  readonly responseType?: ResponseType | undefined;
  /** Property of the response's object that the call yields instead of the whole. */
  readonly unwrap?: string | undefined;
  readonly accept?: string | undefined;
  readonly stream?: StreamFormat<unknown> | undefined;
  /** Alternatives of scheme names; [] for none. */
  readonly security?: readonly (readonly string[])[] | undefined;
  /** The operation takes an idempotency key. */
  readonly keyed?: boolean | undefined;
  /** Whether the request may be sent twice, where the HTTP method says otherwise. */
  readonly idempotent?: boolean | undefined;
  /** A whole URL in place of the path, from a response: another origin gets no credentials. */
  readonly url?: string | undefined;
  /** Another base URL that the API names. */
  readonly server?: string | undefined;
  /** What this operation needs beyond the bare client. */
  readonly extras?: Partial<Extras> | undefined;
}

/** What a caller can set for a client. Times are in milliseconds. */
export interface BaseClientOptions {
  readonly baseURL?: string | null | undefined;
  /** For one attempt; 60 s when absent. */
  readonly timeout?: number | undefined;
  /** To connect, where the host can tell; 5 s when absent. */
  readonly connectTimeout?: number | undefined;
  /** For a whole call; none when absent. */
  readonly deadline?: number | undefined;
  /** 2 when absent. */
  readonly maxRetries?: number | undefined;
  /** Longest pause that a server may ask for; 60 s when absent. */
  readonly maxRetryDelay?: number | undefined;
  readonly defaultHeaders?: HeaderInput | undefined;
  readonly defaultQuery?: Readonly<Record<string, unknown>> | undefined;
  /** Sends the requests instead of the host's own. */
  readonly fetch?: Fetch | undefined;
  /** Passed to fetch with every request. */
  readonly fetchOptions?: object | undefined;
  readonly transport?: Transport | undefined;
  /** Node: `http://[user:password@]host:port`, or false for none; otherwise HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY hold. */
  readonly proxy?: string | false | undefined;
  /** What a bare client leaves out, as far as it is needed; every other client has all of it. */
  readonly extras?: Partial<Extras> | undefined;
  readonly logger?: Logger | undefined;
  /** `warn` when absent. */
  readonly logLevel?: LogLevel | undefined;
  readonly middleware?: readonly Middleware[] | undefined;
  /** W3C trace context and, where OpenTelemetry is present, spans; off in browsers when absent. */
  readonly tracing?: boolean | undefined;
  /** 120 s when absent. */
  readonly idleTimeout?: number | undefined;
  /** None when absent. */
  readonly eventIdleTimeout?: number | undefined;
  /** Of decompressed bodies; 100 MiB when absent. */
  readonly maxResponseBytes?: number | undefined;
  /** Of one event or line of a stream, by its characters; 16 MiB when absent. */
  readonly maxEventBytes?: number | undefined;
  /** Sees every parsed value, by `METHOD /path/template`, with what an error should tell of its call; what it throws fails the call. */
  readonly checkResponses?: ((operation: string, value: unknown, details?: ErrorDetails) => void) | undefined;
}

/** What the generated client says about its API. */
export interface ClientConfig {
  /** Of the client class: for User-Agent and messages. */
  readonly name: string;
  readonly packageName?: string | undefined;
  readonly version: string;
  readonly envPrefix?: string | undefined;
  readonly baseURL?: string | undefined;
  /** Sent with every request, below the caller's own. */
  readonly headers?: HeaderInput | undefined;
  /** Absent: no idempotency keys are made. */
  readonly idempotencyHeader?: string | undefined;
  /** Statuses that a retry may cure, where the API has its own set. */
  readonly retryStatuses?: readonly number[] | undefined;
  /** Alternatives of scheme names that hold where an operation names none. */
  readonly security?: readonly (readonly string[])[] | undefined;
  /** By scheme name; undefined where the caller gave none. */
  readonly credentials?: Readonly<Record<string, Credential | ClientCredentialsOptions | undefined>> | undefined;
  /** What sets a scheme, by its name, for messages: the option and its environment variable, such as 'apiKey (ACME_API_KEY)'. */
  readonly credentialHints?: Readonly<Record<string, string>> | undefined;
  /** Names of headers, parameters and cookies of all security schemes, given or not. */
  readonly secretNames?: readonly string[] | undefined;
  /** The options as the caller gave them to the constructor: what `withOptions` starts from. */
  readonly options?: object | undefined;
}
