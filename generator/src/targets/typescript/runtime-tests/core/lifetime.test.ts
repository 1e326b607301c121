import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { bearer } from '../../runtime/core/auth.js';
import { APIConnectionError, APIError, APIUserAbortError } from '../../runtime/core/error.js';
import { sse } from '../../runtime/core/streaming.js';
import { proxyFor, readProxies } from '../../runtime/internal/proxy.js';
import { clientOf, failure, json, later, serve, sleep, transports, until } from './support.js';

/** A proxy that tunnels, and remembers what it was asked. */
async function proxy(status = 200): Promise<{ url: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(500).end();
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(request);
    sockets.add(socket);
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const [host, port] = (request.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    sockets.add(target);
    for (const one of [socket, target]) one.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  later(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('proxies', () => {
  const config = { security: [['b']], credentials: { b: bearer('api-secret') } };

  it('R45 a proxy is tunnelled through; it gets its own credentials and none of the API\'s', async () => {
    const { url, asked } = await proxy();
    const site = await serve((response, { body, headers }) => json(response, { body: body.toString(), authorization: headers.authorization }));
    const client = clientOf(site.url, { proxy: url.replace('://', '://us:p%40ss@') }, config);
    for (const body of [{ a: 1 }, { a: 2 }]) {
      await expect(client.post('/x', { body })).resolves.toEqual({ body: JSON.stringify(body), authorization: 'Bearer api-secret' });
    }
    expect(asked.map(({ method, url: target }) => [method, target])).toEqual([['CONNECT', `127.0.0.1:${site.port}`]]);
    expect(asked[0]!.headers['proxy-authorization']).toBe(`Basic ${Buffer.from('us:p@ss').toString('base64')}`);
    expect(JSON.stringify(asked[0]!.rawHeaders)).not.toContain('api-secret');
    expect(site.requests[0]!.headers).not.toHaveProperty('proxy-authorization');
  });

  it('R45 a proxy that refuses is a connection error, before anything was sent', async () => {
    const { url, asked } = await proxy(407);
    const error = await failure<APIError>(clientOf('http://127.0.0.1:9', { proxy: url, maxRetries: 1 }).post('/x', { body: {} }));
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(error.attempts).toBe(2);
    expect(asked).toHaveLength(2);
  });

  it('R45 R10 a call through a proxy can be cancelled, streamed and closed', async () => {
    const { url } = await proxy();
    const site = await serve((response, request) => (request.url === '/stream' ? response.write('data: 1\n\n') : undefined));
    const client = clientOf(site.url, { proxy: url });
    const controller = new AbortController();
    setTimeout(() => controller.abort('why'), 60);
    expect((await failure<APIError>(client.get('/wait', { signal: controller.signal }))).cause).toBe('why');
    for await (const item of await client.get<AsyncIterable<unknown>>('/stream', { stream: sse() })) {
      expect(item).toBe(1);
      break;
    }
    await until(() => site.open() === 0);
  });

  it('R45 the environment is read on Node, NO_PROXY too', async () => {
    const { url, asked } = await proxy();
    const site = await serve((response) => json(response, {}));
    vi.stubEnv('http_proxy', url);
    await clientOf(site.url, { proxy: undefined }).get('/x');
    expect(asked).toHaveLength(1);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    await clientOf(site.url, { proxy: undefined }).get('/x');
    vi.stubEnv('NO_PROXY', '');
    await clientOf(site.url, { proxy: undefined, fetch: (to, init) => fetch(to, init) }).get('/x');
    vi.unstubAllEnvs();
    expect(asked).toHaveLength(1);
    expect(site.requests).toHaveLength(3);
  });

  it.each([
    ['example.com', 'https://example.com', false],
    ['example.com', 'https://api.example.com', false],
    ['.example.com', 'https://api.example.com', false],
    ['*.example.com', 'https://api.example.com', false],
    ['example.com', 'https://badexample.com', true],
    ['example.com:8080', 'https://example.com', true],
    ['a.b, example.com:443', 'https://example.com', false],
    ['*', 'https://example.com', false],
    ['[::1]', 'http://[::1]:80', false],
    ['', 'https://example.com', true],
  ])('R45 NO_PROXY=%s: %s proxied %s', (except, origin, proxied) => {
    vi.stubEnv('ALL_PROXY', 'http://proxy');
    vi.stubEnv('NO_PROXY', except);
    expect(proxyFor(readProxies(undefined)!, origin)).toBe(proxied ? 'http://proxy' : undefined);
    vi.unstubAllEnvs();
  });

  it('R45 in a CGI program the Proxy header is no proxy', () => {
    vi.stubEnv('REQUEST_METHOD', 'GET');
    vi.stubEnv('HTTP_PROXY', 'http://evil');
    expect(readProxies(undefined)).toBeUndefined();
    vi.unstubAllEnvs();
  });
});

describe.each(transports)('close %s', (_, options) => {
  it('R47 ends what is under way, can be called twice, and later calls throw', async () => {
    const site = await serve((response, { url }) => (url === '/ok' ? json(response, {}) : undefined));
    const client = clientOf(site.url, options);
    const derived = client.withOptions({ timeout: 1000 });
    await client.get('/ok');
    const pending = failure(client.get('/wait'));
    await until(() => site.requests.length === 2);
    await client.close();
    await client[Symbol.asyncDispose]();
    expect(await pending).toBeInstanceOf(APIUserAbortError);
    for (const one of [client, derived]) expect(await failure(one.get('/ok'))).toBeInstanceOf(APIError);
    expect(site.requests).toHaveLength(2);
    if (!options.fetch) await until(() => site.open() === 0, 500);
  });

  it('R47 another client of the same server goes on', async () => {
    const site = await serve((response) => setTimeout(() => json(response, {}), 60));
    const [one, two] = [clientOf(site.url, options), clientOf(site.url, options)];
    await Promise.all([one.get('/a'), two.get('/b')]);
    const pending = two.get('/c');
    await sleep(20);
    await one.close();
    await expect(pending).resolves.toEqual({});
    await expect(two.get('/d')).resolves.toEqual({});
  });

  it('R47 one client serves many calls at once', async () => {
    const site = await serve((response, { url }) => json(response, { url }));
    const client = clientOf(site.url, options);
    const answers = await Promise.all(Array.from({ length: 100 }, (__, at) => client.get<{ url: string }>(`/${at}`)));
    expect(answers.map(({ url }) => url)).toEqual(Array.from({ length: 100 }, (__, at) => `/${at}`));
  });
});

describe('transports', () => {
  it('R47 a replaced fetch is used, at once', async () => {
    const site = await serve((response) => json(response, { real: true }));
    const client = clientOf(site.url);
    await client.get('/x');
    const native = globalThis.fetch;
    globalThis.fetch = () => Promise.resolve(new Response('{"mocked":true}'));
    try {
      await expect(client.get('/x')).resolves.toEqual({ mocked: true });
    } finally {
      globalThis.fetch = native;
    }
    await expect(client.get('/x')).resolves.toEqual({ real: true });
  });

  it('R47 middleware sees every attempt, and can change or answer it', async () => {
    const site = await serve((response, { headers }, index) => json(response, { signed: headers['x-signed'] }, index === 0 ? 500 : 200));
    const attempts: number[] = [];
    const client = clientOf(site.url, {
      middleware: [
        (request, next) => {
          attempts.push(request.attempt);
          return next({ ...request, headers: { ...request.headers, 'x-signed': `${request.method} ${new URL(request.url).pathname}` } });
        },
      ],
    });
    await expect(client.get('/x')).resolves.toEqual({ signed: 'GET /x' });
    expect(attempts).toEqual([0, 1]);
    const answer = { status: 200, statusText: '', headers: new Map() as never, url: '', body: { cancel() {}, async *[Symbol.asyncIterator]() { yield Buffer.from('{"own":1}'); } } };
    await expect(client.get('/x', { middleware: [() => Promise.resolve(answer)] })).resolves.toEqual({ own: 1 });
    expect(await failure(client.get('/x', { middleware: [() => Promise.reject(new RangeError('mine'))] }))).toBeInstanceOf(RangeError);
  });
});
