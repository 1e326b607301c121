/*
 * What a call can throw:
 *
 *   APIError                          the base of all: a refused call, a closed client, a response that has no class below
 *   ├─ BadRequestError                400
 *   ├─ AuthenticationError            401
 *   ├─ PermissionDeniedError          403
 *   ├─ NotFoundError                  404
 *   ├─ ConflictError                  409
 *   ├─ UnprocessableEntityError       422
 *   ├─ RateLimitError                 429
 *   ├─ InternalServerError            500 and above
 *   ├─ APIUserAbortError              the caller's signal, or close(); `cause` is the signal's reason
 *   ├─ APIConnectionError             no (whole) response
 *   │  ├─ APIConnectionTimeoutError   an attempt, idle or deadline timer ran out
 *   │  └─ StreamInterruptedError      a stream ended without its terminator
 *   ├─ StreamEventError               the stream brought an error event; `body` is its data
 *   ├─ APIResponseValidationError     a 2xx that is no JSON, or, in strict mode, not what the API promised; `body` is the text
 *   └─ ResponseTooLargeError          more (decompressed) bytes than `maxResponseBytes`, or in one event than `maxEventBytes`
 */
import type { HeaderBag } from '../internal/types.js';

/** The members of an RFC 9457 problem. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly [extension: string]: unknown;
}

/** What is known about a failure. */
export interface ErrorDetails {
  readonly status?: number | undefined;
  readonly headers?: HeaderBag | undefined;
  readonly body?: unknown;
  readonly requestID?: string | undefined;
  readonly traceID?: string | undefined;
  readonly attempts?: number | undefined;
  readonly retryAfter?: number | undefined;
  readonly budgetExhausted?: boolean | undefined;
  readonly cause?: unknown;
}

type Shape = Record<string, unknown>;
const shape = (value: unknown): Shape => (typeof value === 'object' && value !== null ? (value as Shape) : {});
const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** The base of every error that the SDK throws on purpose. */
export class APIError extends Error {
  /** HTTP status; undefined when no response came. */
  readonly status: number | undefined;
  /** The API's own name of the error. */
  readonly code: string | undefined;
  /** The API's own kind of the error. */
  readonly type: string | undefined;
  /** The server's id of the request: quote it to support. */
  readonly requestID: string | undefined;
  /** W3C trace id of the call. */
  readonly traceID: string | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
  /** Seconds that the server asked to wait. */
  readonly retryAfter: number | undefined;
  /** True when a retry was due but the client's retry budget was empty. */
  readonly budgetExhausted: boolean;
  /** The body: parsed JSON, or text; at most 1 MiB of it. */
  readonly body: unknown;
  /** RFC 9457 members, when the body is a problem. */
  readonly problem: Problem | undefined;
  /** Response headers. */
  declare readonly headers: HeaderBag | undefined;

  constructor(message: string, details: ErrorDetails = {}) {
    // An absent cause must not print as `cause: undefined`.
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    const body = shape(details.body);
    const inner = shape(body['error']);
    this.status = details.status;
    this.code = text(inner['code']) ?? text(body['code']) ?? text(body['error']);
    this.type = text(inner['type']) ?? text(body['type']);
    this.requestID = details.requestID;
    this.traceID = details.traceID;
    this.attempts = details.attempts ?? 0;
    this.retryAfter = details.retryAfter;
    this.budgetExhausted = details.budgetExhausted ?? false;
    this.body = details.body;
    this.problem = text(body['title']) || text(body['detail']) ? (body as Problem) : undefined;
    // R26: response headers can hold session cookies, so what prints or serialises an error does not see them.
    Object.defineProperty(this, 'headers', { value: details.headers, enumerable: false });
  }

  /** The same as `body`. */
  get error(): unknown {
    return this.body;
  }

  /** What a log may show of it. */
  toJSON(): Shape {
    const { name, message, status, code, type, requestID, traceID, attempts, retryAfter, problem } = this;
    return { name, message, status, code, type, requestID, traceID, attempts, retryAfter, problem };
  }
}

export class BadRequestError extends APIError {}
export class AuthenticationError extends APIError {}
export class PermissionDeniedError extends APIError {}
export class NotFoundError extends APIError {}
export class ConflictError extends APIError {}
export class UnprocessableEntityError extends APIError {}
export class RateLimitError extends APIError {}
export class InternalServerError extends APIError {}
export class APIUserAbortError extends APIError {}
export class APIConnectionError extends APIError {}
export class APIConnectionTimeoutError extends APIConnectionError {}
export class StreamInterruptedError extends APIConnectionError {}
export class StreamEventError extends APIError {}
export class APIResponseValidationError extends APIError {}
export class ResponseTooLargeError extends APIError {}

/** Minifiers rename classes; what prints keeps its name. */
const NAMED = {
  APIError,
  BadRequestError,
  AuthenticationError,
  PermissionDeniedError,
  NotFoundError,
  ConflictError,
  UnprocessableEntityError,
  RateLimitError,
  InternalServerError,
  APIUserAbortError,
  APIConnectionError,
  APIConnectionTimeoutError,
  StreamInterruptedError,
  StreamEventError,
  APIResponseValidationError,
  ResponseTooLargeError,
};
for (const [name, kind] of Object.entries(NAMED)) {
  Object.defineProperty(kind.prototype, 'name', { value: name, configurable: true, writable: true });
}

const BY_STATUS: Readonly<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** What the body says went wrong; HTML pages and long texts say nothing. */
export function explain(body: unknown): string | undefined {
  if (typeof body === 'string') return /^\s*</.test(body) ? undefined : body.trim().slice(0, 300);
  const outer = shape(body);
  const inner = shape(outer['error']);
  const found = [inner['message'], outer['message'], outer['detail'], outer['error_description'], outer['error'], outer['title']].find(text);
  return found === undefined ? undefined : String(found).slice(0, 1000);
}

/** The typed error of a response. */
export function errorFromResponse(status: number, statusText: string, details: ErrorDetails): APIError {
  const kind = BY_STATUS[status] ?? (status >= 500 ? InternalServerError : APIError);
  const reason = explain(details.body) || statusText || 'status code (no body)';
  return new kind(`${status} ${reason}`, { ...details, status });
}
