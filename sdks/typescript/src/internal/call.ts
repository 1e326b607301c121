import type { CallOutcome, PendingCall } from '../core/api-promise.js';
import type { Credential } from '../core/auth.js';
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  errorFromResponse,
  type ErrorDetails,
} from '../core/error.js';
import type { Extras } from '../core/extras.js';
import { authorize, chooseCredentials } from './authorize.js';
import { encodeBody } from './body.js';
import { transportFor, type Core } from './core.js';
import { collect, discard, readStart } from './collect.js';
import { presentHeaders, type HeaderMap } from './headers.js';
import type { LoggedRequest } from './log.js';
import { need } from './need.js';
import type { OpenCall } from './open-call.js';
import { decodeText, Outcome, parseLoose, requestID, type OutcomeSource } from './outcome.js';
import type { CallOptions } from './request-options.js';
import { buildRequest, type BuiltRequest } from './request.js';
import { backoff, retryAfter, retryCost, retryWanted } from './retry.js';
import { MAX_TIMER, Scope } from './scope.js';
import { scrub, scrubCause, scrubHeaders } from './secrets.js';
import { startTrace, type AttemptTrace, type CallTrace } from './trace.js';
import { ConnectTimeout, type TransportRequest } from './transport.js';
import type { EncodedBody, Unread, WireResponse } from './types.js';

/** Bytes of an error's body that are read. */
const ERROR_BYTES = 1024 * 1024;

/** Settings of calls that the SDK makes for itself. */
export interface InternalOptions extends CallOptions {
  /** Goes to a token endpoint, where a redirect is an error; takes out of the client's headers what that may not see. */
  readonly tokenRequest?: ((headers: HeaderMap, secretNames: ReadonlySet<string>) => HeaderMap) | undefined;
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
  readonly #extras: Partial<Extras>;
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
    this.#extras = options.extras ? { ...core.extras, ...options.extras } : core.extras;
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
    this.#extras.check?.(options);
    this.#request = buildRequest(this.#core, { method: this.#method, template: this.#template, options, extras: this.#extras });
    const { origin, path, foreign, headers } = this.#request;
    this.#credentials = foreign ? [] : chooseCredentials(this.#core, options, headers);
    if (this.#core.tracing) {
      const { name, version } = this.#core.config;
      const info = { name, version, method: this.#method, template: this.#template, origin, path };
      this.#trace = this.#extras.spans?.(info) ?? startTrace();
    }
    if (options.body === undefined) return undefined;
    // R5: encoded once a call; every attempt starts the same bytes.
    const encoded = encodeBody(options.body, options.contentType, this.#extras.raw);
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
      if (!(timeout > 0)) throw new TypeError('`timeout` and `deadline` must be numbers');
      this.#addAttemptHeaders(headers, timeout, trace);
      // R18: from here to the end of a buffered body.
      timer = setTimeout(() => scope.interrupt(new APIConnectionTimeoutError(`No whole response came within ${timeout} ms`)), timeout);
      const reply = await this.#send(headers, auth.query, trace);
      status = reply.status;
      const result = status > 199 && status < 300 ? await this.#accept(reply) : await this.#refuse(reply);
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
    if (this.#extras.decompress && !transportFor(this.#core, this.#request.origin).decodes) add('accept-encoding', 'gzip');
    // R16, R17: trace context and baggage go to the API's own servers only.
    const { foreign } = this.#request;
    if (!foreign && !this.#options.tokenRequest && !('traceparent' in headers)) trace?.inject(add);
    this.#attempts++;
  }

  /** A request for a token is a call of its own. */
  readonly #requestToken = (path: string, options: InternalOptions): Promise<CallOutcome> => new Call(this.#core, 'POST', path, options).outcome;

  /** Through the middleware to the network. */
  #send(headers: HeaderMap, query: readonly string[], trace: AttemptTrace | undefined): Promise<WireResponse> {
    const { origin, path } = this.#request;
    const extra = query.join('&');
    const { redirects, streamInit, middleware } = this.#extras;
    const body = this.#startBody(headers);
    const request: TransportRequest = {
      method: this.#method,
      origin,
      path: extra ? path + (path.includes('?') ? '&' : '?') + extra : path,
      headers: presentHeaders(headers),
      body,
      blob: this.#body?.blob,
      streamInit: this.#body?.streamInit ?? streamInit,
      hiddenRedirect: redirects?.hiddenRedirect,
      connectTimeout: this.#core.options.connectTimeout ?? 5000,
    };
    const send = () => {
      const all = [...this.#core.middleware, ...(this.#options.middleware ?? [])];
      if (all.length === 0) return this.#exchange(request);
      return this.#scope.during(need(middleware, 'Middleware')({ middleware: all, request, attempt: this.#attempts - 1, send: (own) => this.#exchange(own) }));
    };
    if (this.#core.log) this.#logTraffic(Object.entries(request.headers), body);
    return trace ? trace.run(send) : send();
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

  /** One request over the wire, and those that redirects make of it. */
  async #exchange(request: TransportRequest, hops = 0): Promise<WireResponse> {
    const exchange = transportFor(this.#core, request.origin).send(request);
    let reply: WireResponse;
    try {
      reply = await this.#scope.during(exchange.response, (reason) => exchange.abort(reason));
    } catch (cause) {
      throw this.#lose(cause, exchange.sent(), exchange.stale());
    }
    const { redirects, decompress } = this.#extras;
    if (reply.status > 299 && reply.status < 400) {
      const next = redirects?.followRedirect({ request, reply, hops, secrets: this.#core.secretNames, refuse: this.#options.tokenRequest !== undefined });
      if (next) return this.#exchange(next, hops + 1);
    }
    return decompress?.(reply) ?? reply;
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
    const { stream, responseType } = this.#options;
    const unread = this.#unread || responseType === 'binary' || stream ? this.unread : undefined;
    let response = reply;
    let bytes: Uint8Array | undefined;
    if (unread) {
      response = { ...reply, body: unread.hold(this.open(), reply) };
    } else {
      const { body } = reply;
      try {
        bytes = reply.status === 204 ? EMPTY : await this.#scope.during(collect(body, this.#maxBytes()), (reason) => body.cancel(reason));
      } catch (cause) {
        throw this.#lose(cause, true);
      }
      this.#done();
    }
    // R9
    this.#core.shared.budget.refund(this.#lastCost);
    if (this.#core.log) this.#logTraffic(reply.headers.entries(), bytes, reply.status);
    return new Outcome(response, bytes, this);
  }

  get options(): CallOptions {
    return this.#options;
  }

  get unread(): Unread | undefined {
    return this.#options.stream?.unread ?? this.#extras.unread;
  }

  get traceID(): string | undefined {
    return this.#trace?.traceID;
  }

  check(value: unknown, reply: WireResponse): void {
    this.#core.options.checkResponses?.(`${this.#method} ${this.#template}`, value, this.details(reply));
  }

  open(): OpenCall {
    return {
      core: this.#core,
      method: this.#method,
      template: this.#template,
      options: this.#options,
      scope: this.#scope,
      maxBytes: this.#maxBytes(),
      details: (reply) => this.details(reply),
      lost: (cause, reply) => this.#complete(this.#lose(cause, true), reply),
      complete: (error, reply) => this.#complete(error, reply),
      done: () => this.#done(),
    };
  }

  #done(): void {
    this.#scope.release();
    this.#trace?.end();
  }

  #maxBytes(): number {
    return this.#core.options.maxResponseBytes ?? 100 * 1024 * 1024;
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
    const bytes = await this.#scope.during(readStart(body, ERROR_BYTES), (reason) => body.cancel(reason)).catch(() => {
      if (this.#scope.ended) throw this.#scope.ended;
      return EMPTY;
    });
    return scrub(decodeText(bytes), this.#secrets);
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
    if (!(this.#retries < (this.#options.maxRetries ?? limit ?? 2)) || !this.#canResend()) return undefined;
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
