const text = { type: 'string' };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const ok = (schema: object): object => ({ 200: { description: 'Fine.', content: { 'application/json': { schema } } } });
const fields = (...names: readonly string[]): object => ({ type: 'object', properties: Object.fromEntries(names.map((name) => [name, text])) });

/** Names that mean something to Python, to pydantic, to typing or to an SDK. */
const memberNames = [
  'self', 'cls', 'class', 'from', 'import', 'lambda', 'None', 'True', 'async', 'match', 'type', 'print', 'list', 'dict', 'str', 'int', 'float', 'bool', 'object', 'date',
  'datetime', 'builtins', 'copy', 'json', 'schema', 'validate', 'construct', 'model_config', 'model_fields', 'model_dump', 'fields', '_private', '__dunder__', '__class__', '__proto__',
  'options', 'timeout', 'body', 'query', 'headers', 'extra_headers', 'extra_query', 'extra_body', 'idempotency_key', 'omit', 'not_given', 'sse', 'client', 'Optional', 'List', 'Field',
  'Annotated', 'fooBar', 'foo_bar', 'foo-bar', 'FooBar', '1a', '+1', '-1', '', ' ', '😀', 'straße', '名前', 'ﬁeld', 'ªb', "a'b", 'a"b', 'a\\b', 'n'.repeat(255), `${'n'.repeat(255)}2`,
];

const typeNames = [
  'List', 'Optional', 'Dict', 'Union', 'Literal', 'Iterable', 'BaseModel', 'Field', 'TypedDict', 'Required', 'PropertyInfo', 'Annotated', 'TypeAlias', 'date', 'datetime', 'str', 'object',
  'None', 'self', 'class', 'types', 'Client', 'AsyncClient', 'Stream', 'Omit', 'foo-bar', 'foo_bar', 'FooBar', '__proto__', '名前', '1a', 'n'.repeat(255), `${'n'.repeat(255)}2`,
];

const everything = {
  type: 'object',
  required: ['date', 'str', 'class'],
  properties: {
    ...Object.fromEntries(memberNames.map((name) => [name, text])),
    date: { type: 'string', format: 'date' },
    datetime: { type: 'string', format: 'date-time' },
    float: { type: 'number' },
    when: { type: 'string', format: 'date-time' },
    day: { type: 'array', items: { type: 'string', format: 'date' } },
    int: { type: 'integer' },
    list: { type: 'array', items: text },
    dict: { type: 'object', additionalProperties: { type: 'integer' } },
  },
};

const operation = (method: string, extra: object = {}): object => ({
  operationId: `${method}_it`,
  requestBody: { required: true, content: { 'application/json': { schema: ref('Everything') } } },
  responses: ok(ref('Everything')),
  ...extra,
});

const get = (tag: string, id: string, schema: object = text): object => ({ get: { tags: [tag], operationId: id, responses: ok(schema) } });

/** A document whose names collide with each other and with those of Python. */
export const namesSpec = {
  openapi: '3.1.0',
  info: { title: 'Names', version: '1' },
  servers: [{ url: 'https://names.test' }],
  security: [{ bearer: [] }, { api_key_header: [] }],
  paths: {
    '/everything': {
      post: operation('post'),
      get: {
        parameters: memberNames.filter((name) => name !== '').map((name) => ({ name, in: 'query', schema: text })),
        responses: ok({ type: 'array', items: ref('Everything') }),
      },
    },
    '/params/{self}/{options}/{str}': {
      get: {
        parameters: [
          ...['self', 'options', 'str'].map((name) => ({ name, in: 'path', required: true, schema: text })),
          { name: 'str', in: 'query', schema: text },
          { name: 'str', in: 'header', schema: text },
          { name: 'date', in: 'query', schema: { type: 'string', format: 'date' } },
          { name: 'object', in: 'query', schema: {} },
        ],
        responses: ok(text),
      },
    },
    ...Object.fromEntries(
      ['types', 'resources', 'lib', '_client', '_core', 'pagination', 'print', 'list', 'del', 'import', 'None', 'get', 'copy', 'close', 'timeout', 'with_options', 'with_raw_response', 'Client', '__init__', 'con', 'naïve'].map(
        (name) => [`/${name}`, get(name, name, ref('List'))],
      ),
    ),
    '/verbs/list': get('verbs', 'list', { type: 'array', items: text }),
    '/verbs/str': get('verbs', 'str', { type: 'array', items: text }),
    '/verbs/int': get('verbs', 'int', { type: 'array', items: { type: 'integer' } }),
    '/verbs/object': get('verbs', 'object', {}),
    '/verbs/del': get('verbs', 'del'),
    '/verbs/import': get('verbs', 'import'),
    '/verbs/Client': get('verbs', 'Client'),
    '/verbs/float': get('verbs', 'float', { type: 'object', additionalProperties: { type: 'number' } }),
    '/verbs/with_raw_response': get('verbs', 'with_raw_response'),
    '/verbs/-get': get('verbs', '_get'),
    '/twins': { post: { ...operation('twins'), requestBody: { required: true, content: { 'application/json': { schema: fields('fooBar', 'foo_bar', 'foo-bar', 'FooBar') } } } } },
    '/all': { get: { responses: ok({ anyOf: typeNames.map((name) => ref(encodeURIComponent(name))) }) }, put: operation('put', { operationId: 'replaceAll' }) },
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, api_key_header: { type: 'apiKey', in: 'header', name: 'X-Key' }, str: { type: 'apiKey', in: 'query', name: 'str' } },
    schemas: {
      Everything: everything,
      ...Object.fromEntries(typeNames.map((name) => [name, { type: 'object', properties: { self: ref(encodeURIComponent(name)), when: { type: 'string', format: 'date' }, list: { type: 'array', items: text } } }])),
      Weird: { type: 'string', enum: ["a',B=PWN(),C='", 'App\\Models', '', '+1', '-1', 'a b', 'a-b', 'a_b', '\u2028', 'a"b', '名前', 'None'] },
      Numbers: { enum: [1, 2, 1.5, -1] },
      Mixed: { enum: ['a', 1, true, false, null] },
      Truth: { type: 'boolean', enum: [true] },
    },
  },
};
