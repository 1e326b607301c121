import { afterEach, describe, expect, it } from 'vitest';
import { apiKeyQuery, bearer } from '../../runtime/core/auth.js';
import type { APIError } from '../../runtime/core/error.js';
import { clientOf, failure, json, serve, transports } from './support.js';

describe.each(transports)('identity %s', (_, options) => {
  it('R11 says what attempt it is, its time limit, and one request id a call', async () => {
    const site = await serve((response, _request, index) => json(response, {}, index < 2 ? 500 : 200));
    await clientOf(site.url, options).get('/x', { timeout: 2500 });
    expect(site.requests.map(({ headers }) => headers['x-sdkwright-retry-count'])).toEqual(['0', '1', '2']);
    expect(site.requests.map(({ headers }) => headers['x-sdkwright-timeout'])).toEqual(['2.5', '2.5', '2.5']);
    expect(new Set(site.requests.map(({ headers }) => headers['x-client-request-id'])).size).toBe(1);
  });

  it('R11 R44 the caller replaces or removes each', async () => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, { ...options, defaultHeaders: { 'X-Client-Request-Id': 'mine', 'X-Team': 'a', 'User-Agent': 'me' } }, { headers: { 'x-team': 'spec', 'x-spec': '1' } });
    await client.get('/x', { headers: { 'x-sdkwright-retry-count': null, 'X-Sdkwright-Timeout': 'long', 'x-spec': null } });
    expect(site.requests[0]!.headers).toMatchObject({ 'x-client-request-id': 'mine', 'x-team': 'a', 'x-sdkwright-timeout': 'long', 'user-agent': 'me' });
    for (const name of ['x-sdkwright-retry-count', 'x-spec']) expect(site.requests[0]!.headers[name]).toBeUndefined();
  });

  it('R14 the caller\'s key wins, as option and as header; other calls have none', async () => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options);
    await client.post('/x', { body: {}, keyed: true, idempotencyKey: 'a' });
    await client.post('/x', { body: {}, keyed: true, headers: { 'idempotency-KEY': 'b' } });
    await client.post('/x', { body: {} });
    expect(site.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['a', 'b', undefined]);
  });

  it('R16 one trace a call, one span an attempt; the id is on errors and raw responses', async () => {
    const site = await serve((response, { url }) => json(response, {}, url === '/bad' ? 500 : 200));
    const client = clientOf(site.url, { ...options, maxRetries: 1 });
    const error = await failure<APIError>(client.get('/bad'));
    const parents = site.requests.map(({ headers }) => /^00-(?!0+-)([\da-f]{32})-(?!0+-)([\da-f]{16})-01$/.exec(headers['traceparent'] ?? '')!);
    expect(parents.map(([, trace]) => trace)).toEqual([error.traceID, error.traceID]);
    expect(parents[0]![2]).not.toBe(parents[1]![2]);
    const response = await client.get('/x').asResponse();
    expect(site.requests[2]!.headers['traceparent']).toContain(response.traceID);
  });

  it('R16 the caller\'s own wins, and it can be switched off', async () => {
    const site = await serve((response) => json(response, {}));
    const own = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await clientOf(site.url, options).get('/x', { headers: { Traceparent: own } });
    await clientOf(site.url, { ...options, tracing: false }).get('/x');
    expect(site.requests.map(({ headers }) => headers['traceparent'])).toEqual([own, undefined]);
  });

  it('R46 refuses line breaks in headers, without showing the value', async () => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options);
    for (const headers of [{ 'x-a': 'secret\r\nx-b: c' }, { 'x\r\ny': 'a' }]) {
      const error = await failure(client.get('/x', { headers: headers as Record<string, string> }));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).not.toContain('secret');
    }
    expect(site.requests).toHaveLength(0);
  });

  it('R44 base URL: option, then environment, then the API\'s own', async () => {
    const site = await serve((response) => json(response, {}));
    process.env['ACME_BASE_URL'] = `${site.url}/env/`;
    try {
      await clientOf('', { ...options, baseURL: undefined }, { baseURL: 'https://api.example' }).get('/x');
      await clientOf(`${site.url}/own?v=1`, { ...options, defaultQuery: { a: 1 } }).get('/x', { query: { b: 2 } });
    } finally {
      delete process.env['ACME_BASE_URL'];
    }
    expect(site.requests.map(({ url }) => url)).toEqual(['/env/x', '/own/x?v=1&a=1&b=2']);
  });
});

describe('OpenTelemetry', () => {
  const API = Symbol.for('opentelemetry.js.api.1');
  const host = globalThis as unknown as Record<symbol, unknown>;
  afterEach(() => {
    delete host[API];
  });

  /** What a program that has set OpenTelemetry up leaves at its symbol. */
  function install() {
    const spans: { name: string; kind: number; attributes: Record<string, unknown>; status?: object; ended: boolean }[] = [];
    const tracer = {
      startSpan(name: string, { kind, attributes = {} }: { kind: number; attributes?: Record<string, unknown> }) {
        const span = { name, kind, attributes: { ...attributes }, ended: false };
        const spanId = String(spans.push(span)).padStart(16, '0');
        return {
          spanContext: () => ({ traceId: 'a'.repeat(32), spanId, traceFlags: 1, traceState: { serialize: () => 'vendor=one' } }),
          setAttribute: (key: string, value: unknown) => (span.attributes[key] = value),
          setStatus: (status: object) => Object.assign(span, { status }),
          end: () => (span.ended = true),
        };
      },
    };
    host[API] = { trace: { getTracer: () => tracer } };
    return spans;
  }

  it('R16 one INTERNAL span a call, one CLIENT span an attempt, with its ids', async () => {
    const spans = install();
    const site = await serve((response, _request, index) => json(response, {}, index === 0 ? 500 : 200));
    await clientOf(site.url).get('/items/{id}', { pathParams: { id: 'a' } });
    expect(spans.map(({ name, kind, ended }) => [name, kind, ended])).toEqual([
      ['Acme GET /items/{id}', 0, true],
      ['GET /items/{id}', 2, true],
      ['GET /items/{id}', 2, true],
    ]);
    expect(spans[1]!.attributes).toMatchObject({ 'http.request.method': 'GET', 'url.template': '/items/{id}', 'server.address': '127.0.0.1', 'server.port': site.port, 'http.response.status_code': 500, 'error.type': '500' });
    expect(spans[1]!.attributes).not.toHaveProperty('http.request.resend_count');
    expect(spans[2]!.attributes).toMatchObject({ 'http.request.resend_count': 1, 'http.response.status_code': 200 });
    expect(site.requests.map(({ headers }) => [headers['traceparent'], headers['tracestate']])).toEqual([
      [`00-${'a'.repeat(32)}-${'2'.padStart(16, '0')}-01`, 'vendor=one'],
      [`00-${'a'.repeat(32)}-${'3'.padStart(16, '0')}-01`, 'vendor=one'],
    ]);
  });

  it('R17 no credential and no query value in a span', async () => {
    const spans = install();
    const site = await serve((response) => json(response, {}));
    const credentials = { key: apiKeyQuery('api_key', 'query-secret'), token: bearer('header-secret') };
    await clientOf(site.url, {}, { security: [['key', 'token']], credentials }).get('/x', { query: { signature: 'url-secret' } });
    expect(JSON.stringify(spans)).not.toMatch(/-secret/);
    expect(site.requests[0]!.url).toBe('/x?signature=url-secret&api_key=query-secret');
  });
});
