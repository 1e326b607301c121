import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fakeFetch, importModule, json, makeSdk, typeErrors, writeSdk } from '../../../testing/sdk.js';
import type { AnyClient, Sdk, SdkFolder } from '../../../testing/sdk.js';

const list = (properties: object, parameters: readonly string[], more: object = {}): object => ({
  get: {
    parameters: parameters.map((name) => ({ name, in: 'query', schema: { type: /page|offset|limit/.test(name) ? 'integer' : 'string' } })),
    responses: { 200: { description: 'A list.', content: { 'application/json': { schema: { type: 'object', properties } } }, ...more } },
  },
});
const items = { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } };
const integer = { type: 'integer' };

const spec = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://{region}.acme.test/v1', variables: { region: { default: 'us', description: 'Where.' } } }],
  security: [{ key: [] }, { oauth: [] }],
  components: {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://us.acme.test/v1/token', scopes: { read: 'r' } } } },
      user: { type: 'http', scheme: 'basic' },
    },
  },
  paths: {
    '/numbers': list({ items, page: integer, total_pages: integer }, ['page']),
    '/offsets': list({ items, offset: integer, total: integer }, ['offset', 'limit']),
    '/ids': list({ items, has_more: { type: 'boolean' } }, ['after_id']),
    '/urls': list({ items, paging: { type: 'object', properties: { next_url: { type: 'string' } } } }, ['limit']),
    '/cursors': list({ items, meta: { type: 'object', properties: { next: { type: ['string', 'null'] } } } }, ['cursor']),
    '/me': { get: { security: [{ user: [] }], responses: { 200: { description: 'Me.', content: { 'application/json': { schema: { type: 'object' } } } } } } },
    '/open': { get: { security: [], responses: { 204: { description: 'Nothing.' } } } },
  },
};

const purpose = (value: string, type = 'string'): object => ({ type, 'x-stainless-pagination-property': { purpose: value } });
const array = { type: 'array', items: {}, ...{ 'x-stainless-pagination-property': { purpose: 'items' } } };

const config = {
  organization: { name: 'acme' },
  client_settings: {
    opts: {
      api_key: { type: 'string', nullable: true, auth: { security_scheme: 'key' }, read_env: 'ACME_TEST_KEY' },
      client_id: { type: 'string', nullable: true, auth: { security_scheme: 'oauth', role: 'client_id' } },
      client_secret: { type: 'string', nullable: true, auth: { security_scheme: 'oauth', role: 'client_secret' } },
      username: { type: 'string', nullable: true, auth: { security_scheme: 'user', role: 'username' } },
      password: { type: 'string', nullable: true, auth: { security_scheme: 'user', role: 'password' } },
      organization: { type: 'string', nullable: true, send_in_header: 'X-Org' },
      region: { type: 'string', default: 'us', server_variable: 'region' },
    },
  },
  resources: {
    lists: {
      methods: {
        numbers: { endpoint: 'get /numbers', paginated: 'number_page' },
        offsets: { endpoint: 'get /offsets', paginated: 'offset_page' },
        ids: { endpoint: 'get /ids', paginated: 'id_page' },
        urls: { endpoint: 'get /urls', paginated: 'url_page' },
        cursors: { endpoint: 'get /cursors', paginated: 'cursor_page' },
      },
    },
    $client: { methods: { me: 'get /me', open: 'get /open' } },
  },
  pagination: [
    { name: 'number_page', type: 'page_number', request: { page: purpose('page_number_param', 'integer') }, response: { items: array, page: purpose('current_page_number_field', 'integer'), total_pages: purpose('total_page_count_field', 'integer') } },
    { name: 'offset_page', type: 'offset', request: { offset: purpose('offset_count_param', 'integer') }, response: { items: array, offset: purpose('offset_count_start_field', 'integer'), total: purpose('offset_total_count_field', 'integer') } },
    { name: 'id_page', type: 'cursor_id', request: { after_id: purpose('next_cursor_id_param') }, response: { items: { type: 'array', items: { type: 'object', properties: { id: purpose('cursor_item_id') } } }, has_more: purpose('has_next_page', 'boolean') } },
    { name: 'url_page', type: 'cursor_url', request: {}, response: { items: array, paging: { type: 'object', properties: { next_url: purpose('cursor_url_field') } } } },
    { name: 'cursor_page', type: 'cursor', request: { cursor: purpose('next_cursor_param') }, response: { items: array, meta: { type: 'object', properties: { next: purpose('next_cursor_field') } } } },
  ],
};

let sdk: Sdk;
let folder: SdkFolder;
let Acme: new (options?: object) => AnyClient;

beforeAll(async () => {
  sdk = await makeSdk({ spec, config });
  folder = writeSdk(sdk);
  ({ Acme } = (await importModule(folder.path, 'index')) as { Acme: typeof Acme });
});

afterAll(() => folder.remove());
afterEach(() => {
  delete process.env['ACME_TEST_KEY'];
});

const collect = async (pages: unknown): Promise<unknown[]> => {
  const found: unknown[] = [];
  for await (const item of pages as AsyncIterable<{ id: string }>) found.push(item.id);
  return found;
};

describe('paging', () => {
  const page = (...ids: readonly string[]): { readonly items: readonly { readonly id: string }[] } => ({ items: ids.map((id) => ({ id })) });

  test.each([
    ['numbers', [{ ...page('a'), page: 1, total_pages: 2 }, { ...page('b'), page: 2, total_pages: 2 }], ['/v1/numbers', '/v1/numbers?page=2']],
    ['offsets', [{ ...page('a', 'b'), offset: 0, total: 3 }, { ...page('c'), offset: 2, total: 3 }], ['/v1/offsets', '/v1/offsets?offset=2']],
    ['ids', [{ ...page('a', 'b'), has_more: true }, { ...page('c'), has_more: false }], ['/v1/ids', '/v1/ids?after_id=b']],
    ['urls', [{ ...page('a'), paging: { next_url: 'https://us.acme.test/v1/more?x=1' } }, { ...page('b'), paging: {} }], ['/v1/urls', '/v1/more?x=1']],
    ['cursors', [{ ...page('a'), meta: { next: 'c2' } }, { ...page('b'), meta: { next: null } }], ['/v1/cursors', '/v1/cursors?cursor=c2']],
  ])('%s', async (method, bodies, urls) => {
    const { fetch, seen } = fakeFetch(...bodies.map((body) => json(body)));
    const client = new Acme({ apiKey: 'k', fetch });
    const found = await collect(client.lists?.[method]?.());
    expect(found).toEqual(bodies.flatMap((body) => body.items.map(({ id }) => id)));
    expect(seen.map(({ url }) => url.slice('https://us.acme.test'.length))).toEqual(urls);
  });

  test('each scheme is one typed class', () => {
    expect(typeErrors(folder.path)).toEqual([]);
    const pagination = sdk.flat('src/core/pagination.ts');
    expect(pagination).toContain('export class CursorPage<Item> extends AbstractPage<Item> implements CursorPageResponse<Item> {');
    expect(pagination.match(/export class /g)).toHaveLength(5);
  });
});

describe('the client', () => {
  test('options set credentials, headers and the server', async () => {
    const { fetch, seen } = fakeFetch(json({ items: [] }));
    await new Acme({ apiKey: 'secret', organization: 'org', region: 'eu', fetch }).lists?.cursors?.();
    expect(seen[0]).toMatchObject({ url: 'https://eu.acme.test/v1/cursors', headers: { 'x-key': 'secret', 'x-org': 'org' } });
  });

  test('credentials come from the environment, options first', async () => {
    process.env['ACME_TEST_KEY'] = 'from-env';
    const { fetch, seen } = fakeFetch(json({ items: [] }));
    await new Acme({ fetch }).lists?.cursors?.();
    await new Acme({ apiKey: 'given', fetch }).lists?.cursors?.();
    expect(seen.map(({ headers }) => headers['x-key'])).toEqual(['from-env', 'given']);
  });

  test('an operation may ask for another way to authenticate, or none', async () => {
    const { fetch, seen } = fakeFetch(json({}), () => new Response(null, { status: 204 }));
    const client = new Acme({ username: 'u', password: 'p', fetch });
    await (client.me as unknown as () => Promise<unknown>).call(client);
    await (client.open as unknown as () => Promise<unknown>).call(client);
    expect(seen.map(({ headers }) => headers['authorization'])).toEqual([`Basic ${btoa('u:p')}`, undefined]);
    await expect(client.lists?.cursors?.()).rejects.toThrow(/apiKey \(ACME_TEST_KEY\)/);
  });

  test('tokens are fetched from the token endpoint below the base URL', async () => {
    const { fetch, seen } = fakeFetch(json({ access_token: 'token', token_type: 'bearer', expires_in: 3600 }), json({ items: [] }));
    await new Acme({ clientID: 'id', clientSecret: 'secret', baseURL: 'https://proxy.acme.test/base', fetch }).lists?.cursors?.();
    expect(seen.map(({ url }) => url)).toEqual(['https://proxy.acme.test/base/token', 'https://proxy.acme.test/base/cursors']);
    expect(seen[1]?.headers['authorization']).toBe('Bearer token');
  });

  test('the namespace of the client holds its types, its statics the errors', () => {
    const client = sdk.flat('src/client.ts');
    expect(client).toContain('static NotFoundError = NotFoundError;');
    expect(client).toMatch(/export declare namespace Acme \{ export \{ type ClientOptions \}; export \{ type RequestOptions \};/);
    expect(client).toContain('Acme.Lists = Lists;');
  });
});
