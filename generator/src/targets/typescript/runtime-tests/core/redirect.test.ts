import { describe, expect, it } from 'vitest';
import { apiKeyHeader, apiKeyQuery, bearer } from '../../runtime/core/auth.js';
import { APIError } from '../../runtime/core/error.js';
import { followRedirect } from '../../runtime/internal/redirect.js';
import { ResponseHeaders } from '../../runtime/internal/headers.js';
import type { TransportRequest } from '../../runtime/internal/transport.js';
import { clientOf, failure, json, serve, transports } from './support.js';

const credentials = { b: bearer('t'), k: apiKeyHeader('X-Sneaky', 'k'), q: apiKeyQuery('pass', 'q') };
const config = { security: [['b', 'k', 'q']], credentials };

describe.each(transports)('redirects %s', (_, options) => {
  it('R24 R16 to another origin: no credential, key, baggage or trace goes along', async () => {
    const other = await serve((response, { headers }) => json(response, { got: headers['x-plain'] }));
    const site = await serve((response) => response.writeHead(302, { location: `${other.url}/there?pass=q&keep=1` }).end());
    const headers = { 'x-plain': 'p', cookie: 'sid=1', baggage: 'a=b', 'idempotency-key': 'i', 'x-amz-security-token': 's' };
    await expect(clientOf(site.url, options, config).get('/x', { headers })).resolves.toEqual({ got: 'p' });
    const [request] = other.requests;
    expect(request!.url).toBe('/there?keep=1');
    for (const name of ['authorization', 'x-sneaky', 'cookie', 'baggage', 'idempotency-key', 'traceparent', 'x-amz-security-token']) expect(request!.headers).not.toHaveProperty(name);
  });

  it('R24 a body is never resent to another origin; the same origin gets it again', async () => {
    const other = await serve((response) => json(response, {}));
    const site = await serve((response, { url, method, body }) => {
      if (url === '/there') return json(response, { method, body: body.toString() });
      response.writeHead(url === '/303' ? 303 : 307, { location: url === '/away' ? `${other.url}/x` : '/there' }).end();
    });
    const client = clientOf(site.url, options);
    const error = await failure<APIError>(client.post('/away', { body: { a: 1 }, keyed: true }));
    expect(error).toBeInstanceOf(APIError);
    expect(error.attempts).toBe(1);
    expect(other.requests).toHaveLength(0);
    await expect(client.post('/same', { body: { a: 1 } })).resolves.toEqual({ method: 'POST', body: '{"a":1}' });
    await expect(client.post('/303', { body: { a: 1 } })).resolves.toEqual({ method: 'GET', body: '' });
    expect(site.requests.at(-1)!.headers).not.toHaveProperty('content-type');
  });

  it('R24 at most ten hops', async () => {
    const site = await serve((response, { url }) => response.writeHead(302, { location: `/${Number(url.slice(1)) + 1}` }).end());
    const error = await failure(clientOf(site.url, options).get('/0'));
    expect(error).toBeInstanceOf(APIError);
    expect(site.requests).toHaveLength(11);
  });

  it('R24 a redirect without a target is an error of its status', async () => {
    const site = await serve((response) => response.writeHead(304).end());
    expect(await failure<APIError>(clientOf(site.url, options).get('/x'))).toMatchObject({ status: 304, attempts: 1 });
  });

  it('R25 a whole URL obeys the same rules', async () => {
    const other = await serve((response) => json(response, {}));
    const site = await serve((response) => json(response, {}));
    const client = clientOf(`${site.url}/v1`, options, config);
    await client.get('/list', { url: `${other.url}/next?pass=1&page=2`, headers: { cookie: 'a=b' } });
    await client.get('/list', { url: `${site.url}/elsewhere?page=2` });
    expect(other.requests[0]!.url).toBe('/next?page=2');
    for (const name of ['authorization', 'x-sneaky', 'cookie', 'traceparent']) expect(other.requests[0]!.headers).not.toHaveProperty(name);
    expect(site.requests[0]!.url).toBe('/elsewhere?page=2&pass=q');
    expect(site.requests[0]!.headers.authorization).toBe('Bearer t');
    expect(await failure(client.post('/list', { url: `${other.url}/x`, body: {} }))).toBeInstanceOf(APIError);
    expect(await failure(clientOf('https://api.example', options).get('/list', { url: `${other.url}/x` }))).toBeInstanceOf(APIError);
    expect(other.requests).toHaveLength(1);
  });
});

describe('R24 where a redirect leads', () => {
  const request: TransportRequest = { method: 'GET', origin: 'https://a.example', path: '/x', headers: { accept: '*/*' }, body: undefined, connectTimeout: 1 };
  const answer = (location: string) => ({ status: 302, statusText: '', headers: new ResponseHeaders([['location', location]]), url: '', body: { cancel() {}, async *[Symbol.asyncIterator]() {} } });
  const follow = (location: string) => followRedirect({ request, reply: answer(location), hops: 0, secrets: new Set(), refuse: false });

  it.each(['http://a.example/x', 'http://b.example/', 'ftp://a.example/', 'javascript:alert(1)', 'http://['])('R24 never to %s', (location) => {
    expect(() => follow(location)).toThrow(APIError);
  });

  it('R24 relative to what was asked', () => {
    expect(follow('../y?z=1#f')).toMatchObject({ origin: 'https://a.example', path: '/y?z=1', headers: { accept: '*/*' } });
  });
});
