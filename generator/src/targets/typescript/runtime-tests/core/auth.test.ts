import { describe, expect, it } from 'vitest';
import { apiKeyCookie, apiKeyHeader, apiKeyQuery, basic, bearer } from '../../runtime/core/auth.js';
import { clientCredentials } from '../../runtime/core/oauth.js';
import { APIError, AuthenticationError } from '../../runtime/core/error.js';
import { inspect } from 'node:util';
import { clientOf, failure, json, later, serve, sleep, transports, type Site } from './support.js';

/** A site with a token endpoint; every token request gives another token. */
async function tokens(expires: number | undefined, protect: (token: string | undefined, index: number) => boolean = () => true): Promise<Site & { issued: () => number; broken: { now: boolean } }> {
  let issued = 0;
  const broken = { now: false };
  const site = await serve((response, { url, headers }, index) => {
    if (url !== '/token') return json(response, {}, protect(headers.authorization, index) ? 200 : 401);
    issued++;
    setTimeout(() => (broken.now ? json(response, { error: 'server_error' }, 400) : json(response, { access_token: `token-${issued}`, expires_in: expires })), 20);
  });
  return { ...site, issued: () => issued, broken };
}

const oauth = (extra: object = {}) => ({ security: [['oauth']], credentials: { oauth: clientCredentials({ tokenURL: '/token', clientID: 'id:1', clientSecret: 'very secret', scopes: ['a', 'b'], ...extra }) } });

describe.each(transports)('credentials %s', (_, options) => {
  it('R22 each kind goes where it belongs', async () => {
    const site = await serve((response) => json(response, {}));
    const credentials = {
      bearer: bearer('t1'),
      header: apiKeyHeader('X-API-Key', () => 'k1'),
      query: apiKeyQuery('key', async () => 'q 1'),
      cookie: apiKeyCookie('sid', 'c1'),
      basic: basic('us', 'pä'),
    };
    const client = clientOf(site.url, options, { credentials });
    for (const name of Object.keys(credentials)) await client.get('/x', { security: [[name]] });
    await client.get('/x', { security: [['nothing'], ['header', 'query']] });
    const [first, second, third, fourth, fifth, sixth] = site.requests;
    expect(first!.headers.authorization).toBe('Bearer t1');
    expect(second!.headers['x-api-key']).toBe('k1');
    expect(third!.url).toBe('/x?key=q%201');
    expect(fourth!.headers.cookie).toBe('sid=c1');
    expect(fifth!.headers.authorization).toBe(`Basic ${Buffer.from('us:pä').toString('base64')}`);
    expect([sixth!.url, sixth!.headers['x-api-key']]).toEqual(['/x?key=q%201', 'k1']);
  });

  it('R44 a call that cannot be authenticated is refused, naming option and variable; headers set by hand pass', async () => {
    const site = await serve((response) => json(response, {}));
    const client = clientOf(site.url, options, { security: [['apiKey']], credentials: { apiKey: undefined }, credentialHints: { apiKey: '`apiKey` (ACME_API_KEY)' } });
    const error = await failure(client.get('/x'));
    expect(error).toBeInstanceOf(APIError);
    expect(error.message).toMatch(/`apiKey`.*ACME_API_KEY/);
    expect(site.requests).toHaveLength(0);
    await client.get('/x', { headers: { Authorization: 'Bearer own' } });
    await client.get('/x', { headers: { authorization: null } });
    await client.get('/x', { security: [] });
    expect(site.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer own', undefined, undefined]);
  });

  it('R21 fifty calls with a cold token make one token request', async () => {
    const site = await tokens(3600);
    const client = clientOf(site.url, options, oauth());
    await Promise.all(Array.from({ length: 50 }, () => client.get('/x')));
    expect(site.issued()).toBe(1);
    const request = site.requests.find(({ url }) => url === '/token')!;
    expect(request.headers.authorization).toBe(`Basic ${Buffer.from('id%3A1:very%20secret').toString('base64')}`);
    expect(request.body.toString()).toBe('grant_type=client_credentials&scope=a%20b');
  });

  it('R21 an expired token is fetched once; an early refresh runs beside the calls, and may fail', async () => {
    const site = await tokens(1);
    const client = clientOf(site.url, options, oauth());
    await client.get('/x');
    site.broken.now = true;
    await sleep(850);
    await client.get('/x');
    await sleep(60);
    await client.get('/x');
    expect(site.issued()).toBe(2);
    expect(site.requests.at(-1)!.headers.authorization).toBe('Bearer token-1');
    site.broken.now = false;
    await sleep(200);
    await Promise.all(Array.from({ length: 20 }, () => client.get('/x')));
    expect(site.issued()).toBe(3);
    expect(site.requests.at(-1)!.headers.authorization).toBe('Bearer token-3');
  });

  it('R22 a 401 refreshes and resends once, outside R1; a second one surfaces', async () => {
    const site = await tokens(3600, (token) => token !== 'Bearer token-1');
    const client = clientOf(site.url, { ...options, maxRetries: 0 }, oauth());
    await Promise.all(Array.from({ length: 10 }, () => client.post('/x', { body: {}, keyed: true })));
    expect(site.issued()).toBe(2);
    const never = await tokens(3600, () => false);
    expect(await failure(clientOf(never.url, options, oauth()).get('/x'))).toBeInstanceOf(AuthenticationError);
    expect(never.requests.filter(({ url }) => url === '/x')).toHaveLength(2);
  });

  it('R22 a function is asked again after a 401', async () => {
    const site = await serve((response, { headers }) => json(response, {}, headers.authorization === 'Bearer 2' ? 200 : 401));
    let asked = 0;
    await clientOf(site.url, { ...options, maxRetries: 0 }, { security: [['b']], credentials: { b: bearer(() => String(++asked)) } }).get('/x');
    expect(site.requests).toHaveLength(2);
    const fixed = await serve((response) => json(response, {}, 401));
    await failure(clientOf(fixed.url, options, { security: [['b']], credentials: { b: bearer('1') } }).get('/x'));
    expect(fixed.requests).toHaveLength(1);
  });

  it('R23 a redirect of the token endpoint is refused; no secret is in an error', async () => {
    const other = await serve((response) => json(response, { access_token: 'x' }));
    const redirecting = await serve((response) => response.writeHead(307, { location: `${other.url}/token` }).end());
    const error = await failure(clientOf(redirecting.url, options, oauth({ clientAuth: 'body' })).get('/x'));
    expect(error).toBeInstanceOf(APIError);
    expect(other.requests).toHaveLength(0);
    const echo = await serve((response, { body, headers }) => json(response, { error: 'invalid_client', error_description: `${body.toString()} ${headers.authorization}` }, 401));
    const refused = await failure(clientOf(echo.url, options, oauth({ clientAuth: 'body' })).get('/x'));
    expect(refused).toBeInstanceOf(AuthenticationError);
    const half = await serve((response) => response.end('{"access_token":"half-a-token'));
    const broken = await failure(clientOf(half.url, options, oauth()).get('/x'));
    for (const one of [error, refused, broken]) expect(`${inspect(one, { depth: 9, showHidden: true })}${JSON.stringify(one)}`).not.toMatch(/very( |%20|\+)secret|half-a-token/);
  });

  it('R23 a token endpoint elsewhere gets its own credentials only, and follows the base URL when it is below it', async () => {
    const elsewhere = await serve((response) => json(response, { access_token: 't', expires_in: 60 }));
    const site = await serve((response, { url }) => json(response, url === '/v9/oauth/token' ? { access_token: 't' } : {}));
    const defaults = { ...options, defaultHeaders: { 'x-api-key': 'default-key', 'x-team': 'a' }, defaultQuery: { key: 'q' } };
    await clientOf(site.url, defaults, oauth({ tokenURL: `${elsewhere.url}/oauth/token` })).get('/x');
    expect(elsewhere.requests[0]!.headers).not.toHaveProperty('x-api-key');
    expect(elsewhere.requests[0]!.headers).not.toHaveProperty('traceparent');
    expect(elsewhere.requests[0]!.url).toBe('/oauth/token');
    await clientOf(`${site.url}/v9`, options, { ...oauth({ tokenURL: 'https://api.acme.example/v1/oauth/token' }), baseURL: 'https://api.acme.example/v1' }).get('/x');
    expect(site.requests.map(({ url }) => url)).toEqual(['/x?key=q', '/v9/oauth/token', '/v9/x']);
  });
});

it('R26 printing a client shows no secret', () => {
  const client = clientOf('http://127.0.0.1:1', {}, { security: [['b']], credentials: { b: bearer('the-secret') } });
  later(() => client.close());
  expect(`${inspect(client, { depth: 9, showHidden: true })}${JSON.stringify(client)}`).not.toContain('the-secret');
});
