import { describe, expect, it } from 'vitest';
import { generate, type GenerateResult } from '../src/index.js';

const run = (operation: object): Promise<GenerateResult> =>
  generate({
    spec: { text: JSON.stringify({ openapi: '3.1.0', info: { title: 'A', version: '1' }, servers: [{ url: 'https://a.test' }], paths: { '/x': { get: { ...operation, responses: { 200: { description: 'OK' } } } } } }) },
    config: false,
    dryRun: true,
    targets: [{ name: 'typescript', out: 'unused', packageName: 'a' }],
  });

describe('plausible documents that are easy to trip over', () => {
  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])('a parameter may be called %s', async (name) => {
    for (const place of ['query', 'header', 'cookie']) {
      const { status, counts } = await run({ parameters: [{ name, in: place, schema: { type: 'string' } }] });
      expect([status, counts.operations]).toEqual(['generated', 1]);
    }
  });

  it('a callback may lead back to the path that it stands in', async () => {
    const { status, counts } = await run({ callbacks: { again: { '{$request.query.url}': { $ref: '#/paths/~1x' } } } });
    expect([status, counts.operations]).toEqual(['generated', 1]);
  });
});
