import { afterAll, beforeAll, expect, test } from 'vitest';
import { join } from 'node:path';
import { makePythonSdk, runPython, writePythonSdks } from '../../../testing/python.js';
import type { Folder } from '../../../testing/python.js';

const answer = { responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } } } } };
const path = (name: string): object => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const spec = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://acme.test' }],
  paths: {
    '/accounts/{account_id}/zones/{zone_id}': { get: { parameters: [path('account_id'), path('zone_id')], ...answer } },
    '/accounts/{account_id}/ping': { post: { parameters: [path('account_id')], ...answer } },
  },
};
const config = {
  client_settings: { opts: { account_id: { type: 'string', nullable: true } } },
  resources: { $client: { methods: { ping: 'post /accounts/{account_id}/ping' } }, zones: { methods: { retrieve: 'get /accounts/{account_id}/zones/{zone_id}' } } },
};

let folder: Folder;
beforeAll(async () => {
  folder = writePythonSdks({ acme: await makePythonSdk({ spec, config }) });
});
afterAll(() => folder.remove());

test('a path parameter that the client has an option for may be left out', () => {
  const program = [
    'import httpx',
    'from acme import Acme',
    'seen = []',
    'def answer(request):',
    '    seen.append(request.url.path)',
    '    return httpx.Response(200, json={})',
    'def client(**options):',
    '    return Acme(http_client=httpx.Client(transport=httpx.MockTransport(answer)), **options)',
    'one = client(account_id="a1")',
    'one.ping()',
    'one.zones.retrieve("z")',
    'one.zones.retrieve("z", account_id="a2")',
    'try:',
    '    client().zones.retrieve("z")',
    'except ValueError as error:',
    '    print(error)',
    'print(seen)',
  ].join('\n');
  const { code, output } = runPython(['-c', program], join(folder.path, 'acme', 'src'));
  expect([code, output.trim()]).toEqual([0, "Expected a non-empty value for `account_id` but received None\n['/accounts/a1/ping', '/accounts/a1/zones/z', '/accounts/a2/zones/z']"]);
});
