import { expect, it } from 'vitest';
import { clientCredentials } from '../../runtime/core/oauth.js';
import { parseBase } from '../../runtime/internal/core.js';

const slashes = '/'.repeat(150_000);

/** Milliseconds that work takes. */
function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

it('a base URL with a long run of slashes is read in linear time', () => {
  const read = (url: string): string => parseBase(url).path;
  expect(read('https://acme.test/v1//')).toBe('/v1');
  expect(time(() => expect(read(`https://acme.test${slashes}v1`)).toHaveLength(slashes.length + 2))).toBeLessThan(1000);
});

it('so is the one that a token endpoint stands below', async () => {
  const credential = clientCredentials({ tokenURL: 'https://acme.test/token', clientID: 'a', clientSecret: 'b' });
  const answer = { requestID: undefined, parse: () => Promise.resolve({ access_token: 't', token_type: 'bearer', expires_in: 60 }) };
  const context = { refused: new Set<string>(), baseURL: `https://acme.test${slashes}v1`, send: () => Promise.resolve(answer) };
  const sent: string[] = [];
  const target = { secret: () => {}, header: (_: string, value: string) => sent.push(value) };
  const start = performance.now();
  await credential.apply(target as never, context as never);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(sent).toEqual(['Bearer t']);
});
