import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeFetch, importModule, json, makeSdk, writeSdk } from '../../../testing/sdk.js';
import type { AnyClient, SdkFolder } from '../../../testing/sdk.js';

const open = { security: [], responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } } } };
const spec = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://acme.test' }],
  security: [{ token: [] }],
  paths: { '/pages': { get: open }, '/blocks': { get: open }, '/users': { get: { ...open, security: undefined } } },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
};

const folders: SdkFolder[] = [];
const authorizations = async (config: Readonly<Record<string, unknown>>): Promise<readonly (string | undefined)[]> => {
  const folder = writeSdk(await makeSdk({ spec, config }));
  folders.push(folder);
  const { Acme } = (await importModule(folder.path, 'index')) as { Acme: new (options: object) => AnyClient };
  const { fetch, seen } = fakeFetch(json({}), json({}), json({}));
  const client = new Acme({ apiKey: 'secret', fetch });
  for (const resource of ['pages', 'blocks', 'users']) await client[resource]?.list?.();
  return seen.map(({ headers }) => headers['authorization']);
};

let without: readonly (string | undefined)[];
let configured: readonly (string | undefined)[];
beforeAll(async () => {
  without = await authorizations({});
  configured = await authorizations({ security: [{ token: [] }] });
});
afterAll(() => folders.forEach((folder) => folder.remove()));

test('a document that switches security off almost everywhere is believed', () => {
  expect(without).toEqual([undefined, undefined, 'Bearer secret']);
});

test('a configuration that asks for security has it sent with every call', () => {
  expect(configured).toEqual(['Bearer secret', 'Bearer secret', 'Bearer secret']);
});
