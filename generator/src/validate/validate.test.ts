import { describe, expect, it } from 'vitest';
import { locateAll } from '../load/locate.js';
import { openApiOf } from '../resolve/fixture.js';
import { validate } from './validate.js';

const problems = (text: string) => validate(openApiOf(text.replace(/^(openapi: 3.1.0)$/m, '$1\ninfo: {title: T, version: 1.0.0}')));
const found = (text: string) => problems(text).map(({ code, severity, place }) => `${severity} ${code} ${place?.pointer ?? ''}`);
const paths = (text: string): string => `openapi: 3.1.0\npaths:\n${text.replace(/^/gm, '  ')}\n`;
const ok = 'responses: {200: {description: ok}}';
const schema = (text: string): readonly string[] => found(`openapi: 3.1.0\npaths: {/a: {get: {${ok}}}}\ncomponents:\n  schemas:\n    A: ${text}\n    B: {type: object}\n`);
const atA = '/components/schemas/A';

it('has nothing to say about a sound document', () => {
  expect(
    found(`
openapi: 3.1.0
paths:
  /pets/{id}.{format}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: format, in: path, required: true, schema: {type: string}}
    get:
      operationId: getPet
      security: [{}, {key: []}]
      parameters: [{name: q, in: query, content: {application/json: {schema: true}}}]
      responses: {200: {description: ok, content: {'application/json; charset=utf-8': {schema: {$ref: '#/components/schemas/Pet'}}}}, 4XX: {description: no}, default: {description: other}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Api-Key}}
  schemas:
    Pet: {type: [object, 'null'], required: [name], properties: {name: {type: string, default: x, enum: [x, y], pattern: '^\\p{L}+$'}, next: {$ref: '#/components/schemas/Pet'}}}
`),
  ).toEqual([]);
});

it('needs a title and a version', () => {
  const rest = `paths: {/a: {get: {${ok}}}}`;
  expect(validate(openApiOf(`openapi: 3.1.0\n${rest}\n`))).toMatchObject([{ code: 'validate/info', message: 'The document has no `info.title`' }]);
  expect(validate(openApiOf(`openapi: 3.1.0\ninfo: {title: T}\n${rest}\n`))).toMatchObject([{ message: 'The document has no `info.version`' }]);
  expect(validate(openApiOf(`openapi: 3.1.0\ninfo: {title: T, version: 1.0}\n${rest}\n`))).toEqual([]);
});

it('guesses what a reference was meant to name', () => {
  const text = `openapi: 3.1.0\npaths: {/a: {get: {${ok}}}}\ncomponents: {schemas: {Customer: {}, A: {$ref: '#/components/schemas/Custmer'}}}\n`;
  expect(problems(text)[0]?.help).toBe('Did you mean `Customer`?');
});

describe('paths', () => {
  it.each([
    ['a:', 'error validate/path-start /paths/a'],
    ['/a/{b:', 'error validate/path-braces /paths/~1a~1{b'],
    ['/a/b}:', 'error validate/path-braces /paths/~1a~1b}'],
    ['/a/{{b}}:', 'error validate/path-braces /paths/~1a~1{{b}}'],
    ['/a/{}:', 'error validate/path-braces /paths/~1a~1{}'],
  ])('%s', (path, problem) => {
    expect(found(paths(`${path}\n  get: {${ok}}\n/ok: {get: {${ok}}}`))).toEqual([problem]);
  });

  it.each([
    ['/a/../b', 'warning validate/path-dots /paths/~1a~1..~1b'],
    ['/./a', 'warning validate/path-dots /paths/~1.~1a'],
    ['/a/%2E%2e', 'warning validate/path-dots /paths/~1a~1%2E%2e'],
    ['/a/%252e%252e/b?c=d', 'warning validate/path-dots /paths/~1a~1%252e%252e~1b?c=d'],
    ['/a#Action=List', 'note validate/path-fragment /paths/~1a#Action=List'],
    ['/a/..b', undefined],
    ['/a?action=list&next=/..', undefined],
  ])('%s', (path, problem) => {
    expect(found(paths(`"${path}":\n  get: {${ok}}\n/ok: {get: {${ok}}}`))).toEqual(problem === undefined ? [] : [problem]);
  });

  it('whose parameters stand in what is never sent', () => {
    const parameter = 'parameters: [{name: b, in: path, required: true, schema: {}}]';
    expect(found(paths(`"/a#x={b}": {get: {${ok}, ${parameter}}}`))).toEqual(['note validate/path-fragment /paths/~1a#x={b}', 'warning validate/path-parameter-unused /paths/~1a#x={b}/get/parameters/0']);
    expect(found(paths(`"/a/{b#c}": {get: {${ok}, parameters: [{name: "b#c", in: path, required: true, schema: {}}]}}`))).toEqual([]);
  });

  it('that no server can tell apart', () => {
    expect(found(paths(`/a/{b}: {get: {${ok}, parameters: [{name: b, in: path, required: true, schema: {}}]}}\n/a/{c}: {get: {${ok}, parameters: [{name: c, in: path, required: true, schema: {}}]}}`))).toEqual([
      'warning validate/path-twin /paths/~1a~1{c}',
    ]);
  });

  it('that are no objects, and documents without any', () => {
    expect(found(paths(`/a: text\n/b: null\n/c: {get: {${ok}}}`))).toEqual(['warning validate/not-object /paths/~1a']);
    expect(found('openapi: 3.1.0\npaths: []\n')).toEqual(['warning validate/not-object /paths', 'warning validate/no-operations ']);
    expect(found('openapi: 3.1.0\n')).toEqual(['warning validate/no-operations ']);
  });
});

describe('operations', () => {
  it('with the same id', () => {
    expect(found(paths(`/a: {get: {operationId: x, ${ok}}, put: {operationId: x, ${ok}}}`))).toEqual(['warning validate/operation-id-twin /paths/~1a/put/operationId']);
  });

  it('whose path and parameters disagree', () => {
    expect(found(paths(`/a/{b}/{c}: {parameters: [{name: c, in: path, required: true, schema: {}}, {name: d, in: path, schema: {}}], get: {${ok}}}`))).toEqual([
      'note validate/path-parameter-optional /paths/~1a~1{b}~1{c}/parameters/1',
      'warning validate/path-parameter-undeclared /paths/~1a~1{b}~1{c}/get',
      'warning validate/path-parameter-unused /paths/~1a~1{b}~1{c}/parameters/1',
    ]);
  });

  it.each([
    ['{name: a, in: query, schema: {}}, {name: a, in: query, schema: {}}', 'warning validate/parameter-twin', '1'],
    ['{name: A, in: header, schema: {}}, {name: a, in: header, schema: {}}', 'warning validate/parameter-twin', '1'],
    ['{in: query, schema: {}}', 'warning validate/parameter-shape', '0'],
    ['{name: a, schema: {}}', 'warning validate/parameter-shape', '0'],
    ['{name: a, in: body, schema: {}}', 'warning validate/parameter-shape', '0'],
    ['{name: a, in: query}', 'warning validate/parameter-untyped', '0'],
    ['{name: "a\\r\\nX: 1", in: header, schema: {}}', 'error validate/header-name', '0/name'],
    ['{name: "a b", in: header, schema: {}}', 'error validate/header-name', '0/name'],
    ['{name: "a;b", in: cookie, schema: {}}', 'error validate/cookie-name', '0/name'],
    ['{$ref: "#/components/parameters/Gone"}', 'warning resolve/missing', '0'],
    ['{name: a, in: query, schema: {type: strng}}', 'warning schema/type', '0/schema/type'],
  ])('with the parameters [%s]', (parameters, problem, pointer) => {
    expect(found(paths(`/a: {get: {parameters: [${parameters}], ${ok}}}`))).toEqual([`${problem} /paths/~1a/get/parameters/${pointer}`]);
  });

  it('may override parameters of the path', () => {
    expect(found(paths(`/a: {parameters: [{name: q, in: query, schema: {}}], get: {parameters: [{name: q, in: query, schema: {}}], ${ok}}}`))).toEqual([]);
  });

  it('with bodies and media types that cannot be', () => {
    expect(found(paths(`/a: {get: {requestBody: {content: {application/json: {}}}, ${ok}}, post: {requestBody: {content: {"text/plain\\r\\nX: 1": {}, json: {}}}, ${ok}}}`))).toEqual([
      'warning validate/get-body /paths/~1a/get/requestBody',
      'error validate/media-type /paths/~1a/post/requestBody/content/text~1plain\r\nX: 1',
      'error validate/media-type /paths/~1a/post/requestBody/content/json',
    ]);
  });

  it('with responses that cannot be', () => {
    expect(found(paths("/a: {get: {}, put: {responses: {}}, post: {responses: {\"200';PWN()\": {}, 99: {}, 2xx: {}, x-a: {}}}}"))).toEqual([
      'warning validate/responses-missing /paths/~1a/get',
      'warning validate/responses-missing /paths/~1a/put/responses',
      'error validate/status /paths/~1a/post/responses/99',
      "error validate/status /paths/~1a/post/responses/200';PWN()",
    ]);
  });

  it('with headers, callbacks and security that cannot be', () => {
    expect(
      found(
        paths(
          `/a: {get: {responses: {200: {description: ok, headers: {"X\\nY": {schema: {type: wat}}}}}, security: [{gone: []}, {__proto__: []}], callbacks: {c: {'{$url}': {post: {requestBody: {$ref: '#/nowhere'}, ${ok}}}}}}}`,
        ),
      ),
    ).toEqual([
      'error validate/header-name /paths/~1a/get/responses/200/headers/X\nY',
      'warning validate/security-unknown /paths/~1a/get/security/0/gone',
      'warning validate/security-unknown /paths/~1a/get/security/1/__proto__',
      'warning resolve/missing /paths/~1a/get/callbacks/c/{$url}/post/requestBody',
      'warning schema/type /paths/~1a/get/responses/200/headers/X\nY/schema/type',
    ]);
  });

  it('that share a broken part report it once', () => {
    const shared = `openapi: 3.1.0
paths:
  /a: {get: {parameters: [{$ref: '#/components/parameters/P'}], ${ok}}, put: {parameters: [{$ref: '#/components/parameters/P'}], ${ok}}}
components: {parameters: {P: {name: p, in: query}}}
`;
    expect(found(shared)).toEqual(['warning validate/parameter-untyped /components/parameters/P']);
  });
});

describe('schemas', () => {
  it.each([
    ['text', `warning schema/not-schema ${atA}`],
    ['{type: strng}', `warning schema/type ${atA}/type`],
    ['{type: [string, wat]}', `warning schema/type ${atA}/type`],
    ['{type: 1}', `warning schema/type ${atA}/type`],
    ['{enum: x}', `warning schema/enum-shape ${atA}/enum`],
    ['{enum: []}', `warning schema/enum-shape ${atA}/enum`],
    ['{enum: [a, b, a]}', `warning schema/enum-twin ${atA}/enum/2`],
    ['{type: string, enum: [a, 1]}', `warning schema/enum-type ${atA}/enum/1`],
    ['{type: integer, default: ten}', `error schema/default-number ${atA}/default`],
    ['{type: integer, default: "10"}', `warning schema/default-text ${atA}/default`],
    ['{type: boolean, default: "true"}', `warning schema/default-text ${atA}/default`],
    ['{type: boolean, default: maybe}', `error schema/default-number ${atA}/default`],
    ['{type: integer, default: 1.5}', `warning schema/default-type ${atA}/default`],
    ['{type: string, default: []}', `warning schema/default-type ${atA}/default`],
    ['{type: string, enum: [a], default: b}', `note schema/default-enum ${atA}/default`],
    ['{pattern: "("}', `error schema/pattern ${atA}/pattern`],
    ['{pattern: 1}', `error schema/pattern ${atA}/pattern`],
    ['{pattern: "(?i)a"}', `warning schema/pattern-dialect ${atA}/pattern`],
    ['{properties: [a]}', `warning validate/not-object ${atA}/properties`],
    ['{properties: {a: [1]}}', `warning schema/not-schema ${atA}/properties/a`],
    ['{allOf: {}}', `warning schema/not-schema ${atA}/allOf`],
    ['{items: {anyOf: [{type: strng}]}}', `warning schema/type ${atA}/items/anyOf/0/type`],
    ['{required: [a], properties: {b: {}}}', `note schema/required-missing ${atA}/required`],
    ['{required: true}', `note schema/required-shape ${atA}/required`],
    ['{discriminator: {}}', `warning schema/discriminator-shape ${atA}/discriminator`],
    ['{discriminator: {propertyName: k, mapping: {b: B, c: C, d: "#/components/schemas/D"}}}', `warning schema/discriminator-target ${atA}/discriminator/mapping/c`],
    ['{$ref: "#/components/schemas/Gone"}', `warning resolve/missing ${atA}`],
    ['{$ref: "#/components/schemas/A"}', `warning resolve/circular ${atA}`],
    ['{properties: {a: {$ref: "#/__proto__/x"}}}', `warning resolve/missing ${atA}/properties/a`],
  ])('%s', (text, problem) => {
    expect(schema(text)[0]).toBe(problem);
  });

  it.each([
    '{type: string, default: null}',
    '{type: [string, integer], default: 1}',
    '{type: number, default: 1}',
    '{type: string, nullable: true, enum: [a, null]}',
    '{enum: [1, "1", true]}',
    '{pattern: "^[\\\\w.-]+$"}',
    '{required: [a], allOf: [{$ref: "#/components/schemas/B"}], properties: {b: {}}}',
    '{items: {$ref: "#/components/schemas/A"}}',
    '{allOf: [{$ref: "#/components/schemas/A"}]}',
    '{properties: {default: {type: string}, enum: {type: object}, $ref: {type: string}}}',
    'true',
  ])('%s is sound', (text) => {
    expect(schema(text)).toEqual([]);
  });

  it('guesses what type was meant', () => {
    const help = (type: string) => problems(`openapi: 3.1.0\npaths: {/a: {get: {${ok}}}}\ncomponents: {schemas: {A: {type: ${type}}}}`)[0]?.help;
    expect(help('strng')).toBe('Did you mean `string`?');
    expect(help('int')).toBe('Did you mean `integer`?');
    expect(help('Object')).toBe('Did you mean `object`?');
    expect(help('banana')).toContain('The types are');
  });

  it('are checked once each, along references longer than the stack', () => {
    const count = 20_000;
    const chain = Object.fromEntries(Array.from({ length: count }, (_, index) => [`S${index}`, { properties: { next: { $ref: `#/components/schemas/S${index + 1}` } } }]));
    const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { get: { responses: { 200: { content: { 'a/b': { schema: { $ref: '#/components/schemas/S0' } } } } } } } }, components: { schemas: { ...chain, [`S${count}`]: { type: 'wat' } } } };
    expect(found(JSON.stringify(document))).toEqual([`warning schema/type /components/schemas/S${count}/type`]);
  });

  it('never run a pattern', () => {
    expect(schema(`{pattern: "(a+)+$", default: ${'a'.repeat(40)}!}`)).toEqual([]);
  });
});

it('places problems of Swagger 2.0 in the document as it was written', () => {
  const openapi = openApiOf(`swagger: "2.0"
info: {title: T, version: '1'}
paths:
  /a:
    post:
      parameters:
        - {name: q, in: query, type: strng}
        - {name: b, in: body, schema: {properties: {x: {type: wat}}}}
      responses:
        200: {description: ok, schema: {$ref: '#/definitions/Gone'}}
definitions:
  A: {type: intger}
`);
  const located = locateAll(validate(openapi), openapi.sources).map(({ code, place }) => `${code} ${place?.pointer} ${place?.line}:${place?.column}`);
  expect(located.sort()).toEqual([
    'resolve/missing /paths/~1a/post/responses/200/schema 10:32',
    'schema/type /definitions/A/type 12:7',
    'schema/type /paths/~1a/post/parameters/0/type 7:32',
    'schema/type /paths/~1a/post/parameters/1/schema/properties/x/type 8:57',
  ]);
});

it('checks webhooks and components that nothing refers to', () => {
  expect(
    found(`openapi: 3.1.0
webhooks: {ping: {post: {requestBody: {content: {application/json: {schema: {type: wat}}}}, ${ok}}}}
components: {responses: {R: {content: {bad type: {}}}}, requestBodies: {B: {content: {a/b: {schema: {enum: 1}}}}}, headers: {"bad name": {schema: {}}}, securitySchemes: {k: {type: apiKey, in: cookie, name: "a;b"}}}
`),
  ).toEqual([
    'error validate/media-type /components/responses/R/content/bad type',
    'error validate/header-name /components/headers/bad name',
    'error validate/cookie-name /components/securitySchemes/k/name',
    'warning schema/enum-shape /components/requestBodies/B/content/a~1b/schema/enum',
    'warning schema/type /webhooks/ping/post/requestBody/content/application~1json/schema/type',
  ]);
});
