import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeFetch, importModule, json, makeSdk, typeErrors, writeSdk } from '../../../testing/sdk.js';
import type { AnyClient, Sdk, SdkFolder } from '../../../testing/sdk.js';

const answer = { responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } } } } };
const path = (name: string): object => ({ name, in: 'path', required: true, schema: { type: 'string' }, description: `The ${name}.` });
const body = { requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } } } } } };

const spec = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://acme.test' }],
  paths: {
    '/accounts/{account_id}': { get: { parameters: [path('account_id')], ...answer } },
    '/accounts/{account_id}/zones/{zone_id}': { get: { parameters: [path('account_id'), path('zone_id')], ...answer } },
    '/accounts/{account_id}/zones': { post: { parameters: [path('account_id')], ...body, ...answer } },
    '/accounts/{account_id}/ping': { post: { parameters: [path('account_id')], ...answer } },
    '/teams/{team}/members': { get: { parameters: [path('team')], ...answer } },
  },
};
const config = {
  client_settings: { opts: { account_id: { type: 'string', nullable: true, read_env: 'ACME_TEST_ACCOUNT' }, team: { type: 'string', nullable: true } } },
  resources: {
    $client: { methods: { ping: 'post /accounts/{account_id}/ping' } },
    accounts: { methods: { retrieve: 'get /accounts/{account_id}' } },
    zones: { methods: { retrieve: 'get /accounts/{account_id}/zones/{zone_id}', create: 'post /accounts/{account_id}/zones' } },
    team: { methods: { members: 'get /teams/{team}/members', of: { endpoint: 'get /teams/{team}/members', positional_params: ['team'] } } },
  },
};

interface Acme {
  ping(params?: object): Promise<unknown>;
  readonly accounts: { retrieve(params?: object): Promise<unknown> };
  readonly zones: { retrieve(id: string, params?: object): Promise<unknown>; create(params: object): Promise<unknown> };
  readonly team: { members(params?: object): Promise<unknown>; of(team: string): Promise<unknown> };
}

let sdk: Sdk;
let folder: SdkFolder;
let Client: new (options: object) => AnyClient;
beforeAll(async () => {
  sdk = await makeSdk({ spec, config });
  folder = writeSdk(sdk);
  ({ Acme: Client } = (await importModule(folder.path, 'index')) as { Acme: typeof Client });
});
afterAll(() => folder.remove());

const clientWith = (options: object, count: number) => {
  const { fetch, seen } = fakeFetch(...Array.from({ length: count }, () => json({})));
  return { client: new Client({ fetch, ...options }) as unknown as Acme, paths: () => seen.map(({ url }) => new URL(url).pathname) };
};

test('a path parameter that the client has an option for may be left out', async () => {
  expect(typeErrors(folder.path)).toEqual([]);
  const { client, paths } = clientWith({ accountID: 'a1', team: 't1' }, 6);
  await client.ping();
  await client.accounts.retrieve();
  await client.zones.retrieve('z');
  await client.zones.create({ title: 'T' });
  await client.team.members();
  await client.team.of('t2');
  expect(paths()).toEqual(['/accounts/a1/ping', '/accounts/a1', '/accounts/a1/zones/z', '/accounts/a1/zones', '/teams/t1/members', '/teams/t2/members']);
});

test('what a call says comes before it', async () => {
  const { client, paths } = clientWith({ accountID: 'a1' }, 2);
  await client.zones.retrieve('z', { account_id: 'a2' });
  await client.zones.create({ account_id: 'a2', title: 'T' });
  expect(paths()).toEqual(['/accounts/a2/zones/z', '/accounts/a2/zones']);
});

test('its absence is told where neither says it', async () => {
  const { client } = clientWith({}, 0);
  await expect(Promise.resolve().then(() => client.zones.retrieve('z'))).rejects.toThrow(new TypeError('Expected a non-empty value for `account_id` but received undefined'));
});

test('code reads as if written by hand', () => {
  const zones = sdk.flat('src/resources/zones.ts');
  expect(zones).toContain('retrieve(zoneID: string, params: ZoneRetrieveParams | null | undefined = {}, options?: RequestOptions)');
  expect(zones).toContain('const { account_id: accountID = (this._client as AcmeCore).accountID } = params ?? {};');
  expect(zones).toMatch(/\/\*\* The account_id\. Without it, the client's option of this name counts\. \*\/ account_id\?: string;/);
  expect(sdk.flat('src/client.ts')).toContain('const { account_id: accountID = this.accountID } = params ?? {};');
  expect(sdk.flat('src/operations/zones.ts')).toContain('const { account_id: accountID = (client as AcmeCore).accountID } = params ?? {};');
  expect(sdk.flat('src/operations/team.ts')).toContain('const { team = (client as AcmeCore).teamOption } = params ?? {};');
});
