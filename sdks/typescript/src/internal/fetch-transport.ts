import { APIError } from '../core/error.js';
import { hasUndici } from './platform.js';
import { concat, tooLarge } from './push-body.js';
import { SECRET } from './secrets.js';
import { neverSent, type Exchange, type Transport, type TransportRequest } from './transport.js';
import type { HeaderBag, WireBody, WireResponse } from './types.js';

/** The part of fetch that the SDK calls. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

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
      const init = { ...options, ...initOf(request, controller.signal), signal: controller.signal };
      let reply = await fetch(url, init);
      if (reply.type === 'opaqueredirect') reply = await browserRedirect(fetch, url, init);
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
  const { method, headers, body } = request;
  // R24: redirects are followed by the SDK, which drops credentials where fetch would not.
  const init: RequestInit & { duplex?: string } = { method, headers: headers as Record<string, string>, redirect: 'manual' };
  if (body === undefined) return init;
  if (typeof body === 'string' || body instanceof Uint8Array) return { ...init, body: body as string };
  // R35: Node's fetch keeps a copy of each body for redirects. Only so it does not; the redirect of a large upload is an error then.
  const large: RequestInit = !(Number(headers['content-length']) <= MAX_COPY) && hasUndici() ? { window: null, redirect: 'error' } : {};
  // Browsers send a Blob without a stream, which most of them can't send at all.
  if (request.blob) return { ...init, ...large, body: request.blob as Blob };
  return { ...init, ...large, body: readable(body, signal), duplex: 'half' } as RequestInit;
}

/** Bytes of a streamed body that may be held in memory so that a redirect can be followed. */
const MAX_COPY = 1024 * 1024;

/**
 * A browser hides where a manual redirect leads. It is followed by the browser itself when that is harmless: nothing in the
 * body, and no secret but `authorization`, which browsers drop on the way to another origin.
 */
function browserRedirect(fetch: Fetch, url: string, init: RequestInit): Promise<Response> {
  const headers = Object.keys(init.headers as Record<string, string>);
  if (init.body != null || !/^(GET|HEAD)$/.test(init.method ?? '') || headers.some((name) => name !== 'authorization' && SECRET.test(name))) {
    throw new APIError('The API redirected a request that a browser cannot follow without sending its body or credentials along');
  }
  return fetch(url, { ...init, redirect: 'follow' });
}

function wireResponse(reply: Response, url: string, method: string, controller: AbortController): WireResponse {
  const { status, statusText } = reply;
  const headers = new FetchHeaders(reply.headers);
  const encoded = headers.get('content-encoding') !== undefined;
  const length = headers.get('content-length');
  const expected = length !== undefined && !encoded && method !== 'HEAD' ? Number(length) : undefined;
  return { status, statusText, headers, url: reply.url || url, body: new FetchBody(reply, controller, expected), decoded: true };
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

  async collect(limit: number): Promise<Uint8Array> {
    if (this.#expected !== undefined && this.#expected <= limit) {
      const bytes = new Uint8Array(await this.#reply.arrayBuffer());
      this.#count = bytes.length;
      this.#over = true;
      this.#check();
      return bytes;
    }
    const chunks: Uint8Array[] = [];
    for (;;) {
      const { done, value } = await this.next();
      if (done) return concat(chunks, this.#count);
      chunks.push(value);
      if (this.#count > limit) {
        this.cancel();
        throw tooLarge(limit);
      }
    }
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#reader ??= this.#reply.body?.getReader();
    const { done, value } = (await this.#reader?.read()) ?? { done: true, value: undefined };
    if (done || !value) {
      this.#over = true;
      this.#check();
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
  #check(): void {
    if (this.#expected !== undefined && this.#reply.body && this.#count < this.#expected) {
      throw new Error(`The body ended after ${this.#count} of ${this.#expected} bytes`);
    }
  }
}

/** A web stream over the pieces; nothing is read before it is asked for, and nothing after `signal` has aborted. */
export function readable(pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // R10: some hosts go on reading a body whose request has ended.
        if (signal?.aborted) {
          controller.error(signal.reason);
          await iterator.return?.();
          return;
        }
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel(reason) {
        await iterator.return?.(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
