import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeFetch, importModule, json, makeSdk, typeErrors, writeSdk } from '../../../testing/sdk.js';
import type { AnyClient, SdkFolder } from '../../../testing/sdk.js';

const spec = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://acme.test' }],
  paths: {
    '/things/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'A thing.', content: { 'application/json': { schema: { type: 'object', required: ['result'], properties: { result: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } } } } } },
      },
    },
  },
};
const config = { organization: { name: 'acme' }, resources: { things: { methods: { retrieve: { endpoint: 'get /things/{id}', unwrap_response: 'result' } } } } };

let folder: SdkFolder;
let sdk: Awaited<ReturnType<typeof makeSdk>>;
beforeAll(async () => {
  sdk = await makeSdk({ spec, config });
  folder = writeSdk(sdk);
});
afterAll(() => folder.remove());

test('a call yields the property that the configuration unwraps, as its type says, and its test expects that', async () => {
  expect(typeErrors(folder.path)).toEqual([]);
  const { default: Client } = (await importModule(folder.path, 'index')) as { default: new (options: object) => AnyClient };
  const { fetch } = fakeFetch(json({ result: { name: 'a' } }));
  const client = new Client({ fetch }) as unknown as { things: { retrieve(id: string): Promise<unknown> } };
  expect(await client.things.retrieve('x')).toEqual({ name: 'a' });
  expect(sdk.flat('tests/things.test.ts')).toContain('json: { result: value }');
});
