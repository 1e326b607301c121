import { describe, expect, it } from 'vitest';
import type { Operation } from '../ir/index.js';
import { declOf, modelOf, operationsOf, type modelOf as Modelling } from './testing.js';

type Modelled = ReturnType<typeof Modelling>;

function documentOf(paths: string, rest = ''): string {
  return `openapi: 3.1.0\ninfo: { title: Test API, version: "1" }\npaths:\n${paths}\n${rest}`;
}

function one(modelled: Modelled, id: string): Operation {
  const found = operationsOf(modelled).get(id);
  if (!found) throw new Error(`no ${id} among ${[...operationsOf(modelled).keys()].join(', ')}`);
  return found;
}

const ok = (schema: string): string => `{ "200": { description: OK, content: { application/json: { schema: ${schema} } } } }`;

describe('arguments', () => {
  const modelled = modelOf(
    documentOf(`
  /orgs/{org}/things/{id}:
    parameters: [{ name: org, in: path, required: true, schema: { type: string } }]
    put:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: dry_run, in: query, schema: { type: boolean } }
        - { name: X-Trace, in: header, schema: { type: string } }
        - { name: Idempotency-Key, in: header, schema: { type: string } }
        - { name: Authorization, in: header, schema: { type: string } }
        - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object } }
        - { name: q, in: query, content: { application/json: { schema: { type: object } } } }
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string }, org: { type: string }, made: { type: string, readOnly: true } } } } } }
      responses: ${ok('{ type: string }')}
    get: { responses: { "204": { description: None } } }
  /things/{kind}:
    post: { parameters: [{ name: kind, in: path, required: true, schema: { enum: [a, b] } }], responses: { "204": { description: None } } }
  /tags:
    put: { requestBody: { content: { application/json: { schema: { type: array, items: { type: string } } } } }, responses: { "204": { description: None } } }
  /tags/{id}:
    put: { parameters: [{ name: v, in: query, schema: { type: string } }], requestBody: { content: { application/json: { schema: { type: array, items: { type: string } } } } }, responses: { "204": { description: None } } }
  /files:
    post:
      requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { file: { type: string, format: binary }, meta: { type: object } } }, encoding: { meta: { contentType: application/json } } } } }
      responses: { "200": { description: OK, content: { application/octet-stream: { schema: { type: string, format: binary } } } } }
`),
  );
  const update = one(modelled, 'orgs.things.update');

  it('are one record of what is not positional, each with its location', () => {
    expect(update.positional).toEqual(['id']);
    expect(update.argument).toMatchObject({ type: 'orgs.things/thing_update_params', name: 'params', required: true });
    const record = declOf(modelled, 'orgs.things/thing_update_params', 'record');
    expect(record.name.words.join(' ')).toBe('thing update params');
    expect(record.properties.map(({ name, location, key }) => [name.wire, location, key])).toEqual([
      ['org', 'path', undefined],
      ['dry_run', 'query', undefined],
      ['filter', 'query', undefined],
      ['q', 'query', undefined],
      ['X-Trace', 'header', undefined],
      ['name', 'body', undefined],
      ['org', 'body', 'body_org'],
    ]);
  });

  it('leave out the idempotency key, and headers that the client governs', () => {
    expect(update.idempotencyHeader).toBe('Idempotency-Key');
    expect(update.params.map(({ name }) => name.wire)).not.toContain('Authorization');
  });

  it('say how a value becomes text', () => {
    const encodings = Object.fromEntries(update.params.map(({ name, encoding }) => [name.wire, encoding]));
    expect(encodings.filter).toEqual({ kind: 'style', style: 'deepObject', explode: true, allowReserved: false });
    expect(encodings.q).toEqual({ kind: 'json' });
    expect(encodings.dry_run).toMatchObject({ style: 'form', explode: true, byDefault: true });
    expect(encodings.id).toMatchObject({ style: 'simple', explode: false });
  });

  it('type a parameter that only the template has', () => {
    expect(one(modelled, 'orgs.things.retrieve').params.map(({ name, in: where }) => [name.wire, where])).toEqual([
      ['org', 'path'],
      ['id', 'path'],
    ]);
  });

  it('declare what a positional parameter needs', () => {
    const { params, argument } = one(modelled, 'things.update');
    expect(argument).toBeUndefined();
    expect(params[0]?.type).toEqual({ kind: 'named', id: 'things/thing_update_kind' });
    const type = params[0]?.type;
    if (type?.kind !== 'named') throw new Error('an enum is expected');
    expect(declOf(modelled, type.id, 'enum').parent).toBeUndefined();
  });

  it('pass a body that is no object as one value', () => {
    expect(one(modelled, 'tags.replace')).toMatchObject({ argument: { name: 'body' }, body: { shape: 'value' } });
    expect(declOf(modelled, 'tags/tag_replace_params', 'alias').type).toEqual({
      kind: 'list',
      item: { kind: 'scalar', scalar: 'string' },
    });
    expect(one(modelled, 'tags.update').argument).toMatchObject({ name: 'params', bodyField: 'body' });
  });

  it('send files, and receive them', () => {
    const create = one(modelled, 'files.create');
    expect(create.body?.contents[0]).toMatchObject({ kind: 'multipart', fields: { meta: { contentType: 'application/json' } } });
    expect(create.result).toEqual({ kind: 'binary', mediaType: 'application/octet-stream' });
  });
});

describe('an optional body', () => {
  const body = (mediaType: string): string =>
    `requestBody: { content: { ${mediaType}: { schema: { type: object, required: [data], properties: { data: { type: string } } } } } }, responses: { "204": { description: None } }`;
  const modelled = modelOf(
    documentOf(`
  /things: { post: { ${body('application/json')} } }
  /parts: { post: { parameters: [{ name: q, in: query, schema: { type: string } }], ${body('application/json')} } }
  /patches/{id}: { patch: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], ${body('application/merge-patch+json')} } }
`),
  );
  const said = (id: string): readonly [boolean | undefined, boolean | undefined] => {
    const { argument } = one(modelled, id);
    const data = declOf(modelled, argument?.type ?? '', 'record').properties.find(({ name }) => name.wire === 'data');
    return [argument?.required, data?.required];
  };

  it('that is all of the argument may be left out, and keeps what it requires', () => {
    expect(said('things.create')).toEqual([false, true]);
  });

  it('among other parameters has optional properties, as a flat object has no "all or none"', () => {
    expect(said('parts.create')).toEqual([false, false]);
  });

  it('that is a merge patch may change any property alone', () => {
    expect(said('patches.update')).toEqual([false, false]);
  });
});

describe('results', () => {
  const thing = '{ $ref: "#/components/schemas/Thing" }';
  const modelled = modelOf(
    documentOf(
      `
  /a: { get: { responses: ${ok(thing)} } }
  /bs: { get: { responses: ${ok(`{ type: array, items: ${thing} }`)} } }
  /c: { get: { responses: { "200": { description: OK, content: { text/plain: { schema: { type: string } } } }, "204": { description: None } } } }
  /d: { delete: { responses: { "204": { description: None } } } }
  /e: { post: { responses: { "201": { description: OK, content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } } }, "204": { description: None }, default: { description: Error, content: { application/json: { schema: { type: object, properties: { code: { type: string } } } } } } } } }
`,
      'components: { schemas: { Thing: { type: object, properties: { id: { type: string } } } } }',
    ),
  );

  it('are models by their name, and declared where they are not', () => {
    expect(one(modelled, 'a.retrieve').result).toEqual({
      kind: 'value',
      type: { kind: 'named', id: 'Thing' },
      optional: false,
      mediaType: 'application/json',
    });
    expect(one(modelled, 'bs.list').result).toMatchObject({ type: { kind: 'named', id: 'bs/b_list_response' } });
    expect(declOf(modelled, 'bs/b_list_response', 'alias').type).toEqual({ kind: 'list', item: { kind: 'named', id: 'Thing' } });
    expect(one(modelled, 'e.create').result).toMatchObject({ type: { id: 'e/e_create_response' }, optional: true });
  });

  it('may be text or nothing', () => {
    expect(one(modelled, 'c.retrieve').result).toEqual({ kind: 'text', mediaType: 'text/plain' });
    expect(one(modelled, 'd.delete').result).toEqual({ kind: 'none' });
  });

  it('keep errors apart', () => {
    expect(declOf(modelled, 'e/e_create_error', 'record').uses).toMatchObject({ error: true, output: false });
  });
});

describe('a default response without a success beside it', () => {
  const modelled = modelOf(
    documentOf(
      `
  /problems: { get: { responses: { default: { description: Problem, content: { application/problem+json: { schema: { type: object, properties: { title: { type: string } } } } } } } } }
  /faults: { get: { responses: { "302": { description: Found }, default: { description: Failed, content: { application/json: { schema: { $ref: '#/components/schemas/Status' } } } } } } }
  /others: { get: { responses: { "204": { description: None }, "404": { description: None, content: { application/json: { schema: { $ref: '#/components/schemas/Status' } } } } } } }
  /things: { get: { responses: { default: { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } } } }
`,
      `components: { schemas: { Status: { type: object, properties: { message: { type: string } } }, Thing: { type: object, properties: { id: { type: string } } } } }`,
    ),
  );
  const results = Object.fromEntries([...operationsOf(modelled).values()].map(({ path, result }) => [path, result.kind]));

  it('is what the call yields, unless it is an error by its media type or by its use elsewhere', () => {
    expect(results).toEqual({ '/problems': 'none', '/faults': 'none', '/others': 'none', '/things': 'value' });
  });

  it('is noted where it is not', () => {
    const found = modelled.diagnostics.filter(({ code }) => code === 'model/no-success');
    expect(found.map(({ message }) => message)).toEqual([
      '`get /problems` describes no success: its `default` is an error, so the call yields nothing',
      '`get /faults` describes no success: its `default` is an error, so the call yields nothing',
    ]);
  });
});

describe('unwrapping', () => {
  const list = '{ $ref: "#/components/schemas/List" }';
  const modelled = modelOf(
    documentOf(
      `  /things: { get: { responses: ${ok(list)} } }\n  /old/things: { get: { responses: ${ok(list)} } }\n  /full: { get: { responses: ${ok('{ type: object, properties: { data: { type: string }, more: { type: string } } }')} } }`,
      'components: { schemas: { List: { type: object, properties: { data: { type: array, items: { type: string } } } } } }',
    ),
    'settings: { unwrap_response_fields: [data] }',
  );

  it('yields the property that is all there is, under one name', () => {
    const result = { kind: 'value', unwrap: 'data', type: { kind: 'named', id: 'things/thing_list_response' } };
    expect(one(modelled, 'things.list').result).toMatchObject(result);
    expect(one(modelled, 'old.things.list').result).toMatchObject(result);
    expect(declOf(modelled, 'things/thing_list_response', 'alias').type).toMatchObject({ kind: 'list' });
    expect(one(modelled, 'full.retrieve').result).not.toHaveProperty('unwrap');
  });
});

describe('paging', () => {
  const thing = '{ type: object, properties: { id: { type: string } } }';
  const query = (...names: readonly string[]): string =>
    `[${names.map((name) => `{ name: ${name}, in: query, schema: { type: ${/page$|offset|limit|size/.test(name) ? 'integer' : 'string'} } }`).join(', ')}]`;
  const paged = (parameters: string, properties: string, headers = '{}'): string =>
    `{ get: { parameters: ${parameters}, responses: { "200": { description: OK, headers: ${headers}, content: { application/json: { schema: { type: object, properties: { ${properties} } } } } } } } }`;
  const data = `data: { type: array, items: ${thing} }`;

  it.each([
    [
      'cursor',
      paged(query('cursor', 'limit'), `${data}, next_cursor: { type: [string, "null"] }, has_more: { type: boolean }`),
      {
        kind: 'cursor',
        items: ['data'],
        request: { cursor: 'cursor', limit: 'limit' },
        response: { nextCursor: ['next_cursor'], hasMore: ['has_more'] },
      },
    ],
    [
      'token',
      paged(query('pageToken', 'pageSize'), `items: { type: array, items: ${thing} }, nextPageToken: { type: string }`),
      { kind: 'cursor', items: ['items'], response: { nextCursor: ['nextPageToken'] } },
    ],
    [
      'nested cursor',
      paged(query('after'), `${data}, paging: { type: object, properties: { next_cursor: { type: string } } }`),
      { kind: 'cursor', response: { nextCursor: ['paging', 'next_cursor'] } },
    ],
    [
      'id of the last item',
      paged(query('starting_after', 'limit'), `${data}, has_more: { type: boolean }`),
      { kind: 'cursorId', response: { itemId: 'id', hasMore: ['has_more'] } },
    ],
    [
      'page number',
      paged(query('page', 'page_size'), `${data}, page: { type: integer }, total_pages: { type: integer }`),
      {
        kind: 'pageNumber',
        request: { page: 'page', limit: 'page_size' },
        response: { currentPage: ['page'], totalPages: ['total_pages'] },
      },
    ],
    [
      'offset',
      paged(query('offset', 'limit'), `${data}, total: { type: integer }`),
      { kind: 'offset', request: { offset: 'offset', limit: 'limit' }, response: { totalCount: ['total'] } },
    ],
    [
      'Link header',
      paged(query('page', 'per_page'), `things: { type: array, items: ${thing} }`, '{ Link: { schema: { type: string } } }'),
      { kind: 'linkHeader', items: ['things'] },
    ],
    [
      'URL',
      paged(query('limit'), `results: { type: array, items: ${thing} }, next: { type: [string, "null"], format: uri }`),
      { kind: 'cursorUrl', response: { nextUrl: ['next'] } },
    ],
  ])('by %s', (_, path, scheme) => {
    const modelled = modelOf(documentOf(`  /things: ${path}`));
    const { paging } = one(modelled, 'things.list');
    expect(modelled.api.pages.find(({ id }) => id === paging?.scheme)).toMatchObject(scheme);
    expect(paging?.item).toEqual({ kind: 'named', id: 'things/thing_list_response' });
    expect(declOf(modelled, 'things/thing_list_response', 'record').properties[0]?.name.wire).toBe('id');
  });

  it('is not seen where it is not', () => {
    const modelled = modelOf(
      documentOf(`  /things: ${paged(query('sort'), data)}\n  /others: ${paged(query('cursor'), 'x: { type: string }')}`),
    );
    for (const operation of operationsOf(modelled).values()) expect(operation.paging).toBeUndefined();
  });

  it('follows the schemes of a configuration, if and only if all names are there', () => {
    const config = `
pagination:
  - name: my_page
    type: cursor
    request: { limit: { type: integer }, after: { type: string, x-stainless-pagination-property: { purpose: next_cursor_param } } }
    response: { data: { type: array, items: {} }, last_id: { type: string, x-stainless-pagination-property: { purpose: next_cursor_field } } }
`;
    const modelled = modelOf(
      documentOf(
        `  /as: ${paged(query('after', 'limit'), `${data}, last_id: { type: string }`)}\n  /bs: ${paged(query('after'), `${data}, last_id: { type: string }`)}\n  /cs: ${paged(query('after', 'limit'), data)}`,
      ),
      config,
    );
    expect(one(modelled, 'as.list').paging).toMatchObject({ scheme: 'my_page' });
    expect(one(modelled, 'bs.list').paging).toBeUndefined();
    expect(one(modelled, 'cs.list').paging).toBeUndefined();
    expect(modelled.api.pages).toMatchObject([
      {
        id: 'my_page',
        kind: 'cursor',
        items: ['data'],
        request: { cursor: 'after', limit: 'limit' },
        response: { nextCursor: ['last_id'] },
      },
    ]);
  });
});

describe('streaming', () => {
  const body = (schema: string): string =>
    `requestBody: { required: true, content: { application/json: { schema: ${schema} } } }`;
  const streams =
    '{ "200": { description: OK, content: { application/json: { schema: { type: object, properties: { x: { type: string } } } }, text/event-stream: { schema: { type: object, properties: { delta: { type: string } } } } } } }';

  it('is asked for by a boolean property where there is another result', () => {
    const modelled = modelOf(
      documentOf(
        `  /chat: { post: { ${body('{ type: object, properties: { stream: { type: boolean } } }')}, responses: ${streams} } }\n  /plain: { post: { ${body('{ type: object, properties: { x: { type: string } } }')}, responses: ${streams} } }`,
      ),
    );
    expect(one(modelled, 'chat.create').streaming).toMatchObject({
      format: 'sse',
      trigger: { kind: 'param', wire: 'stream' },
      errorEvents: ['error'],
    });
    expect(one(modelled, 'chat.create').result.kind).toBe('value');
    expect(one(modelled, 'plain.create').streaming).toBeUndefined();
  });

  it('must end with `[DONE]` only where the document says so', () => {
    const of = (description: string): Operation =>
      one(
        modelOf(documentOf(`  /chat: { post: { ${body(`{ type: object, properties: { stream: { type: boolean, description: '${description}' } } }`)}, responses: ${streams} } }`)),
        'chat.create',
      );
    expect(of('Streams, and ends with `data: [DONE]`.').streaming?.terminator).toBe('[DONE]');
    expect(of('Streams.').streaming).not.toHaveProperty('terminator');
  });

  it('ends at data that begins with a configured text, or that is `[DONE]`', () => {
    const of = (text: string): object | undefined =>
      one(
        modelOf(
          documentOf(`  /chat: { post: { responses: { 200: { description: OK, content: { text/event-stream: { schema: { type: object } } } } } } }`),
          `streaming: { on_event: [{ data_starts_with: '${text}', handle: done }] }`,
        ),
        'chat.create',
      ).streaming;
    expect(of('[END')).toMatchObject({ terminator: '[END', terminatorPrefix: true });
    expect(of('[DONE]')).toMatchObject({ terminator: '[DONE]' });
    expect(of('[DONE]')).not.toHaveProperty('terminatorPrefix');
  });

  it('is all there is where nothing else comes', () => {
    const modelled = modelOf(
      documentOf(
        '  /events: { get: { responses: { "200": { description: OK, content: { application/x-ndjson: { itemSchema: { type: object, properties: { n: { type: integer } } } } } } } } }',
      ).replace('3.1.0', '3.2.0'),
    );
    const { streaming, result } = [...operationsOf(modelled).values()][0] as Operation;
    expect(streaming).toMatchObject({ format: 'jsonl', trigger: { kind: 'always' } });
    expect(result.kind).toBe('none');
    expect(streaming?.event.kind).toBe('named');
  });
});

describe('retries, credentials and servers', () => {
  const modelled = modelOf(
    documentOf(
      `
  /a:
    get: { responses: {} }
    post: { responses: {}, parameters: [{ name: idempotency-key, in: header, schema: { type: string } }] }
    patch: { responses: {}, security: [] }
    put: { responses: {}, servers: [{ url: "https://{zone}.example.com/{base}/", variables: { zone: { default: up }, base: { default: v2 } } }] }
`,
      `
servers: [{ url: "https://{region}.example.com/v1", description: Production, variables: { region: { default: eu, enum: [eu, us] } } }, { url: "https://sandbox.example.com/v1" }]
security: [{ token: [] }]
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    key: { type: apiKey, in: header, name: X-Key }
    login: { type: http, scheme: basic }
    machine: { type: oauth2, flows: { clientCredentials: { tokenUrl: "https://example.com/token", scopes: { read: Read } } } }
`,
    ),
  );

  it('may be sent again by method or by key', () => {
    expect(one(modelled, 'a.retrieve').retry).toBe('safe');
    expect(one(modelled, 'a.create').retry).toBe('keyed');
    expect(one(modelled, 'a.update').retry).toBe('never');
    expect(one(modelled, 'a.update').security).toEqual([]);
  });

  it('become options with environment variables', () => {
    expect(
      modelled.api.options.map(({ name, readEnv, use }) => [
        name.wire,
        readEnv,
        use.kind === 'credential' && `${use.scheme} ${use.role}`,
      ]),
    ).toEqual([
      ['api_key', 'TEST_API_KEY', 'token value'],
      ['key', 'TEST_KEY', 'key value'],
      ['username', 'TEST_USERNAME', 'login username'],
      ['password', 'TEST_PASSWORD', 'login password'],
      ['client_id', 'TEST_CLIENT_ID', 'machine client_id'],
      ['client_secret', 'TEST_CLIENT_SECRET', 'machine client_secret'],
      ['access_token', 'TEST_ACCESS_TOKEN', 'machine access_token'],
    ]);
    expect(modelled.api.security).toEqual([[{ scheme: 'token', scopes: [] }]]);
  });

  it('name servers after their stage', () => {
    expect(modelled.api.servers.map(({ name, url, variables }) => [name.wire, url, variables.length])).toEqual([
      ['production', 'https://eu.example.com/v1', 1],
      ['sandbox', 'https://sandbox.example.com/v1', 0],
    ]);
    expect(modelled.api.name.words).toEqual(['test']);
  });

  it('fill the variables of an operation that has a server of its own', () => {
    const own = [...operationsOf(modelled).values()].find(({ method }) => method === 'put');
    expect(own?.server).toBe('https://up.example.com/v2');
  });
});

describe('extensions', () => {
  it('leave out what they say, and are told apart from slips', () => {
    const modelled = modelOf(
      documentOf(
        '  /a: { get: { x-sdkwright-skip: true, responses: {} }, post: { x-sdkwright-skp: true, x-other: 1, responses: {} } }',
      ),
    );
    expect([...operationsOf(modelled).keys()]).toEqual(['a.create']);
    expect(modelled.diagnostics).toMatchObject([
      { code: 'model/unknown-extension', severity: 'warning', message: expect.stringContaining('x-sdkwright-skp') as string },
    ]);
  });
});

describe('webhooks', () => {
  it('are one union of payloads, told apart by a constant', () => {
    const payload = (type: string): string =>
      `{ post: { requestBody: { content: { application/json: { schema: { type: object, required: [type], properties: { type: { const: ${type} } } } } } } } }`;
    const modelled = modelOf(
      documentOf('  {}', `webhooks: { thing.made: ${payload('thing.made')}, thing.gone: ${payload('thing.gone')} }`).replace(
        'paths:\n  {}',
        'paths: {}',
      ),
    );
    expect(modelled.api.webhooks).toMatchObject({ service: 'webhooks', event: 'webhooks/unwrap_webhook_event' });
    expect(declOf(modelled, 'webhooks/unwrap_webhook_event', 'union')).toMatchObject({
      discriminator: 'type',
      variants: [{ tags: ['thing.made'] }, { tags: ['thing.gone'] }],
    });
    expect(modelled.api.root.children.map(({ id }) => id)).toContain('webhooks');
  });
});
