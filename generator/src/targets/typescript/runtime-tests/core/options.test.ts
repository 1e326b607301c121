import { describe, expect, it } from 'vitest';
import { checkOptions as clientCheck } from '../../runtime/internal/check-options.js';
import { bearer, type SecretValue } from '../../runtime/core/auth.js';
import { APIClient } from '../../runtime/internal/client.js';
import type { BaseClientOptions, RequestOptions } from '../../runtime/internal/request-options.js';
import { clientOf, failure, json, serve } from './support.js';

const positive = 'a positive number of milliseconds';
const whole = 'a whole number, 0 or more';
const forBoth: readonly (readonly [string, unknown, string])[] = [
  ['timeout', NaN, `${positive} but is 'NaN'`],
  ['timeout', 'x', `${positive} but is 'x'`],
  ['timeout', -5, `${positive} but is '-5'`],
  ['timeout', 0, `${positive} but is '0'`],
  ['deadline', -1, `${positive} but is '-1'`],
  ['maxRetries', NaN, `${whole} but is 'NaN'`],
  ['maxRetries', -1, `${whole} but is '-1'`],
  ['maxRetries', 1.5, `${whole} but is '1.5'`],
  ['middleware', {}, 'an array of functions but is of type object'],
];
const forClients: typeof forBoth = [
  ['baseURL', 'ftp://user:pass@x', "an http or https URL but is 'ftp://x'"],
  ['baseURL', 'no url', "an http or https URL but is 'no url'"],
  ['baseURL', 5, "an http or https URL but is '5'"],
  ['fetch', 5, "a function but is '5'"],
  ['proxy', 'socks5://user:pass@x', 'an http or https URL'],
  ['proxy', 'zzz', 'an http or https URL'],
  ['proxy', true, 'an http or https URL'],
  ['proxy', {}, 'an http or https URL'],
  ['logLevel', 'loud', "off, error, warn, info or debug but is 'loud'"],
];

describe('a wrong option', () => {
  it.each([...forBoth, ...forClients])('%s: %o is refused when the client is made', (name, value, words) => {
    const make = () => clientOf('http://127.0.0.1', { [name]: value } as BaseClientOptions);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(`\`${name}\` must be ${words}`);
    expect(make).not.toThrow(/pass/);
  });

  it.each(forBoth)('%s: %o is refused by a call, before anything is sent', async (name, value, words) => {
    const site = await serve((response) => json(response, {}));
    const error = await failure(clientOf(site.url).get('/a', { [name]: value } as RequestOptions));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe(`\`${name}\` must be ${words}`);
    expect(site.requests).toHaveLength(0);
  });

  it('that is no object at all is refused', () => {
    for (const given of ['key', 5]) expect(() => new APIClient({ name: 'Acme', version: '1', options: given as unknown as object }, { extras: { check: clientCheck } })).toThrow('Expected an object of options');
  });

  it('that could be right is taken', async () => {
    const site = await serve((response) => json(response, {}));
    const options = { timeout: Infinity, deadline: 1e9, maxRetries: 0, idleTimeout: 0, defaultHeaders: new Headers({ a: 'b' }), defaultQuery: undefined, logLevel: 'off' } as const;
    await clientOf(`${site.url}/v1`, options).get('/a', { headers: undefined, query: null, signal: null, timeout: 1000 });
    expect(site.requests).toHaveLength(1);
  });

  it('never reaches the wire of a bare client', async () => {
    const site = await serve((response) => json(response, {}, 500));
    const bare = (options: BaseClientOptions) => new APIClient({ name: 'Bare', version: '1' }, { baseURL: site.url, ...options });
    expect(await failure(bare({ timeout: NaN }).get('/a'))).toBeInstanceOf(TypeError);
    expect(await failure(bare({ deadline: NaN }).get('/a'))).toBeInstanceOf(Error);
    expect(site.requests).toHaveLength(0);
    await failure(bare({ maxRetries: NaN }).get('/a'));
    expect(site.requests).toHaveLength(1);
  });
});

describe('a credential that is no text', () => {
  const config = (secret: unknown) => ({ security: [['key']], credentials: { key: bearer(secret as SecretValue) }, credentialHints: { key: 'apiKey (ACME_API_KEY)' } });

  it('is refused when the client is made, by the name of its option', () => {
    const make = () => clientOf('http://127.0.0.1', {}, config(5));
    expect(make).toThrow(TypeError);
    expect(make).toThrow('apiKey (ACME_API_KEY) must be a string or a function that gives one, but is a number');
  });

  it.each([[() => 5], [() => Promise.resolve(5)], [() => undefined], [() => null]])('is refused when the function %s gives it', async (give) => {
    const site = await serve((response) => json(response, {}));
    const error = await failure(clientOf(site.url, {}, config(give)).get('/a'));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain('gave no string');
    expect(site.requests).toHaveLength(0);
  });
});
