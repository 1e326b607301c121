import { describe, expect, it } from 'vitest';
import { APIError } from '../../runtime/core/error.js';
import { bearer } from '../../runtime/core/auth.js';
import { clientCredentials } from '../../runtime/core/oauth.js';
import { paramStyles } from '../../runtime/core/param-styles.js';
import { unread } from '../../runtime/core/unread.js';
import { APIClient } from '../../runtime/internal/client.js';
import { encodeRaw } from '../../runtime/internal/raw-body.js';
import type { BaseClientOptions, ClientConfig } from '../../runtime/internal/request-options.js';
import { failure, json, later, serve } from './support.js';

function bare(baseURL: string, options: BaseClientOptions = {}, config: Partial<ClientConfig> = {}): APIClient {
  const client = new APIClient({ name: 'Bare', version: '1', ...config }, { baseURL, ...options });
  later(() => client.close());
  return client;
}

const credentials = { key: bearer('a secret') };

describe('the client without extras', () => {
  it('R1 R11 R16 retries, names its requests and traces them', async () => {
    const site = await serve((response, _, at) => json(response, { at }, at === 0 ? 503 : 200, { 'retry-after-ms': '1' }));
    expect(await bare(site.url).get('/a/{x}', { pathParams: { x: [1, 'b/c'] }, query: { a: [1, null], b: undefined, c: 'é' } })).toEqual({ at: 1 });
    expect(site.requests.map(({ url }) => url)).toEqual(['/a/1,b%2Fc?a=1&a=&c=%C3%A9', '/a/1,b%2Fc?a=1&a=&c=%C3%A9']);
    expect(site.requests[1]!.headers).toMatchObject({ 'x-sdkwright-retry-count': '1', traceparent: expect.stringMatching(/^00-/) as string });
  });

  it('R24 follows no redirect, and sends nothing anywhere else', async () => {
    const other = await serve((response) => json(response, {}));
    const site = await serve((response) => {
      response.writeHead(307, { location: `${other.url}/x` });
      response.end();
    });
    const client = bare(site.url, {}, { security: [['key']], credentials });
    expect(await failure(client.get('/a'))).toMatchObject({ name: 'APIError', status: 307 });
    expect(await failure(client.get('/a', { url: `${other.url}/x` }))).toBeInstanceOf(APIError);
    expect(other.requests).toHaveLength(0);
  });

  it('R24 what a browser hides of a redirect is an error', async () => {
    const hidden = Object.defineProperties(new Response(null), { type: { value: 'opaqueredirect' }, status: { value: 0 } });
    const client = bare('http://127.0.0.1', { fetch: () => Promise.resolve(hidden), maxRetries: 0 });
    expect(await failure(client.get('/a', { responseType: 'none' }))).toMatchObject({ status: 0, message: expect.stringContaining('opaqueredirect') as string });
  });

  it('R39 asResponse() and downloads are buffered, up to the cap; with `unread` they are not', async () => {
    const site = await serve((response) => response.end('text'));
    const client = bare(site.url);
    expect(await (await client.get('/a').asResponse()).text()).toBe('text');
    expect(await (await client.get<Response>('/a', { responseType: 'binary' })).text()).toBe('text');
    const capped = bare(site.url, { maxResponseBytes: 3 });
    expect(await failure(capped.get('/a', { responseType: 'binary' }))).toMatchObject({ name: 'ResponseTooLargeError' });
    expect(await (await capped.get<Response>('/a', { responseType: 'binary', extras: { unread } })).text()).toBe('text');
  });

  it('refuses what it has no code for, before anything is sent, and takes it from the call or the client', async () => {
    const site = await serve((response, { body }) => json(response, String(body)));
    const client = bare(site.url);
    const lacking = [
      client.post('/a', { body: new Uint8Array(2) }),
      client.post('/a', { body: new Blob(['x']) }),
      client.post('/a', { body: new Blob(['x']).stream() }),
      client.get('/a', { query: { filter: { a: 1 } } }),
      client.get('/a/{x}', { pathParams: { x: { a: 1 } } }),
      client.get('/a', { headerParams: { x: { a: 1 } } }),
      client.get('/a', { cookieParams: { x: 'a' } }),
      client.get('/a', { middleware: [(request, next) => next(request)] }),
    ];
    for (const call of lacking) expect(await failure(call)).toMatchObject({ name: 'APIError', message: expect.stringContaining('extras') as string });
    expect(site.requests).toHaveLength(0);
    await client.get('/a', { query: { filter: { a: 1 } }, styles: { filter: { style: 'deepObject' } }, extras: { params: paramStyles } });
    expect(site.requests[0]!.url).toBe('/a?filter%5Ba%5D=1');
    expect(await client.post('/a', { body: new Blob(['bytes']).stream(), extras: { raw: encodeRaw } })).toBe('bytes');
    expect(await bare(site.url, { extras: { raw: encodeRaw } }).post('/a', { body: new TextEncoder().encode('own') })).toBe('own');
  });

  it('R21 takes the grant that fetches tokens as an extra', async () => {
    const site = await serve((response, { url }) => json(response, url === '/token' ? { access_token: 'one' } : {}));
    const oauth = { tokenURL: '/token', clientID: 'id', clientSecret: 'secret' };
    expect(() => bare(site.url, {}, { credentials: { oauth } })).toThrow('OAuth');
    expect(() => bare(site.url, {}, { credentials: { oauth: { ...oauth, clientSecret: null } } })).not.toThrow();
    const client = bare(site.url, { extras: { clientCredentials } }, { security: [['oauth']], credentials: { oauth } });
    await client.get('/a');
    expect(site.requests[1]!.headers.authorization).toBe('Bearer one');
  });
});
