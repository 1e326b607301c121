import type { CallOutcome, PendingCall } from '../core/api-promise.js';
import type { Credential } from '../core/auth.js';
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  errorFromResponse,
  type ErrorDetails,
} from '../core/error.js';
import type { MiddlewareRequest, Next } from '../core/middleware.js';
import { authorize, chooseCredentials } from './authorize.js';
import { encodeBody } from './body.js';
import { transportFor, type Core } from './core.js';
import { presentHeaders, type HeaderMap } from './headers.js';
import { collect, discard, HeldBody, readSome } from './held-body.js';
import { parseJSON } from './json.js';
import type { LoggedRequest } from './log.js';
import { decodeText, invalidJSON, Outcome, parseLoose, requestID, type OutcomeSource } from './outcome.js';
import { concat } from './push-body.js';
import { MAX_HOPS, publicHeaders, redirect } from './redirect.js';
import type { CallOptions, ResponseType } from './request-options.js';
import { buildRequest, type BuiltRequest } from './request.js';
import { backoff, retryAfter, retryCost, retryWanted } from './retry.js';
import { MAX_TIMER, Scope } from './scope.js';
import { scrub, scrubCause, scrubHeaders } from './secrets.js';
import { startTrace, type AttemptTrace, type CallTrace } from './trace.js';
import { ConnectTimeout, type TransportRequest } from './transport.js';
import type { EncodedBody, StreamFormat, StreamSource, WireBody, WireResponse } from './types.js';

/** Bytes of an error's body that are read. */
const ERROR_BYTES = 1024 * 1024;

/** Settings of calls that the SDK makes for itself. */
export interface InternalOptions extends CallOptions {
  /** Goes to a token endpoint; a redirect is an error. */
  readonly tokenRequest?: boolean | undefined;
  /** Told already; no error or log shows them. */
  readonly secrets?: readonly string[] | undefined;
}

/** A transport failure, and what decides on a retry of it. */
interface Loss {
  readonly error: APIConnectionError;
  readonly sent: boolean;
  readonly stale: boolean;
}

/** One call of a method: its attempts, until one is good enough or all hope is lost. */
export class Call implements PendingCall, OutcomeSource {
  readonly outcome: Promise<CallOutcome>;
  readonly #core: Core;
  readonly #method: string;
  readonly #template: string;
  readonly #options: InternalOptions;
  readonly #scope: Scope;
  readonly #secrets: Set<string>;
  #request!: BuiltRequest;
  #credentials: readonly Credential[] = [];
  #body: EncodedBody | undefined;
  #bodyStarted = false;
  #trace: CallTrace | undefined;
  #unread = false;
  /** Attempts sent. */
  #attempts = 0;
  /** Retries that count. */
  #retries = 0;
  #lastCost = 0;
  #refused: ReadonlySet<string> | undefined;
  #resent = false;
  #loss: Loss | undefined;
  #budgetExhausted = false;

  constructor(core: Core, method: string, template: string, options: InternalOptions) {
    this.#core = core;
    this.#method = method;
    this.#template = template;
    this.#options = options;
    this.#secrets = new Set(options.secrets);
    const { scopes } = core.shared;
    this.#scope = new Scope(options.signal ?? undefined, options.deadline ?? core.options.deadline, () => scopes.delete(this.#scope));
    scopes.add(this.#scope);
    this.outcome = this.#run();
  }

  keepUnread(): void {
    this.#unread = true;
  }

  async #run(): Promise<CallOutcome> {
    try {
      await this.#prepare();
      for (;;) {
        const result = await this.#attempt();
        if (typeof result !== 'number') return result;
        if (result > 0) await this.#scope.sleep(result);
      }
    } catch (error) {
      this.#scope.release();
      this.#trace?.end(error);
      throw this.#complete(error);
    }
  }

  #prepare(): Promise<void> | undefined {
    const { closed } = this.#core.shared;
    // R47
    if (closed) throw new APIError('The client is closed');
    const options = this.#options;
    this.#request = buildRequest(this.#core, this.#method, this.#template, options);
    const { origin, path, foreign, headers } = this.#request;
    this.#credentials = foreign ? [] : chooseCredentials(this.#core, options, headers);
    if (this.#core.tracing) {
      const { name, version } = this.#core.config;
      const info = { name, version, method: this.#method, template: this.#template, origin, path };
      this.#trace = this.#core.extras?.spans(info) ?? startTrace();
    }
    if (options.body === undefined) return undefined;
    // R5: encoded once a call; every attempt starts the same bytes.
    const encoded = encodeBody(options.body, options.contentType);
    const keep = (body: EncodedBody) => {
      this.#body = body;
      if (body.contentType !== undefined && !('content-type' in headers)) headers['content-type'] = body.contentType;
    };
    if ('then' in encoded) return this.#scope.during(encoded).then(keep);
    keep(encoded);
    return undefined;
  }

  /** One attempt: the outcome, or the milliseconds to wait before the next. */
  async #attempt(): Promise<CallOutcome | number> {
    const scope = this.#scope;
    const started = performance.now();
    this.#loss = undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let trace: AttemptTrace | undefined;
    let status: number | undefined;
    try {
      if (scope.ended) throw scope.ended;
      const headers: HeaderMap = { ...this.#request.headers };
      const auth = { headers, query: [], secrets: this.#secrets };
      const waiting = authorize(this.#credentials, auth, { refused: this.#refused ?? NONE, baseURL: this.#core.config.baseURL, send: this.#requestToken });
      if (waiting) await scope.during(waiting);
      trace = this.#trace?.attempt(this.#attempts);
      const timeout = Math.max(1, Math.min(this.#options.timeout ?? this.#core.options.timeout ?? 60_000, Math.ceil(scope.left()), MAX_TIMER));
      this.#addAttemptHeaders(headers, timeout, trace);
      // R18: from here to the end of a buffered body.
      timer = setTimeout(() => scope.interrupt(new APIConnectionTimeoutError(`No whole response came within ${timeout} ms`)), timeout);
      const reply = await this.#send(headers, auth.query, trace);
      status = reply.status;
      const result = status < 300 ? await this.#accept(reply) : await this.#refuse(reply);
      trace?.end(status);
      return result;
    } catch (error) {
      trace?.end(status, error);
      // Before the timer runs nothing was sent: a token request has had retries of its own.
      if (!timer) throw scope.ended ?? error;
      return this.#failed(error);
    } finally {
      clearTimeout(timer);
      this.#core.log?.attempt(this.#logged(), status, started);
    }
  }

  /** What tells one attempt from another; the caller's own values stay. */
  #addAttemptHeaders(headers: HeaderMap, timeout: number, trace: AttemptTrace | undefined): void {
    const add = (name: string, value: string) => {
      if (!(name in headers)) headers[name] = value;
    };
    if (this.#core.extraHeaders) {
      add('x-sdkwright-retry-count', String(this.#attempts));
      add('x-sdkwright-timeout', String(timeout / 1000));
    }
    // The one coding that every host can undo.
    if (this.#core.extras && !transportFor(this.#core, this.#request.origin).decodes) add('accept-encoding', 'gzip');
    // R16, R17: trace context and baggage go to the API's own servers only.
    const { foreign } = this.#request;
    if (!foreign && !this.#options.tokenRequest && !('traceparent' in headers)) trace?.inject(add);
    this.#attempts++;
  }

  /** A request for a token is a call of its own. */
  readonly #requestToken = (path: string, options: InternalOptions): Promise<CallOutcome> => new Call(this.#core, 'POST', path, options).outcome;

  /** Through the middleware to the network. */
  #send(headers: HeaderMap, query: readonly string[], trace: AttemptTrace | undefined): Promise<WireResponse> {
    const { origin, path, foreign } = this.#request;
    const extra = query.join('&');
    const whole = extra ? path + (path.includes('?') ? '&' : '?') + extra : path;
    const body = this.#startBody(headers);
    const present = presentHeaders(headers);
    const own = foreign ? publicHeaders(present, this.#core.secretNames) : present;
    const request = { method: this.#method, headers: own, body };
    const send = () => {
      const all = [...this.#core.middleware, ...(this.#options.middleware ?? [])];
      if (all.length === 0) return this.#hops({ ...request, origin, path: whole, blob: this.#body?.blob, connectTimeout: this.#connectTimeout() });
      return this.#through(all, { ...request, url: origin + whole, attempt: this.#attempts - 1 });
    };
    if (this.#core.log) this.#logTraffic(Object.entries(own), body);
    return trace ? trace.run(send) : send();
  }

  #through(all: readonly ((request: MiddlewareRequest, next: Next) => Promise<WireResponse>)[], first: MiddlewareRequest): Promise<WireResponse> {
    const step = (at: number): Next => async (request) => {
      const middleware = all[at];
      if (middleware) return middleware(request, step(at + 1));
      const { origin, pathname, search } = new URL(request.url);
      const { method, headers, body } = request;
      return this.#hops({ method, headers, body, origin, path: pathname + search, connectTimeout: this.#connectTimeout() });
    };
    return this.#scope.during(step(0)(first));
  }

  #connectTimeout(): number {
    return this.#core.options.connectTimeout ?? 5000;
  }

  #startBody(headers: HeaderMap): TransportRequest['body'] {
    const body = this.#body;
    if (!body) return undefined;
    const data = body.start();
    if (typeof data === 'string' || data instanceof Uint8Array) return data;
    if (body.length !== undefined && !('content-length' in headers)) headers['content-length'] = String(body.length);
    // R5: a one-shot stream that nobody has begun to read can still be sent.
    return {
      [Symbol.asyncIterator]: () => {
        this.#bodyStarted = true;
        return data[Symbol.asyncIterator]();
      },
    };
  }

  #canResend(): boolean {
    return !this.#body || this.#body.replayable || !this.#bodyStarted;
  }

  /** Follows redirects, on every transport alike. */
  async #hops(first: TransportRequest): Promise<WireResponse> {
    const { secretNames, extras } = this.#core;
    let request = first;
    for (let hops = 0; ; hops++) {
      const exchange = transportFor(this.#core, request.origin).send(request);
      let reply: WireResponse;
      try {
        reply = await this.#scope.during(exchange.response, (reason) => exchange.abort(reason));
      } catch (cause) {
        throw this.#lose(cause, exchange.sent(), exchange.stale());
      }
      if (reply.status < 300 || reply.status > 399) return extras?.decompress(reply) ?? reply;
      try {
        const next = redirect(request, reply, secretNames, this.#options.tokenRequest ?? false);
        if (!next) return extras?.decompress(reply) ?? reply;
        if (hops === MAX_HOPS) throw new APIError(`More than ${MAX_HOPS} redirects`, { status: reply.status });
        request = next;
        discard(reply.body);
      } catch (error) {
        discard(reply.body);
        throw error;
      }
    }
  }

  /** A transport's error as the SDK's (never a raw one); remembers what a retry depends on. */
  #lose(cause: unknown, sent: boolean, stale = false): Error {
    if (cause === this.#scope.ended) return cause as APIError;
    if (cause instanceof APIError && !(cause instanceof APIConnectionError)) return cause;
    const error =
      cause instanceof APIConnectionError
        ? cause
        : cause instanceof ConnectTimeout
          ? new APIConnectionTimeoutError(cause.message)
          : new APIConnectionError('Connection error', { cause: scrubCause(cause, this.#secrets) });
    this.#loss = { error, sent, stale };
    return error;
  }

  /** A 2xx: buffered within the attempt, or handed over unread. */
  async #accept(reply: WireResponse): Promise<CallOutcome> {
    const unread = this.#unread || this.responseType === 'binary' || this.format !== undefined;
    let response = reply;
    let bytes: Uint8Array | undefined;
    if (unread) {
      response = { ...reply, body: this.#hold(reply) };
    } else {
      bytes = reply.status === 204 ? EMPTY : await this.#buffer(reply.body);
      this.#done();
    }
    // R9
    this.#core.shared.budget.refund(this.#lastCost);
    if (this.#core.log) this.#logTraffic(reply.headers.entries(), bytes, reply.status);
    return new Outcome(response, bytes, this);
  }

  get responseType(): ResponseType {
    return this.#options.responseType ?? 'json';
  }

  get unwrap(): string | undefined {
    return this.#options.unwrap;
  }

  get format(): StreamFormat<unknown> | undefined {
    return this.#options.stream;
  }

  get traceID(): string | undefined {
    return this.#trace?.traceID;
  }

  check(value: unknown): void {
    this.#core.options.checkResponses?.(`${this.#method} ${this.#template}`, value);
  }

  collect(body: WireBody): Promise<Uint8Array> {
    return collect(body, this.#maxBytes());
  }

  #done(): void {
    this.#scope.release();
    this.#trace?.end();
  }

  #maxBytes(): number {
    return this.#core.options.maxResponseBytes ?? 100 * 1024 * 1024;
  }

  async #buffer(body: WireBody): Promise<Uint8Array> {
    try {
      return await this.#scope.during(collect(body, this.#maxBytes()), (reason) => body.cancel(reason));
    } catch (cause) {
      throw this.#lose(cause, true);
    }
  }

  /** An unread body stays under the call's signal and deadline, and its own idle timer. */
  #hold(reply: WireResponse): HeldBody {
    // A compressed download is capped, as a bomb would be one; plain ones and event streams may be of any size.
    const capped = reply.headers.get('content-encoding') !== undefined && !this.#options.stream;
    const held = new HeldBody(reply.body, {
      idleTimeout: this.#options.idleTimeout ?? this.#core.options.idleTimeout ?? 120_000,
      maxBytes: capped ? this.#maxBytes() : Infinity,
      failed: (cause) => this.#complete(this.#lose(cause, true), reply),
      over: () => this.#done(),
    });
    this.#scope.hold((reason) => held.cancel(this.#complete(reason, reply)));
    return held;
  }

  source(response: WireResponse): StreamSource {
    const controller = new AbortController();
    controller.signal.addEventListener('abort', () => response.body.cancel(controller.signal.reason));
    const { eventIdleTimeout, reconnect } = this.#options;
    const again = (headers: Readonly<Record<string, string>>) => {
      const given = this.#options.headers ?? {};
      const own = Symbol.iterator in given ? Object.fromEntries(given) : given;
      const call = new Call(this.#core, this.#method, this.#template, { ...this.#options, headers: { ...own, ...headers } });
      return call.outcome.then((outcome) => outcome.response);
    };
    return {
      response,
      requestID: requestID(response),
      controller,
      signal: this.#options.signal ?? undefined,
      parse: (text) => {
        try {
          return parseJSON(text);
        } catch (cause) {
          throw invalidJSON(text, cause, this.details(response));
        }
      },
      eventIdleTimeout: eventIdleTimeout ?? this.#core.options.eventIdleTimeout,
      connectionError: (cause) => this.#complete(this.#lose(cause, true), response),
      reopen: reconnect && this.#method === 'GET' ? again : undefined,
    };
  }

  /** An unsuccessful status: the milliseconds before a retry, or the typed error. */
  async #refuse(reply: WireResponse): Promise<number> {
    const { status, headers } = reply;
    const { retryStatuses, shared } = this.#core;
    if (status === 401 && !this.#refused && !shared.closed && this.#credentials.some(({ refreshable }) => refreshable) && this.#canResend()) {
      this.#refused = new Set(this.#secrets);
      discard(reply.body);
      return 0;
    }
    const asked = retryAfter(headers);
    const throttled = status === 429 || status === 503;
    let retry = retryWanted(reply, retryStatuses, this.#request.idempotent, asked);
    let body: Promise<string> | undefined;
    if (this.#request.keyed) {
      if (status === 422) retry = false;
      if (status === 409 && !retry && headers.get('x-should-retry') !== 'false') {
        const text = await (body = this.#errorText(reply));
        retry = /idempot/i.test(text) && !/reus|mismatch|differ/i.test(text);
      }
    }
    const delay = retry ? this.#delay(throttled, asked) : undefined;
    if (delay === undefined) {
      const details = { ...this.details(reply), headers: scrubHeaders(headers, this.#secrets), body: parseLoose(await (body ?? this.#errorText(reply))), retryAfter: asked };
      throw errorFromResponse(status, scrub(reply.statusText, this.#secrets), details);
    }
    if (!body) discard(reply.body);
    return delay;
  }

  /** What the server said, at most 1 MiB of it, without secrets. */
  async #errorText(reply: WireResponse): Promise<string> {
    const { body } = reply;
    const pieces = await this.#scope.during(readSome(body, ERROR_BYTES), (reason) => body.cancel(reason)).catch(() => {
      if (this.#scope.ended) throw this.#scope.ended;
      return [];
    });
    return scrub(decodeText(concat(pieces, pieces.reduce((size, piece) => size + piece.length, 0))), this.#secrets);
  }

  /** After a transport failure: the milliseconds before a retry, or the error. */
  #failed(error: unknown): number {
    const loss = this.#loss;
    this.#loss = undefined;
    // The attempt's own timer may have struck outside the transport, in a middleware or a body.
    const known = loss?.error === error ? loss : error instanceof APIConnectionTimeoutError ? { sent: true, stale: false } : undefined;
    if (!known || this.#scope.ended) throw this.#scope.ended ?? error;
    if (known.stale && !this.#resent && this.#request.idempotent && this.#canResend()) {
      this.#resent = true;
      return 0;
    }
    const delay = this.#request.idempotent || !known.sent ? this.#delay(false, undefined) : undefined;
    if (delay === undefined) throw error;
    return delay;
  }

  /** The pause before a retry; undefined when there may be none. */
  #delay(throttled: boolean, asked: number | undefined): number | undefined {
    const { maxRetries: limit, maxRetryDelay = 60_000 } = this.#core.options;
    if (this.#retries >= (this.#options.maxRetries ?? limit ?? 2) || !this.#canResend()) return undefined;
    // R7: never sooner than asked; a little later, so that clients do not return all at once.
    const delay = asked === undefined ? backoff(this.#retries, throttled) : asked * 1000 + Math.random() * 500;
    if ((asked ?? 0) * 1000 > maxRetryDelay || delay > this.#scope.left()) return undefined;
    const cost = retryCost(throttled);
    if (!this.#core.shared.budget.take(cost)) {
      this.#budgetExhausted = true;
      return undefined;
    }
    this.#lastCost = cost;
    this.#retries++;
    return delay;
  }

  #logged(): LoggedRequest {
    const { origin, path } = this.#request;
    return { method: this.#method, origin, path };
  }

  /** A token request and its answer are secrets as a whole. */
  #logTraffic(headers: Iterable<readonly [string, string]>, body: unknown, status?: number): void {
    const shown = this.#options.tokenRequest ? undefined : body;
    this.#core.log?.traffic({ ...this.#logged(), status, headers, body: shown, secrets: this.#secrets });
  }

  details(reply?: WireResponse): ErrorDetails {
    return {
      status: reply?.status,
      headers: reply?.headers,
      requestID: reply && requestID(reply),
      traceID: this.#trace?.traceID,
      attempts: this.#attempts,
      budgetExhausted: this.#budgetExhausted,
    };
  }

  /** Tells an error what the call knows. */
  #complete<E>(error: E, reply?: WireResponse): E {
    if (error instanceof APIError) {
      const { requestID: id, traceID, attempts, budgetExhausted } = this.details(reply);
      Object.assign(error, { requestID: error.requestID ?? id, traceID, attempts, budgetExhausted });
    }
    return error;
  }
}

const NONE: ReadonlySet<string> = new Set();
const EMPTY = new Uint8Array();
