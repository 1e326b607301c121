import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { APIError} from '../../runtime/core/error.js';
import { APIConnectionError, InternalServerError, RateLimitError, UnprocessableEntityError } from '../../runtime/core/error.js';
import { retryAfter } from '../../runtime/internal/retry.js';
import { ResponseHeaders } from '../../runtime/internal/headers.js';
import { clientOf, deadPort, failure, json, serve, serveRaw, sleep, transports, until } from './support.js';

describe.each(transports)('retries %s', (_, options) => {
  it('R1 R37 two retries, then the typed error with the attempts made', async () => {
    const site = await serve((response) => json(response, { error: { message: 'broken', code: 'broken' } }, 500));
    const error = await failure<APIError>(clientOf(site.url, options).get('/x'));
    expect(error).toBeInstanceOf(InternalServerError);
    expect(error).toMatchObject({ status: 500, code: 'broken', attempts: 3, message: '500 broken' });
    expect(site.requests).toHaveLength(3);
  });

  it('R1 zero disables; the request overrides the client', async () => {
    const site = await serve((response) => json(response, {}, 503));
    const client = clientOf(site.url, { ...options, maxRetries: 0 });
    await failure(client.get('/x'));
    expect(site.requests).toHaveLength(1);
    await failure(client.get('/x', { maxRetries: 1 }));
    expect(site.requests).toHaveLength(3);
    await failure(client.withOptions({ maxRetries: 1 }).get('/x').asResponse());
    expect(site.requests).toHaveLength(5);
  });

  it.each([408, 429, 500, 502, 503, 504])('R2 %i is retried', async (status) => {
    const site = await serve((response, _request, index) => (index === 0 ? json(response, {}, status, { 'retry-after-ms': '1' }) : json(response, { ok: true })));
    await expect(clientOf(site.url, options).get('/x')).resolves.toEqual({ ok: true });
  });

  it.each([400, 404, 501, 505])('R2 %i is not', async (status) => {
    const site = await serve((response) => json(response, {}, status));
    await failure(clientOf(site.url, options, { retryStatuses: undefined }).get('/x'));
    expect(site.requests).toHaveLength(1);
  });

  it('R2 a reset before, between and within the response is retried', async () => {
    const site = await serveRaw((socket, index) => {
      socket.once('data', () => {
        if (index === 0) return socket.resetAndDestroy();
        const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n';
        if (index === 1) return socket.write(`${head}{"a`, () => setTimeout(() => socket.resetAndDestroy(), 20));
        socket.end(`${head}{"ok":true}`);
      });
    });
    await expect(clientOf(site.url, options).get('/x')).resolves.toEqual({ ok: true });
    expect(site.opened()).toBe(3);
  });

  it('R3 an unkeyed POST is not resent after a 500, a reset or a 503 without Retry-After', async () => {
    const site = await serve((response, request) => {
      if (request.url === '/reset') request.socket.resetAndDestroy();
      else json(response, {}, Number(request.url.slice(1)));
    });
    const client = clientOf(site.url, options);
    for (const path of ['/500', '/503', '/reset']) await failure(client.post(path, { body: {} }));
    expect(site.requests).toHaveLength(3);
  });

  it('R3 an unkeyed POST is resent after 429, after 503 with Retry-After, and when nothing was sent', async () => {
    const site = await serve((response, request, index) => {
      if (index === 0) return json(response, {}, 429, { 'retry-after': '0' });
      if (index === 2) return json(response, {}, 503, { 'retry-after': '0' });
      return json(response, {});
    });
    const client = clientOf(site.url, options);
    await client.post('/x', { body: {} });
    await client.post('/x', { body: {} });
    expect(site.requests).toHaveLength(4);
    const refused = await failure<APIError>(clientOf(`http://127.0.0.1:${await deadPort()}`, options).post('/x', { body: {} }));
    expect(refused).toBeInstanceOf(APIConnectionError);
    expect(refused.attempts).toBe(3);
  });

  it('R3 R5 R14 a keyed POST is resent, byte for byte, with one key', async () => {
    const site = await serve((response, request, index) => {
      if (index === 0) return json(response, {}, 500);
      if (index === 1) return request.socket.resetAndDestroy();
      return json(response, {});
    });
    await clientOf(site.url, options).post('/x', { body: { a: 'ü', b: null, c: undefined }, keyed: true });
    const [first, ...others] = site.requests;
    expect(first?.body.toString()).toBe('{"a":"ü","b":null}');
    expect(first?.headers['idempotency-key']).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(others).toHaveLength(2);
    for (const other of others) {
      expect(other.body.equals(first!.body)).toBe(true);
      for (const name of ['idempotency-key', 'content-type', 'content-length', 'x-client-request-id']) expect(other.headers[name]).toBe(first!.headers[name]);
    }
  });

  it('R4 the server can ask for a retry, or against one, but not beyond R1 and R5', async () => {
    const site = await serve((response, request, index) =>
      request.url === '/yes' ? json(response, {}, index === 0 ? 400 : 200, index === 0 ? { 'x-should-retry': 'true' } : {}) : json(response, {}, 500, { 'x-should-retry': request.url === '/no' ? 'false' : 'true' }),
    );
    const client = clientOf(site.url, options);
    await client.post('/yes', { body: {} });
    expect(site.requests).toHaveLength(2);
    await failure(client.get('/no'));
    expect(site.requests).toHaveLength(3);
    await failure(client.get('/always', { maxRetries: 1 }));
    expect(site.requests).toHaveLength(5);
    await failure(client.post('/always', { body: Readable.from(['once']), contentType: 'text/plain' }));
    expect(site.requests).toHaveLength(6);
  });

  it('R5 a one-shot stream is sent once', async () => {
    const site = await serve((response) => json(response, {}, 503, { 'retry-after': '0' }));
    const error = await failure<APIError>(clientOf(site.url, options).put('/x', { body: Readable.from([Buffer.from('abc')]), contentType: 'application/octet-stream' }));
    expect(error).toMatchObject({ status: 503, attempts: 1 });
    expect(site.requests.map(({ body }) => body.toString())).toEqual(['abc']);
  });

  it('R6 waits half of it fixed, half random, doubling from 0.2 s', async () => {
    const site = await serve((response) => json(response, {}, 500));
    await failure(clientOf(site.url, options).get('/x'));
    const [a, b, c] = site.requests.map(({ at }) => at) as [number, number, number];
    expect(b - a).toBeGreaterThanOrEqual(98);
    expect(b - a).toBeLessThan(280);
    expect(c - b).toBeGreaterThanOrEqual(198);
    expect(c - b).toBeLessThan(480);
  });

  it('R7 waits as long as the server asks, and at most a second more', async () => {
    const site = await serve((response, _request, index) => (index === 0 ? json(response, {}, 500, { 'retry-after': '0.4' }) : json(response, {})));
    await clientOf(site.url, options).get('/x');
    const gap = site.requests[1]!.at - site.requests[0]!.at;
    expect(gap).toBeGreaterThanOrEqual(398);
    expect(gap).toBeLessThan(1400);
  });

  it('R8 too long a wait is no wait: the error carries it', async () => {
    const site = await serve((response, request) => json(response, {}, 429, { 'retry-after': request.url === '/long' ? '61' : '3' }));
    const client = clientOf(site.url, options);
    const started = performance.now();
    const error = await failure<APIError>(client.get('/long'));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfter: 61, attempts: 1 });
    expect(await failure<APIError>(client.get('/deadline', { deadline: 1500 }))).toMatchObject({ retryAfter: 3, attempts: 1 });
    expect(await failure<APIError>(client.withOptions({ maxRetryDelay: 500 }).get('/less'))).toMatchObject({ retryAfter: 3, attempts: 1 });
    expect(performance.now() - started).toBeLessThan(400);
  });

  it('R9 an empty budget fails at once; success refills it', async () => {
    let broken = true;
    const site = await serve((response) => (broken ? json(response, {}, 500, { 'retry-after-ms': '1' }) : json(response, {})));
    const client = clientOf(site.url, options);
    const errors = await Promise.all(Array.from({ length: 60 }, () => failure<APIError>(client.get('/x'))));
    // 500 tokens at 14 a retry.
    expect(site.requests).toHaveLength(60 + 35);
    expect(errors.some(({ budgetExhausted }) => budgetExhausted)).toBe(true);
    broken = false;
    for (let at = 0; at < 14; at++) await client.get('/x');
    broken = true;
    const before = site.requests.length;
    await failure(client.get('/x'));
    expect(site.requests.length - before).toBe(2);
  });

  it('R12 retried responses free their sockets, also endless ones', async () => {
    const site = await serve((response, request) => {
      if (request.headers['x-sdkwright-retry-count'] !== '0') return json(response, {});
      response.writeHead(500);
      const timer = setInterval(() => response.write('x'.repeat(1000)), 5);
      response.on('close', () => clearInterval(timer));
    });
    const client = clientOf(site.url, options);
    let most = 0;
    for (let at = 0; at < 6; at++) {
      await client.get('/x');
      most = Math.max(most, site.open());
    }
    expect(most).toBeLessThanOrEqual(3);
    await until(() => site.requests.slice(0, 12).filter(({ headers, socket }) => headers['x-sdkwright-retry-count'] === '0' && !socket.destroyed).length === 0);
  });

  it('R12 small bodies of errors are read, so that the socket serves again', async () => {
    const site = await serve((response) => json(response, { a: 'b'.repeat(2000) }, 400));
    const client = clientOf(site.url, options);
    for (let at = 0; at < 10; at++) await failure(client.get('/x'));
    expect(site.opened()).toBeLessThanOrEqual(2);
  });

  it.each(['reset', 'close'])('R13 a stale socket (%s) costs one immediate resend, outside R1', async (how) => {
    const used = new WeakSet<object>();
    const site = await serve((response, { socket, method }) => {
      if (!used.has(socket)) {
        used.add(socket);
        return json(response, { method });
      }
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroy();
    });
    const client = clientOf(site.url, { ...options, maxRetries: 0 });
    await client.get('/a');
    await sleep(20);
    await expect(client.get('/b')).resolves.toEqual({ method: 'GET' });
    expect(site.requests).toHaveLength(3);
    expect(site.requests[2]!.at - site.requests[1]!.at).toBeLessThan(95);
    await sleep(20);
    await expect(client.post('/c', { body: {}, keyed: true })).resolves.toEqual({ method: 'POST' });
    await sleep(20);
    const error = await failure(client.post('/d', { body: {} }));
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(site.requests).toHaveLength(6);
  });

  it('R13 the next call has the socket of the one before', async () => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options);
    for (let at = 0; at < 5; at++) await client.get('/x');
    expect(site.opened()).toBe(options.fetch ? 2 : 1);
  });

  it('R13 a fresh socket that is reset is not sent to again', async () => {
    const site = await serve((_response, { socket }) => socket.resetAndDestroy());
    await failure(clientOf(site.url, { ...options, maxRetries: 0 }).get('/a'));
    expect(site.requests).toHaveLength(1);
  });

  it('R15 a keyed 409 in flight is retried, a 422 mismatch never', async () => {
    const site = await serve((response, _request, index) => {
      if (index === 0) return json(response, { code: 'idempotency_in_flight' }, 409, { 'retry-after-ms': '1' });
      if (index === 1) return json(response, {});
      return json(response, { error: { code: 'idempotency_key_reused' } }, 422, { 'x-should-retry': 'true' });
    });
    const client = clientOf(site.url, options);
    await client.post('/x', { body: {}, keyed: true });
    expect(site.requests).toHaveLength(2);
    expect(site.requests[1]!.headers['idempotency-key']).toBe(site.requests[0]!.headers['idempotency-key']);
    const error = await failure<APIError>(client.post('/x', { body: {}, keyed: true }));
    expect(error).toBeInstanceOf(UnprocessableEntityError);
    expect(error).toMatchObject({ code: 'idempotency_key_reused', attempts: 1 });
  });

  it('R15 a keyed 409 about anything else surfaces', async () => {
    const site = await serve((response) => json(response, { code: 'wrong_state', detail: 'in progress' }, 409));
    expect(await failure<APIError>(clientOf(site.url, options).post('/x', { body: {}, keyed: true }))).toMatchObject({ status: 409, attempts: 1 });
  });
});

describe('R7 Retry-After', () => {
  const read = (headers: Record<string, string>) => retryAfter(new ResponseHeaders(Object.entries(headers)));
  const date = (seconds: number) => new Date(Math.round(Date.now() / 1000) * 1000 + seconds * 1000).toUTCString();

  it.each([
    [{ 'retry-after': '1.5' }, 1.5],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after-ms': '1250', 'retry-after': '5' }, 1.25],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after': '-1' }, undefined],
    [{ 'retry-after': 'Infinity' }, undefined],
    [{ 'retry-after': 'NaN' }, undefined],
    [{ 'retry-after-ms': '12x' }, undefined],
    [{ 'retry-after-ms': 'x', 'retry-after': '2' }, 2],
    [{ 'retry-after': date(3602), date: date(3600) }, 2],
    [{ 'retry-after': date(-3598), date: date(-3600) }, 2],
    [{ 'retry-after': date(-30) }, 0],
  ] as const)('R7 %j is %s', (headers, seconds) => {
    expect(read(headers as Record<string, string>)).toBe(seconds);
  });

  it('R7 a date without Date counts from our clock', () => {
    expect(read({ 'retry-after': date(30) })).toBeGreaterThan(28);
  });
});
