import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { apiKeyQuery, bearer } from '../../runtime/core/auth.js';
import type { APIError } from '../../runtime/core/error.js';
import { clientOf, deadPort, failure, json, serve, transports } from './support.js';

const config = { security: [['b', 'q']], credentials: { b: bearer('sk-very-secret-1'), q: apiKeyQuery('key', 'a b/secret') } };
const SECRET = /very-secret|a( |%20|\+)b(\/|%2F)secret/;
const dump = (error: unknown) => `${String(error)} ${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${(error as Error).stack}`;

describe.each(transports)('secrets %s', (_, options) => {
  it('R26 what the server sends back is not shown', async () => {
    const site = await serve((response, { headers, url }) => json(response, { error: { message: `Bad key ${headers.authorization} in ${url}` } }, 401, { 'x-echo': headers.authorization ?? '' }));
    const error = await failure<APIError>(clientOf(site.url, options, config).get('/x'));
    expect(error.message).toBe('401 Bad key Bearer [redacted] in /x?key=[redacted]');
    expect([...(error.headers?.entries() ?? [])].join()).not.toMatch(SECRET);
    expect(dump(error)).not.toMatch(SECRET);
  });

  it('R26 nor is a transport error\'s', async () => {
    const port = await deadPort();
    const client = clientOf(`http://127.0.0.1:${port}`, { ...options, maxRetries: 0 }, config);
    expect(dump(await failure(client.get('/x')))).not.toMatch(SECRET);
    const leaky = clientOf('http://127.0.0.1:1', { maxRetries: 0, fetch: (url, init) => Promise.reject(new Error(`no ${url}`, { cause: new Error(JSON.stringify(init?.headers)) })) }, config);
    const error = await failure(leaky.get('/x'));
    expect(dump(error)).not.toMatch(SECRET);
    expect((error.cause as Error).message).toContain('no http://127.0.0.1:1/x?key=');
  });

  it('R26 logs show allowed headers, no query values, and bodies at debug only, without secrets', async () => {
    const site = await serve((response, { headers }) => json(response, { echo: headers.authorization }, 200, { 'set-cookie': 'session=1', 'x-request-id': 'r' }));
    for (const logLevel of ['off', 'warn', 'info', 'debug'] as const) {
      const lines: string[] = [];
      const write = (...parts: unknown[]) => void lines.push(parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
      const client = clientOf(site.url, { ...options, logLevel, logger: { error: write, warn: write, info: write, debug: write } }, config);
      await client.post('/x', { query: { token: 'query-value' }, body: { text: 'sk-very-secret-1 and more' } });
      const text = lines.join('\n');
      expect(text).not.toMatch(SECRET);
      expect(text).not.toMatch(/query-value|session=1/);
      expect(lines.length > 0).toBe(logLevel === 'info' || logLevel === 'debug');
      expect(text.includes('and more')).toBe(logLevel === 'debug');
      expect(text.includes('"x-request-id":"r"')).toBe(logLevel === 'debug');
    }
  });
});
