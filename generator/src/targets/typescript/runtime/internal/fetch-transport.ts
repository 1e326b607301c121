import { need } from './need.js';
import { neverSent, type Exchange, type Fetch, type Transport, type TransportRequest } from './transport.js';
import type { HeaderBag, WireBody, WireResponse } from './types.js';

/**
 * Sends through fetch: the one the caller gave, or the global one as it is at the time of the request. `seen` holds the origins
 * that answered before: a connection to them may be reused.
 */
export function fetchTransport(own: Fetch | undefined, options: object | undefined, seen: Set<string>): Transport {
  return { decodes: true, send: (request) => fetchExchange(own ?? globalThis.fetch, options, request, seen) };
}

function fetchExchange(fetch: Fetch, options: object | undefined, request: TransportRequest, seen: Set<string>): Exchange {
  const controller = new AbortController();
  const url = request.origin + request.path;
  let failure: unknown;
  let cancelled: Error | undefined;
  const response = (async (): Promise<WireResponse> => {
    try {
      const init = { ...options, ...initOf(request, controller.signal) };
      let reply = await fetch(url, init);
      if (reply.type === 'opaqueredirect') reply = (await request.hiddenRedirect?.(fetch, url, init)) ?? reply;
      seen.add(request.origin);
      return wireResponse(reply, url, request.method, controller);
    } catch (error) {
      failure = error;
      throw cancelled ?? error;
    }
  })();
  const { origin } = request;
  const reusable = seen.has(origin);
  return {
    response,
    abort: (reason) => {
      cancelled ??= reason;
      controller.abort(reason);
    },
    sent: () => !neverSent(failure),
    // fetch does not say which connection it took: a reset counts as stale when an earlier request could have left one open.
    stale: () => !cancelled && reusable && /ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED/.test(codeOf(failure)),
  };
}

const codeOf = (error: unknown): string => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  return `${String(code)} ${String(cause?.code)}`;
};

function initOf(request: TransportRequest, signal: AbortSignal): RequestInit {
  const { method, headers, body, blob, streamInit } = request;
  // R24: redirects are followed by the SDK, which drops credentials where fetch would not.
  const init: RequestInit = { method, headers: headers as Record<string, string>, redirect: 'manual', signal };
  if (body === undefined) return init;
  if (typeof body === 'string' || body instanceof Uint8Array) return { ...init, body: body as string };
  return { ...init, ...need(streamInit, 'A streamed body')({ headers, body, blob, signal }) };
}

function wireResponse(reply: Response, url: string, method: string, controller: AbortController): WireResponse {
  const { status, type } = reply;
  const headers = new FetchHeaders(reply.headers);
  const encoded = headers.get('content-encoding') !== undefined;
  const length = headers.get('content-length');
  const expected = length !== undefined && !encoded && method !== 'HEAD' ? Number(length) : undefined;
  // What a browser hides of a redirect has neither status nor text.
  return { status, statusText: reply.statusText || (status ? '' : type), headers, url: reply.url || url, body: new FetchBody(reply, controller, expected), decoded: true };
}

/** Fetch's headers; read one by one, as going over all of them sorts them first. */
class FetchHeaders implements HeaderBag {
  readonly #headers: Headers;

  constructor(headers: Headers) {
    this.#headers = headers;
  }

  get(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined;
  }

  entries(): Iterable<readonly [string, string]> {
    return this.#headers.entries();
  }
}

class FetchBody implements WireBody {
  readonly #reply: Response;
  readonly #controller: AbortController;
  readonly #expected: number | undefined;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #count = 0;
  #over = false;

  constructor(reply: Response, controller: AbortController, expected: number | undefined) {
    this.#reply = reply;
    this.#controller = controller;
    this.#expected = expected;
  }

  /** Undefined where its length is not known before. */
  collect(limit: number): Promise<Uint8Array> | undefined {
    if (this.#expected === undefined || this.#expected > limit) return undefined;
    return this.#reply.arrayBuffer().then((buffer) => {
      this.#count = buffer.byteLength;
      this.#end();
      return new Uint8Array(buffer);
    });
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#reader ??= this.#reply.body?.getReader();
    const { done, value } = (await this.#reader?.read()) ?? { done: true, value: undefined };
    if (done || !value) {
      this.#end();
      return { done: true, value: undefined };
    }
    this.#count += value.length;
    return { done: false, value };
  }

  cancel(reason?: unknown): void {
    if (this.#over) return;
    this.#over = true;
    // Aborting closes the connection; a rejected read is nobody's business any more.
    this.#controller.abort(reason);
  }

  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.cancel();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this;
  }

  /** Not every fetch notices that a body is shorter than it said. */
  #end(): void {
    this.#over = true;
    if (this.#expected !== undefined && this.#reply.body && this.#count < this.#expected) {
      throw new Error(`The body ended after ${this.#count} of ${this.#expected} bytes`);
    }
  }
}
