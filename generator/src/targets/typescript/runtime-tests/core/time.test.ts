import { describe, expect, it } from 'vitest';
import { clientCredentials } from '../../runtime/core/oauth.js';
import type { APIError} from '../../runtime/core/error.js';
import { APIConnectionTimeoutError, APIUserAbortError } from '../../runtime/core/error.js';
import { sse } from '../../runtime/core/streaming.js';
import type { CallOptions } from '../../runtime/internal/request-options.js';
import { clientOf, failure, json, serve, serveRaw, sleep, transports, until } from './support.js';

/** Cancels a call after a while: it has to settle at once, with the caller's reason. */
async function cancelled(start: (options: CallOptions) => PromiseLike<unknown>, after = 80): Promise<APIError> {
  const controller = new AbortController();
  const reason = { why: 'enough' };
  let at = 0;
  setTimeout(() => {
    at = performance.now();
    controller.abort(reason);
  }, after);
  const error = await failure<APIError>(start({ signal: controller.signal }));
  expect(performance.now() - at).toBeLessThan(50);
  expect(error).toBeInstanceOf(APIUserAbortError);
  expect(error.cause).toBe(reason);
  return error;
}

describe.each(transports)('time %s', (_, options) => {
  it('R10 a call that is cancelled before it began sends nothing', async () => {
    const site = await serve((response) => json(response, {}));
    const error = await failure<APIError>(clientOf(site.url, options).get('/x', { signal: AbortSignal.abort('why') }));
    expect(error).toBeInstanceOf(APIUserAbortError);
    expect(error.cause).toBe('why');
    await sleep(50);
    expect(site.requests).toHaveLength(0);
  });

  it('R10 waiting for headers: the server sees the close', async () => {
    const site = await serve(() => {});
    await cancelled((given) => clientOf(site.url, options).get('/x', given));
    await until(() => site.requests[0]!.socket.destroyed, 200);
    await sleep(300);
    expect(site.requests).toHaveLength(1);
  });

  it('R10 between two attempts', async () => {
    const site = await serve((response) => json(response, {}, 503, { 'retry-after': '1' }));
    await cancelled((given) => clientOf(site.url, options).get('/x', given));
    await sleep(1200);
    expect(site.requests).toHaveLength(1);
  });

  it('R10 in the middle of a buffered body, a download and a stream', async () => {
    const site = await serve((response, { url }) => {
      response.writeHead(200, url === '/stream' ? {} : { 'content-length': '1000' });
      response.write(url === '/stream' ? 'data: 1\n\n' : '{"a');
    });
    const client = clientOf(site.url, options);
    await cancelled((given) => client.get('/json', given));
    await cancelled(async (given) => (await client.get<Response>('/download', { ...given, responseType: 'binary' })).text());
    await cancelled(async (given) => {
      for await (const item of await client.get<AsyncIterable<unknown>>('/stream', { ...given, stream: sse() })) expect(item).toBe(1);
    });
    await until(() => site.requests.every(({ socket }) => socket.destroyed), 200);
  });

  it('R10 while a token is fetched', async () => {
    const site = await serve(() => {});
    const oauth = clientCredentials({ tokenURL: '/token', clientID: 'i', clientSecret: 'secret' });
    const client = clientOf(site.url, options, { security: [['oauth']], credentials: { oauth } });
    await cancelled((given) => client.get('/x', given));
    expect(site.requests.map(({ url }) => url)).toEqual(['/token']);
  });

  it('R10 while a body is sent', async () => {
    const raw = await serveRaw((socket) => socket.pause());
    const endless = (async function* () {
      for (;;) yield new Uint8Array(65_536);
    })();
    await cancelled((given) => clientOf(raw.url, options).post('/x', { ...given, body: endless, contentType: 'application/octet-stream' }));
  });

  it.each(['headers', 'body'])('R18 the attempt timer covers %s, and a timeout is retried', async (phase) => {
    const site = await serve((response, _request, index) => {
      if (index > 0) return json(response, { ok: true });
      if (phase === 'body') response.writeHead(200, { 'content-length': '100' }).write('{');
    });
    await expect(clientOf(site.url, options).get('/x', { timeout: 150 })).resolves.toEqual({ ok: true });
    const error = await failure(clientOf((await serve(() => {})).url, options).get('/x', { timeout: 100, maxRetries: 0 }));
    expect(error).toBeInstanceOf(APIConnectionTimeoutError);
  });

  it('R18 the deadline bounds attempts and pauses together', async () => {
    const site = await serve(() => {});
    const started = performance.now();
    const error = await failure<APIError>(clientOf(site.url, { ...options, maxRetries: 9 }).get('/x', { timeout: 100, deadline: 400 }));
    expect(error).toBeInstanceOf(APIConnectionTimeoutError);
    expect(performance.now() - started).toBeLessThan(500);
    expect(error.attempts).toBeGreaterThan(1);
  });

  it('R18 the attempt timer does not cut a stream off', async () => {
    const site = await serve((response) => {
      response.write('data: 1\n\n');
      setTimeout(() => response.end('data: 2\n\n'), 250);
    });
    const items: unknown[] = [];
    const stream = await clientOf(site.url, options).get<AsyncIterable<unknown>>('/x', { stream: sse(), timeout: 100 });
    for await (const item of stream) items.push(item);
    expect(items).toEqual([1, 2]);
  });

  it('R19 a stream without bytes fails, typed', async () => {
    const site = await serve((response) => response.write('data: 1\n\n'));
    const stream = await clientOf(site.url, options).get<AsyncIterable<unknown>>('/x', { stream: sse(), idleTimeout: 120 });
    const error = await failure((async () => {
      for await (const item of stream) expect(item).toBe(1);
    })());
    expect(error).toBeInstanceOf(APIConnectionTimeoutError);
    await until(() => site.requests[0]!.socket.destroyed, 300);
  });

  it('R20 the signal holds beside the timers, on streams too', async () => {
    const site = await serve((response) => response.write('data: 1\n\n'));
    const client = clientOf(site.url, options);
    const stream = await client.get<AsyncIterable<unknown>>('/x', { stream: sse(), deadline: 200, idleTimeout: 10_000, signal: new AbortController().signal });
    const error = await failure((async () => {
      for await (const item of stream) expect(item).toBe(1);
    })());
    expect(error).toBeInstanceOf(APIConnectionTimeoutError);
  });

  it('R20 many calls on one signal leave no listener behind', async () => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options);
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => (listeners++, addEventListener.apply(signal, args));
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => (listeners--, removeEventListener.apply(signal, args));
    for (let at = 0; at < 5; at++) await client.get('/x', { signal });
    expect(listeners).toBe(0);
  });
});

it('R18 connecting has a timer of its own', async () => {
  // An address of a documentation network: nothing answers there.
  const client = clientOf('http://192.0.2.1:81', { connectTimeout: 150, maxRetries: 0 });
  const started = performance.now();
  const error = await failure(client.get('/x'));
  expect(error.name).toMatch(/^APIConnection/);
  expect(performance.now() - started).toBeLessThan(1000);
});
