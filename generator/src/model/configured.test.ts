import { describe, expect, it } from 'vitest';
import { initConfig } from '../config/init.js';
import { declOf, modelOf, operationsOf } from './testing.js';

const document = `
openapi: 3.1.0
info: { title: Shop API, version: "1" }
servers: [{ url: https://shop.example.com }]
paths:
  /items:
    get:
      parameters: [{ name: page, in: query, schema: { type: integer } }, { name: per_page, in: query, schema: { type: integer } }]
      responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/ItemList" } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/NewItem" } } } }
      responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } } } }
  "/items/{id}":
    get: { responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } } } } }
  /health: { get: { responses: { "204": { description: OK } } } }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  schemas:
    Item: { type: object, properties: { id: { type: string }, maker: { $ref: "#/components/schemas/Maker" } } }
    Maker: { type: object, properties: { name: { type: string }, made: { type: array, items: { $ref: "#/components/schemas/Maker" } } } }
    NewItem: { type: object, required: [maker], properties: { maker: { $ref: "#/components/schemas/Maker" } } }
    ItemList: { type: object, properties: { items: { type: array, items: { $ref: "#/components/schemas/Item" } }, total: { type: integer } } }
    "foo-bar": { type: object, properties: { x: { type: string } } }
    foo_bar: { type: object, properties: { x: { type: string } } }
    "io.example.v1.Thing": { type: [object, "null"], properties: { x: { type: string } } }
`;

describe('a configured tree', () => {
  const modelled = modelOf(
    document,
    `
resources:
  $client: { methods: { ping: get /health } }
  catalogue:
    models: { item: Item }
    methods: { all: get /items, add: post /items, find: 'get /items/{item_id}', again: { type: alias, to: catalogue.add } }
`,
  );

  it('gives methods the names and places that it says', () => {
    expect([...operationsOf(modelled).values()].map(({ id, method, path }) => `${id}: ${method} ${path}`)).toEqual([
      'ping: get /health',
      'catalogue.all: get /items',
      'catalogue.add: post /items',
      'catalogue.find: get /items/{id}',
      'catalogue.again: post /items',
    ]);
    expect(modelled.diagnostics).toEqual([]);
  });

  it('keeps listed models, and writes the others out where they are used', () => {
    expect(declOf(modelled, 'Item', 'record')).toMatchObject({ home: 'catalogue', name: { wire: 'item' } });
    expect(declOf(modelled, 'Item.maker', 'record')).toMatchObject({ parent: 'Item', source: 'inline' });
    expect(declOf(modelled, 'Item.maker', 'record').properties[1]?.type).toEqual({
      kind: 'list',
      item: { kind: 'named', id: 'Item.maker' },
    });
    expect(declOf(modelled, 'catalogue/catalogue_add_params.maker', 'record').parent).toBe('catalogue/catalogue_add_params');
    expect(modelled.api.types.some(({ id }) => id === 'Maker')).toBe(false);
  });

  it('tells what it names in vain, and what it leaves out', () => {
    const { diagnostics } = modelOf(
      document,
      'resources: { items: { models: { x: Itm }, methods: { list: get /item, list_all: get /items } } }',
    );
    expect(diagnostics.map(({ code, help, place }) => [code, place?.file, place?.pointer, help.split('.')[0]])).toEqual([
      ['config/no-endpoint', 'sdkwright.yaml', '/resources/items/methods/list', 'Did you mean `get /items`?'],
      [
        'config/unspecified',
        'openapi.yaml',
        '/paths/~1items/post',
        'Add it to a resource, or list it under `unspecified_endpoints`',
      ],
      [
        'config/unspecified',
        'openapi.yaml',
        '/paths/~1items~1{id}/get',
        'Add it to a resource, or list it under `unspecified_endpoints`',
      ],
      [
        'config/unspecified',
        'openapi.yaml',
        '/paths/~1health/get',
        'Add it to a resource, or list it under `unspecified_endpoints`',
      ],
      ['config/no-model', 'sdkwright.yaml', '/resources/items/models/x', 'Did you mean `Item`?'],
    ]);
  });

  it('can be told to be silent', () => {
    const { diagnostics } = modelOf(
      document,
      'resources: { items: { methods: { list: get /items } } }\nunspecified_endpoints: [post /items]\ndiagnostics: { ignored: [config/unspecified] }',
    );
    expect(diagnostics).toEqual([]);
  });
});

describe('a first configuration', () => {
  const inferred = modelOf(document);
  const text = initConfig(inferred.api, 'openapi.yaml');
  const configured = modelOf(document, text);

  it('reads as a person would write it', () => {
    expect(text).toContain(
      '\n  items:\n    methods:\n      list: get /items\n      create: post /items\n      retrieve: get /items/{id}\n',
    );
    expect(text).toContain('\n      foo_bar: foo-bar\n      foo_bar_2: foo_bar\n');
    expect(text).toContain('read_env: SHOP_API_KEY');
  });

  it('changes nothing', () => {
    expect(configured.diagnostics).toEqual([]);
    const shape = ({ api }: typeof inferred): unknown => ({
      types: api.types.map(({ id, home, parent, name, kind }) => [id, home, parent, name.words.join('_'), kind]).sort(),
      operations: [...operationsOf({ api, diagnostics: [] }).values()].map(({ id, method, path, argument, result, paging }) => ({
        id,
        method,
        path,
        argument,
        result,
        paging,
      })),
      pages: api.pages,
      options: api.options,
      name: api.name,
      envPrefix: api.envPrefix,
    });
    expect(shape(configured)).toEqual(shape(inferred));
  });
});

describe('a first configuration of paths with fragments', () => {
  const none = { responses: { 204: { description: 'Done' } } };
  const fragments = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/things#Action=Start': { post: none }, '/things#Action=Stop': { post: none }, '/things': { get: none } } };
  const inferred = modelOf(fragments);
  const text = initConfig(inferred.api, 'openapi.yaml');

  it('names the operations that there are', () => {
    expect(text).toContain('post /things#Action=Stop');
    const configured = modelOf(fragments, text);
    expect(configured.diagnostics).toEqual([]);
    expect([...operationsOf(configured).keys()].sort()).toEqual([...operationsOf(inferred).keys()].sort());
  });
});

describe('what a method is configured to be', () => {
  const envelope = 'schema: { type: object, properties: { inner: { type: object, properties: { a: { type: string } } } } }';
  const modelled = modelOf(
    `
openapi: 3.1.0
info: { title: Test, version: "1" }
security: [{ bearer: [] }]
paths:
  /a:
    post:
      parameters: [{ name: q, in: query, schema: { type: string } }]
      responses: { "200": { description: OK, content: { application/json: { ${envelope} } } } }
    delete: { responses: { "204": { description: None } } }
    get: { responses: { "200": { description: OK, content: { application/json: { ${envelope} } } } } }
components: { securitySchemes: { bearer: { type: http, scheme: bearer }, key: { type: apiKey, in: header, name: X-Key } } }
`,
    `
resources:
  as:
    methods:
      make: { endpoint: post /a, security: [{ key: [] }, {}], idempotent: true, params_type_name: making, unwrap_response: true, default_request_options: { timeout: 5s } }
      drop: { endpoint: delete /a, idempotent: false, deprecated: Gone soon. }
      find: { endpoint: get /a, unwrap_response: outer }
`,
  );
  const [make, drop] = ['as.make', 'as.drop'].map((id) => operationsOf(modelled).get(id));

  it('is what it becomes', () => {
    expect(make).toMatchObject({ retry: 'safe', timeoutMs: 5000, security: [[{ scheme: 'key' }], []], argument: { type: 'as/making' } });
    expect(make?.result).toMatchObject({ kind: 'value', unwrap: 'inner' });
    expect(drop).toMatchObject({ retry: 'never', deprecated: 'Gone soon.' });
  });

  it('is told where it cannot be', () => {
    expect(modelled.diagnostics).toMatchObject([
      { code: 'config/no-scheme', place: { pointer: '/resources/as/methods/find/unwrap_response' }, help: 'There is: inner.' },
    ]);
  });
});
