import yaml from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { Config } from './config.js';
import { readConfig } from './read.js';

function read(text: string): { readonly config: Config; readonly findings: readonly string[] } {
  const result = readConfig({ file: 'sdkwright.yaml', uri: '/sdkwright.yaml', format: 'yaml', bytes: Buffer.from(text), value: yaml.load(text) });
  if (!result.value) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return {
    config: result.value,
    findings: result.diagnostics.map(({ code, place, help }) => `${code} ${place?.pointer ?? ''} ${help}`),
  };
}

describe('a configuration', () => {
  const { config, findings } = read(`
edition: 2025-10-10
organization: { name: my-company, docs: https://docs.example.com, contact: help@example.com }
targets:
  node: { package_name: '@my/sdk', production_repo: my/sdk, publish: { npm: true }, options: { mcp_server: true } }
  python: { package_name: my_sdk, project_name: my-sdk, output: sdks/python }
  go: { package_name: my, skip: true }
environments: { production: https://api.example.com, staging: https://staging.example.com }
client_settings:
  default_env_prefix: MY
  default_retries: { max_retries: 4 }
  default_timeout: PT1M30S
  idempotency: { header: Idempotency-Key }
  default_headers: { X-Version: '2' }
  opts:
    api_key: { type: string, read_env: MY_KEY, auth: { security_scheme: bearer } }
    version: { type: string, nullable: true, default: v1, send_in_header: X-Api-Version }
security: [{ bearer: [] }, {}]
security_schemes: { bearer: { type: http, scheme: bearer } }
settings: { license: MIT, disable_mock_tests: true, unwrap_response_fields: [data] }
query_settings: { array_format: brackets }
streaming:
  on_event:
    - { data_starts_with: '[DONE]', handle: done }
    - { event_type: [error, null], handle: error, error_property: error }
    - { kind: fallthrough, handle: yield }
custom_casings: [{ rag: RAG }]
unspecified_endpoints: [GET /health]
diagnostics: { ignored: { model/name-taken: true } }
pagination:
  - name: page
    type: page_number
    request: { page: { type: integer, x-stainless-pagination-property: { purpose: page_number_param } } }
    response: { meta: { type: object, properties: { total: { type: integer, x-stainless-pagination-property: { purpose: total_page_count_field, from_header: X-Total } } } } }
readme: { example_requests: { default: { type: request, endpoint: get /things, params: { limit: 1 } } } }
resources:
  $shared: { models: { error: '#/components/schemas/Error', page: { openapi_uri: Page } } }
  $client: { methods: { ping: get /ping } }
  things:
    description: All things.
    methods:
      list: get /things
      create: { endpoint: POST /things, paginated: false, positional_params: [id], body_param_name: items, timeout: 5s, skip_test_reason: { python: broken }, streaming: { param_discriminator: null, type: jsonl } }
      make: { type: alias, to: things.create }
      unwrap: { type: webhook_unwrap, discriminator: type }
    subresources: { parts: { methods: { list: 'get /things/{id}/parts' } } }
`);

  it('is read whole; what is for other tools, or not applied, is told', () => {
    expect(findings.filter((text) => text.startsWith('config/foreign')).map((text) => text.split(' ')[1])).toEqual([
      '/edition',
      '/targets/node/publish',
      '/settings/disable_mock_tests',
      '/resources/things/methods/create/skip_test_reason',
    ]);
    expect(findings.filter((text) => !text.startsWith('config/foreign'))).toEqual([
      'config/idle /streaming/on_event/1/error_property It tells errors among the events that are yielded; of an error event, the whole data is the body.',
    ]);
    expect(config.organization).toEqual({ name: 'my-company', docs: 'https://docs.example.com', contact: 'help@example.com' });
    expect(config.targets.map(({ name, packageName, output, skip }) => [name, packageName, output, skip])).toEqual([
      ['typescript', '@my/sdk', undefined, false],
      ['python', 'my_sdk', 'sdks/python', false],
      ['go', 'my', undefined, true],
    ]);
    expect(config.environments.map(({ name }) => name)).toEqual(['production', 'staging']);
    expect(config.client).toMatchObject({
      envPrefix: 'MY',
      maxRetries: 4,
      timeoutMs: 90_000,
      idempotencyHeader: 'Idempotency-Key',
      headers: { 'X-Version': '2' },
    });
    expect(config.client.options).toMatchObject([
      { name: 'api_key', auth: { scheme: 'bearer' }, readEnv: 'MY_KEY' },
      { name: 'version', default: 'v1', sendInHeader: 'X-Api-Version' },
    ]);
    expect(config.security).toEqual([{ bearer: [] }, {}]);
    expect(config.query).toEqual({ array: 'brackets', nested: 'brackets' });
    expect(config.onEvent.map(({ when, handle }) => [when.kind, handle])).toEqual([
      ['dataStartsWith', 'done'],
      ['eventType', 'error'],
      ['fallthrough', 'yield'],
    ]);
    expect(config.customCasings).toEqual({ rag: 'RAG' });
    expect(config.unspecifiedEndpoints).toEqual(['get /health']);
    expect(config.ignored).toEqual(['model/name-taken']);
    expect(config.readme).toMatchObject([{ role: 'default', verb: 'get', path: '/things', params: { limit: 1 } }]);
  });

  it('has its tree, with every kind of method', () => {
    const things = config.resources?.find(({ name }) => name === 'things');
    expect(things).toMatchObject({
      description: 'All things.',
      pointer: '/resources/things',
      subresources: [{ name: 'parts', methods: [{ name: 'list', verb: 'get', path: '/things/{id}/parts' }] }],
    });
    expect(things?.methods).toMatchObject([
      { name: 'list', kind: 'http', verb: 'get', path: '/things' },
      {
        name: 'create',
        kind: 'http',
        verb: 'post',
        paginated: false,
        positional: ['id'],
        bodyParam: 'items',
        timeoutMs: 5000,
        skipTest: 'broken',
        streaming: { param: null, type: 'jsonl' },
      },
      { name: 'make', kind: 'alias', to: 'things.create' },
      { name: 'unwrap', kind: 'webhookUnwrap', discriminator: 'type' },
    ]);
    expect(config.resources?.[0]?.models).toMatchObject([
      { name: 'error', reference: '#/components/schemas/Error' },
      { name: 'page', reference: 'Page' },
    ]);
  });

  it('has its schemes, with nested fields and headers', () => {
    expect(config.pagination).toMatchObject([
      {
        name: 'page',
        type: 'page_number',
        request: [{ path: ['page'], purpose: 'page_number_param' }],
        response: [{ path: ['meta'] }, { path: ['meta', 'total'], purpose: 'total_page_count_field', header: 'X-Total' }],
      },
    ]);
  });
});

describe('what is understood but not applied', () => {
  const hints = (text: string): readonly string[] => read(text).findings;

  it.each([
    ['multipart_settings: { array_format: repeat }', '/multipart_settings', '`encoding`'],
    ['query_settings: { allow_dots: true }', '/query_settings/allow_dots', '`nested_format: dots`'],
    ['client_settings: { use_bearer_auth: true }', '/client_settings/use_bearer_auth', 'security scheme'],
    ['client_settings: { opts: { a: { type: string, webhook: true } } }', '/client_settings/opts/a/webhook', '`webhook_secret`'],
    ['pagination: [{ name: p, type: cursor, response_wrapper: data }]', '/pagination/0/response_wrapper', '`properties`'],
    ['streaming: { on_event: [{ event_type: ping, handle: continue }] }', '/streaming/on_event/0', 'yielded like the others'],
    ['streaming: { on_event: [{ event_type: end, handle: done }] }', '/streaming/on_event/0', '`data_starts_with`'],
    ['streaming: { on_event: [{ data_starts_with: a, handle: done }, { data_starts_with: b, handle: done }] }', '/streaming/on_event/1', 'first'],
    ['streaming: { on_event: [{ data_starts_with: ab, handle: yield }, { data_starts_with: a, handle: done }] }', '/streaming/on_event/0', 'narrower'],
    ['streaming: { on_event: [{ data_starts_with: oops, handle: error }] }', '/streaming/on_event/0', '`event_type`'],
    ['resources: { a: { class_name: B } }', '/resources/a/class_name', 'after the key'],
    ['resources: { a: { models: { m: { openapi_uri: M, no_params_suffix: true } } } }', '/resources/a/models/m/no_params_suffix', 'method'],
    ['targets: { typescript: { keep_files: [a] } }', '/targets/typescript/keep_files', '`src/lib/`'],
  ])('%s', (text, pointer, help) => {
    const [first = '', ...rest] = hints(text);
    expect(rest).toEqual([]);
    expect(first.startsWith(`config/idle ${pointer} `)).toBe(true);
    expect(first).toContain(help);
  });

  it('is a method that only some targets leave out', () => {
    const methods = 'a: { endpoint: get /a, skip: [python] }, b: { endpoint: get /b, skip: [node, python] }, c: { endpoint: get /c, only: [go] }';
    const { config, findings } = read(`targets: { node: {}, python: {}, go: { skip: true } }\nresources: { r: { methods: { ${methods} } } }`);
    expect(config.resources?.[0]?.methods.map(({ skip }) => skip)).toEqual([false, true, true]);
    expect(findings).toEqual(['config/idle /resources/r/methods/a/skip It is in every SDK, also for python. `skip: true` leaves it out of all.']);
  });
});

describe('mistakes', () => {
  it.each([
    ['organisation: { name: x }', 'config/unknown-key /organisation Did you mean `organization`?'],
    ['resources: { a: { method: {} } }', 'config/unknown-key /resources/a/method Did you mean `methods`?'],
    [
      'resources: { a: { methods: { list: GET things } } }',
      'config/endpoint /resources/a/methods/list Write the HTTP method and the path, e.g. `get /things/{id}`.',
    ],
    ['resources: { a: { methods: { list: { paginated: true } } } }', 'config/missing /resources/a/methods/list Add it.'],
    ['resources: [a]', 'config/type /resources See docs/guide/configuration.md for the keys and their types.'],
    ['query_settings: { array_format: bracket }', 'config/value /query_settings/array_format Did you mean `brackets`?'],
    ['pagination: [{ name: x, type: cursr }]', 'config/value /pagination/0/type Did you mean `cursor`?'],
    ['targets: { typscript: {} }', 'config/unknown-key /targets/typscript Did you mean `typescript`?'],
    [
      'settings: { sort_schema_properties: perhaps }',
      'config/type /settings/sort_schema_properties See docs/guide/configuration.md for the keys and their types.',
    ],
    [
      'client_settings: { default_timeout: soon }',
      'config/type /client_settings/default_timeout See docs/guide/configuration.md for the keys and their types.',
    ],
  ])('%s is told with its place', (text, finding) => {
    expect(read(text).findings).toEqual([finding]);
  });

  it('that leave nothing to read are told too', () => {
    expect(readConfig({ file: 'x', uri: '/x', format: 'yaml', bytes: Buffer.from('[]'), value: [] }).diagnostics[0]).toMatchObject({
      code: 'config/type',
      severity: 'error',
    });
    expect(read('').config.targets).toEqual([]);
  });
});
