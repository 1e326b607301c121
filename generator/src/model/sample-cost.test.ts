import { expect, test } from 'vitest';
import { generate } from '../generate.js';

test('forty lists in each other, three items each, ask for no endless sample', async () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`N${index}`, { type: 'array', minItems: 3, items: index === 39 ? { type: 'string' } : { $ref: `#/components/schemas/N${index + 1}` } }]),
  );
  const body = { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/N0' } } } };
  const spec = { openapi: '3.1.0', info: { title: 'B', version: '1' }, servers: [{ url: 'https://a.test' }], paths: { '/x': { post: { requestBody: body, responses: { 204: { description: 'Done.' } } } } }, components: { schemas } };
  const result = await generate({ spec: { text: JSON.stringify(spec) }, config: false, dryRun: true, targets: [{ name: 'typescript', out: 'unused', packageName: 'b' }] });
  expect(result.counts.operations).toBe(1);
}, 20_000);
