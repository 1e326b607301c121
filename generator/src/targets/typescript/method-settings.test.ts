import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeFetch, importModule, json, makeSdk, typeErrors, writeSdk } from '../../../testing/sdk.js';
import type { AnyClient, SdkFolder } from '../../../testing/sdk.js';

const spec = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://acme.test' }],
  paths: {
    '/things': { get: { responses: { 200: { description: 'Things.', content: { 'application/json': { schema: { type: 'object', properties: { a: { type: 'string' } } } } } } } } },
    '/events': { get: { responses: { 200: { description: 'Events.', content: { 'text/event-stream': { schema: { type: 'object', properties: { a: { type: 'string' } } } } } } } } },
  },
};
const config = {
  organization: { name: 'acme' },
  streaming: { on_event: [{ event_type: null, handle: 'yield', error_property: 'error' }] },
  resources: {
    things: { methods: { list: { endpoint: 'get /things', default_request_options: { max_retries: 0 } }, again: { endpoint: 'get /things', max_retries: 1 } } },
    events: { methods: { list: 'get /events' } },
  },
};

interface Acme {
  readonly things: Record<'list' | 'again', (options?: object) => Promise<unknown>>;
  readonly events: { list(): Promise<AsyncIterable<unknown>> };
}

let folder: SdkFolder;
let Client: new (options: object) => AnyClient;
beforeAll(async () => {
  folder = writeSdk(await makeSdk({ spec, config }));
  ({ default: Client } = (await importModule(folder.path, 'index')) as { default: typeof Client });
});
afterAll(() => folder.remove());

const clientWith = (...responses: readonly (() => Response)[]) => {
  const { fetch, seen } = fakeFetch(...responses);
  return { client: new Client({ fetch }) as unknown as Acme, seen };
};
const busy = (): Response => new Response('', { status: 503, headers: { 'retry-after-ms': '1' } });

test('a method retries as often as the configuration says, and as the call says before that', async () => {
  expect(typeErrors(folder.path)).toEqual([]);
  for (const [method, options, times] of [['list', {}, 1], ['again', {}, 2], ['list', { maxRetries: 2 }, 3]] as const) {
    const { client, seen } = clientWith(busy, busy, busy, json({}));
    await client.things[method](options).then(() => expect.fail('it should have failed'), () => undefined);
    expect([method, seen.length]).toEqual([method, times]);
  }
});

test('a property of an event that is yielded can mean an error', async () => {
  const events = 'data: {"a":"x","error":null}\n\ndata: {"error":{"message":"out of order"}}\n\n';
  const { client } = clientWith(() => new Response(events, { headers: { 'content-type': 'text/event-stream' } }));
  const got: unknown[] = [];
  const read = async (): Promise<void> => {
    for await (const event of await client.events.list()) got.push(event);
  };
  await expect(read()).rejects.toMatchObject({ name: 'StreamEventError', body: { message: 'out of order' } });
  expect(got).toEqual([{ a: 'x', error: null }]);
});

test('data that begins with a text can end a stream', async () => {
  const done = { ...config, streaming: { on_event: [{ data_starts_with: '[END', handle: 'done' }] } };
  const ending = writeSdk(await makeSdk({ spec, config: done }));
  try {
    expect(typeErrors(ending.path)).toEqual([]);
    const { default: Acme } = (await importModule(ending.path, 'index')) as { default: typeof Client };
    const events = 'data: {"a":"[END"}\n\ndata: [END 12 tokens]\n\ndata: {"a":"late"}\n\n';
    const { fetch } = fakeFetch(() => new Response(events, { headers: { 'content-type': 'text/event-stream' } }));
    const got: unknown[] = [];
    for await (const event of await (new Acme({ fetch }) as unknown as Acme).events.list()) got.push(event);
    expect(got).toEqual([{ a: '[END' }]);
  } finally {
    ending.remove();
  }
});
