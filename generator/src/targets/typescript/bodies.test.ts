import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeFetch, importModule, json, makeSdk, typeErrors, writeSdk, type AnyClient, type SdkFolder } from '../../../testing/sdk.js';

const item = { type: 'object', properties: { id: { type: 'string' } } };
const readOnly = { type: 'object', required: ['id'], properties: { id: { type: 'string', readOnly: true } } };
const ok = (content: object): object => ({ 200: { description: 'OK', content } });
const nothing = { 204: { description: 'OK' } };
const sends = (content: object, rest: object = {}): object => ({ requestBody: { required: true, content }, responses: nothing, ...rest });
const asked = { parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'integer' } }] };
const listed = { type: 'object', properties: { items: { type: 'array', items: item }, next: { type: 'string' } } };

const spec = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://api.acme.test' }],
  paths: {
    '/reports': { get: { ...sends({ 'application/json': { schema: readOnly } }, asked) }, post: sends({ 'application/json': { schema: readOnly } }, asked) },
    '/anything': { post: sends({ '*/*': { schema: {} } }) },
    '/image': { post: sends({ 'image/*': { schema: { type: 'string', format: 'binary' } } }) },
    '/trips': { post: sends({ 'multipart/form-data': { schema: { type: 'object', properties: { places: { type: 'array', items: item } } }, encoding: { places: { contentType: 'application/json' } } } }) },
    '/search': { post: { requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['filter'], properties: { filter: { type: 'string' } } } } } }, responses: ok({ 'application/json': { schema: listed } }) } },
    '/events': { get: { responses: ok({ 'text/event-stream': { schema: { type: 'string' } } }) } },
  },
};
const purpose = (name: string): object => ({ type: 'string', 'x-stainless-pagination-property': { purpose: name } });
const config = {
  organization: { name: 'acme' },
  resources: { $client: { methods: { report: 'get /reports', file: 'post /reports', anything: 'post /anything', image: 'post /image', travel: 'post /trips', search: 'post /search', events: 'get /events' } } },
  pagination: [{ name: 'links', type: 'cursor_url', request: {}, response: { items: { type: 'array', items: {} }, next: purpose('cursor_url_field') } }],
};

let folder: SdkFolder;
let Acme: new (options: object) => AnyClient;
let toFile: (content: unknown, name: string, options: object) => Promise<unknown>;

beforeAll(async () => {
  folder = writeSdk(await makeSdk({ spec, config }));
  ({ Acme, toFile } = (await importModule(folder.path, 'index')) as { Acme: typeof Acme; toFile: typeof toFile });
});

afterAll(() => folder.remove());

const none = (): Response => new Response(null, { status: 204 });
const call = async (method: string, ...args: readonly unknown[]): Promise<{ readonly type: string | undefined; readonly body: string }> => {
  const { fetch, seen } = fakeFetch(none);
  await new Acme({ fetch })[method]?.(...args);
  return { type: seen[0]?.headers['content-type'], body: seen[0]?.body ?? '' };
};

test('all of it compiles', () => {
  expect(typeErrors(folder.path)).toEqual([]);
});

describe('a body that has read-only properties alone', () => {
  test('is left out of a GET', async () => {
    expect(await call('report', { q: 1 })).toEqual({ type: undefined, body: '' });
  });

  test('is an empty object where one is required', async () => {
    expect(await call('file', { q: 1 })).toEqual({ type: 'application/json', body: '{}' });
  });
});

describe('a body whose type is a range', () => {
  test("goes out with the file's own type, or as JSON", async () => {
    expect(await call('anything', new Blob(['a'], { type: 'image/png' }))).toEqual({ type: 'image/png', body: 'a' });
    expect(await call('anything', { a: 1 })).toEqual({ type: 'application/json', body: '{"a":1}' });
  });

  test('is of no known type where the file has none', async () => {
    expect(await call('image', new Uint8Array([97]))).toEqual({ type: 'application/octet-stream', body: 'a' });
    expect(await call('image', await toFile(new Uint8Array([97]), 'a.png', { type: 'image/png' }))).toEqual({ type: 'image/png', body: 'a' });
    await expect(call('image', '/path/to.png')).rejects.toThrow('Expected bytes for a body of type image/* but received string');
  });
});

test('a list of which the document says that it is JSON is one part', async () => {
  const { body } = await call('travel', { places: [{ id: 'a' }, { id: 'b' }] });
  expect(body.match(/Content-Disposition/g)).toHaveLength(1);
  expect(body).toContain('[{"id":"a"},{"id":"b"}]');
});

test('the link to a next page is followed with GET, whatever asked for the first', async () => {
  const { fetch, seen } = fakeFetch(json({ items: [{ id: 'a' }], next: '/more?x=1' }), json({ items: [{ id: 'b' }] }));
  const found: unknown[] = [];
  for await (const one of new Acme({ fetch }).search?.({ filter: 'f' }) as unknown as AsyncIterable<unknown>) found.push(one);
  expect(found).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', 'https://api.acme.test/search', '{"filter":"f"}'],
    ['GET', 'https://api.acme.test/more?x=1', ''],
  ]);
});

test('events of text are text, JSON or not', async () => {
  const { fetch } = fakeFetch(() => new Response('data: hello\n\ndata: {"a":1}\n\n', { headers: { 'content-type': 'text/event-stream' } }));
  const found: unknown[] = [];
  for await (const one of (await new Acme({ fetch }).events?.()) as AsyncIterable<unknown>) found.push(one);
  expect(found).toEqual(['hello', '{"a":1}']);
});
