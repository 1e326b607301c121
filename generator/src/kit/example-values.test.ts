import { expect, test } from 'vitest';
import type { Json } from '../ir/index.js';
import { makePythonSdk } from '../../testing/python.js';

const item = {
  type: 'object',
  properties: { kind: { type: 'string', enum: ['file', 'text'] }, made: { type: 'string', readOnly: true }, labels: { type: 'object', additionalProperties: { type: 'string' } } },
};

const specOf = (example: Json) => ({
  openapi: '3.1.0',
  info: { title: 'Spaces', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {
    '/spaces': {
      post: {
        operationId: 'createSpace',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { type: 'object', required: ['items'], properties: { items: { type: 'array', items: item } } }, example } },
        },
        responses: { '204': { description: 'Created' } },
      },
    },
  },
});

test('an example call has no member that a type within its body lacks, or that only a server sets', async () => {
  const sdk = await makePythonSdk({ spec: specOf({ items: [{ kind: 'file', id: 9, _destroy: true, made: 'now', labels: { any: 'label' } }, { id: 7 }], other: 1 }) });
  const text = sdk.files.filter(({ path }) => path.includes('tests/api_resources/')).map(({ path }) => sdk.text(path)).join('\n');
  expect(text).toContain('items=[{"kind": "file", "labels": {"any": "label"}}, {}]');
  expect(text).toContain('json={"items": [{"kind": "file", "labels": {"any": "label"}}, {}]}');
  expect(text).not.toContain('_destroy');
});
