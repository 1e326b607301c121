import { describe, expect, it } from 'vitest';
import yaml from 'js-yaml';
import { readConfig } from '../config/read.js';
import type { Diagnostic } from '../diagnostics.js';
import { check } from '../check.js';
import type { Source } from '../load/source.js';
import { find, splitLast, standard } from './path.js';
import { transform } from './transform.js';

const document = {
  openapi: '3.1.0',
  info: { title: 'Tiny', version: '1' },
  paths: {
    '/v1/users/{id}': { get: { summary: 'Gets.', parameters: [{ name: 'limit', in: 'query', schema: { type: 'string' } }, { name: 'id', in: 'path', schema: { type: 'number' } }] } },
    '/v1/teams': { get: { parameters: [{ name: 'limit', in: 'query', schema: { type: 'string' } }], responses: { 200: { schema: { type: 'object', properties: { code: { type: 'string' } } } }, 400: { schema: { type: 'object', properties: { code: { type: 'string' } } } } } } },
  },
  components: { schemas: { User: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, kind: { oneOf: [{ const: 'a' }, { const: 'b' }] }, oneOf: { type: 'string' } }, example: { oneOf: ['x'] } } } },
} as const;

const source = (file: string, value: unknown): Source => ({ file, uri: `/${file}`, format: 'json', bytes: Buffer.from(JSON.stringify(value)), value });

/** Applies transforms that are written as in a configuration; gives the document and what was found. */
function run(text: string, key = 'transforms'): { readonly value: typeof document; readonly found: readonly Diagnostic[]; readonly trace: ReturnType<typeof transform>['trace'] } {
  const config = { openapi: { [key]: yaml.load(text) } };
  const read = readConfig(source('sdkwright.yaml', config));
  const frozen = JSON.stringify(document);
  if (!read.value) throw new Error('no configuration');
  const { sources, diagnostics, trace } = transform([source('openapi.json', document)], read.value);
  expect(JSON.stringify(document)).toBe(frozen);
  return { value: sources[0]?.value as typeof document, found: [...read.diagnostics, ...diagnostics], trace };
}

const done = (text: string): Record<string, never> & typeof document => {
  const { value, found } = run(text);
  expect(found).toEqual([]);
  return value as never;
};
const refused = (text: string): string => run(text).found.map(({ code, message, place }) => `${code} ${place?.pointer} ${message}`).join('\n');

describe('commands', () => {
  it('update replaces what is there, one value or many', () => {
    expect(done('[{ command: update, reason: r, args: { target: $.info.version, value: 2.0.0 } }]').info.version).toBe('2.0.0');
    const { paths } = done(`[{ command: update, args: { target: '$.paths..parameters[?(@.name == "limit")].schema', value: { type: integer } } }]`);
    expect(paths['/v1/users/{id}'].get.parameters.map(({ schema }) => schema.type)).toEqual(['integer', 'number']);
    expect(paths['/v1/teams'].get.parameters[0].schema).toEqual({ type: 'integer' });
  });

  it('update fills in a template', () => {
    expect(done('[{ command: update, args: { target: "$.paths./v1/users/{id}.get.summary", value: "{{value}} $& Old.", template: true } }]').paths['/v1/users/{id}'].get.summary).toBe('Gets. $& Old.');
  });

  it('update finds what is equal to a schema', () => {
    const { paths } = done('[{ command: update, args: { target: [{ matches_schema: "$.paths[\'/v1/teams\'].get.responses[\'200\'].schema", ignore: "$.paths[\'/v1/teams\'].get.responses[\'200\'].schema" }], value: { $ref: "#/x" } } }]');
    expect(paths['/v1/teams'].get.responses).toMatchObject({ 200: { schema: { type: 'object' } }, 400: { schema: { $ref: '#/x' } } });
  });

  it('append adds items and keys', () => {
    const { components } = done('[{ command: append, args: { target: $.components.schemas.User.required, value: id } }, { command: append, args: { target: $.components.schemas.User.properties, value: { id: { type: string }, __proto__: { type: string } } } }]');
    expect(components.schemas.User.required).toEqual(['name', 'id']);
    expect(Object.keys(components.schemas.User.properties)).toEqual(['name', 'kind', 'oneOf', 'id', '__proto__']);
  });

  it('merge goes deep, and replaces lists', () => {
    const { User } = done('[{ command: merge, args: { target: $.components.schemas.User, object: { required: [id], properties: { name: { maxLength: 3 } } } } }]').components.schemas;
    expect(User).toMatchObject({ type: 'object', required: ['id'], properties: { name: { type: 'string', maxLength: 3 }, kind: {} } });
  });

  it('remove takes out values, items of a list together, and keys', () => {
    expect(done("[{ command: remove, args: { target: $.paths./v1/teams } }]").paths).not.toHaveProperty('/v1/teams');
    expect(done('[{ command: remove, args: { target: "$.paths[*].get.parameters[*]" } }]').paths['/v1/users/{id}'].get.parameters).toEqual([]);
    expect(Object.keys(done('[{ command: remove, args: { target: [$.components.schemas.User], keys: [example, required] } }]').components.schemas.User)).toEqual(['type', 'properties']);
  });

  it('copy and move leave copies that are apart', () => {
    const { schemas } = done('[{ command: copy, args: { from: $.components.schemas.User, to: [$.components.schemas.Admin, "$.components.schemas[\'A-b\']"] } }, { command: update, args: { target: $.components.schemas.Admin.type, value: string } }]').components as unknown as { schemas: Record<string, { type: string }> };
    expect(Object.entries(schemas).map(([name, { type }]) => [name, type])).toEqual([['User', 'object'], ['Admin', 'string'], ['A-b', 'object']]);
    expect(Object.keys(done("[{ command: move, args: { from: $.paths./v1/teams, to: \"$.paths['/v2/teams']\" } }]").paths)).toEqual(['/v1/users/{id}', '/v2/teams']);
  });

  it('oneOfToAnyOf changes schemas, and neither properties nor examples of that name', () => {
    for (const text of ['[{ command: oneOfToAnyOf }]', '[{ command: oneOfToAnyOf, args: { target: $.components.schemas.User } }]']) {
      const { User } = done(text).components.schemas;
      expect(User.properties.kind).toEqual({ anyOf: [{ const: 'a' }, { const: 'b' }] });
      expect(User.properties.oneOf).toEqual({ type: 'string' });
      expect(User.example).toEqual({ oneOf: ['x'] });
    }
  });

  it('extractToRefs makes one schema of those that are alike', () => {
    for (const text of ['{ target: "$.paths..responses[*].schema", name: Fault }', '{ ref: { target: "$.paths..responses[*].schema", name: "#/components/schemas/Fault" } }']) {
      const { paths, components } = done(`[{ command: extractToRefs, args: ${text} }]`);
      expect((components.schemas as unknown as Record<string, unknown>).Fault).toEqual({ type: 'object', properties: { code: { type: 'string' } } });
      expect(JSON.stringify(paths['/v1/teams'].get.responses)).toBe('{"200":{"schema":{"$ref":"#/components/schemas/Fault"}},"400":{"schema":{"$ref":"#/components/schemas/Fault"}}}');
    }
  });

  it('are read under both names of the key, and in order', () => {
    expect(run('[{ command: remove, args: { target: $.info.version } }]', 'transformations').value.info).toEqual({ title: 'Tiny' });
    expect(refused('[{ command: remove, args: { target: $.info.version } }, { command: update, args: { target: $.info.version, value: 1 } }]')).toMatch(/^config\/transform \/openapi\/transforms\/1 .*nothing in the document matches `\$\.info\.version`/);
  });
});

describe('what can\'t be done is an error', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['{ command: update, args: { target: $.nothing, value: 1 } }', /^config\/transform \/openapi\/transforms\/0 Cannot apply `update`: nothing in the document matches `\$\.nothing`$/],
    ['{ command: update, args: { target: "$.paths[", value: 1 } }', /its path is no JSONPath: /],
    ['{ command: update, args: { target: "$..parameters[?(@.name.match(/x/))]", value: 1 } }', /its path is no JSONPath: /],
    ['{ command: update, args: { target: $, value: 1 } }', /the document as a whole/],
    ['{ command: update, args: { target: $.info.title, value: x, template: true } }', /no `\{\{value\}\}`/],
    ['{ command: update, args: { target: $.info, value: "{{value}}", template: true } }', /`\/info` is no string/],
    ['{ command: append, args: { target: $.components.schemas.User.required, value: name } }', /holds "name" already/],
    ['{ command: append, args: { target: $.info, value: { title: x } } }', /has `title` already/],
    ['{ command: append, args: { target: $.info.title, value: x } }', /neither a list nor an object/],
    ['{ command: merge, args: { target: $.info.title, object: {} } }', /`\/info\/title` is no object/],
    ['{ command: merge, args: { target: $.info, object: 1 } }', /`object` is no object/],
    ['{ command: remove, args: { target: $.info, keys: [nope] } }', /no target has the key `nope`/],
    ['{ command: copy, args: { from: "$.paths[*]", to: $.x } }', /leads to 2 values/],
    ['{ command: copy, args: { from: $.info, to: $.paths } }', /something at `\$\.paths` already/],
    ['{ command: move, args: { from: $.info, to: $.nowhere.x } }', /`\$\.nowhere` leads to nothing/],
    ['{ command: copy, args: { from: $.info, to: "$.paths[*]" } }', /does not end in a name/],
    ['{ command: oneOfToAnyOf, args: { target: $.info } }', /there is no `oneOf`/],
    ['{ command: extractToRefs, args: { target: $.info.title, name: X } }', /is no schema/],
    ['{ command: extractToRefs, args: { target: "$.paths..schema", name: X } }', /differs from the schema `X`/],
    ['{ command: renameAll }', /^config\/value \/openapi\/transforms\/0\/command /],
    ['{ args: {} }', /^config\/missing .*`command`/],
    ['{ command: update, args: { target: $.info } }', /^config\/missing .*`value`/],
    ['{ command: remove }', /^config\/missing .*`target`/],
    ['{ command: copy, args: { from: $.info } }', /^config\/missing .*`to`/],
    ['{ command: remove, args: { target: 5 } }', /^config\/type .*JSONPath/],
    ['{ command: remove, args: { target: $.info, vaule: 1 } }', /^config\/unknown-key .*`vaule`/],
  ];
  it.each(cases)('%s', (text, message) => expect(refused(`[${text}]`)).toMatch(message));
});

describe('places', () => {
  it('stay where the user wrote them, also after lists moved up and things were copied', () => {
    const { trace } = run("[{ command: remove, args: { target: \"$.paths['/v1/users/{id}'].get.parameters[0]\" } }, { command: copy, args: { from: $.components.schemas.User, to: $.components.schemas.Admin } }, { command: append, args: { target: $.info, value: { contact: { email: x } } } }]");
    const at = (pointer: string): string => (({ file, pointer: there }) => `${file}#${there}`)(trace({ file: 'openapi.json', pointer }));
    expect(at('/paths/~1v1~1users~1{id}/get/parameters/0/schema')).toBe('openapi.json#/paths/~1v1~1users~1{id}/get/parameters/1/schema');
    expect(at('/components/schemas/Admin/properties/name/type')).toBe('openapi.json#/components/schemas/User/properties/name/type');
    expect(at('/info/contact/email')).toBe('sdkwright.yaml#/openapi/transforms/2/args/value/contact/email');
    expect(at('/paths')).toBe('openapi.json#/paths');
    expect(trace({ file: 'other.json', pointer: '/info' })).toEqual({ file: 'other.json', pointer: '/info' });
  });

  it('are those of findings', async () => {
    const text = 'openapi: 3.1.0\ninfo: { title: T, version: 1 }\npaths:\n  /gone: {}\n  /a:\n    get:\n      parameters:\n        - { name: p, in: query, schema: {} }\n        - { name: "x\\ny", in: header, schema: {} }\n      responses: { 204: { description: D } }\n';
    const config = { openapi: { transforms: [{ command: 'remove', args: { target: '$.paths..parameters[0]' } }, { command: 'remove', args: { target: '$.paths./gone' } }] } };
    const { diagnostics } = await check({ spec: { text, file: 'a.yaml' }, config });
    expect(diagnostics.find(({ severity }) => severity === 'error')).toMatchObject({ place: { file: 'a.yaml', line: 9 } });
  });
});

describe('paths', () => {
  it.each([
    ['$.paths./v1/users.get', "$.paths['/v1/users'].get"],
    ["$..x-y", "$..['x-y']"],
    ["$.a['b.c'].d", "$.a['b.c'].d"],
    ['$.a[?(@.b === "x]")].c', '$.a[?(@.b == "x]")].c'],
    ["$.paths./it's", "$.paths['/it\\'s']"],
    ['$..*', '$..*'],
    ['$', '$'],
  ])('%s is %s by the standard', (old, text) => expect(standard(old)).toBe(text));

  it('are followed, also deep down', () => {
    let deep: unknown = { end: 1 };
    for (let depth = 0; depth < 400; depth += 1) deep = { in: deep };
    expect(find('$..end', deep)).toHaveLength(1);
  });

  it('end in a name, or not', () => {
    expect(splitLast("$.paths['/a\\'b']")).toEqual({ above: '$.paths', name: "/a'b" });
    expect(splitLast('$.a.b')).toEqual({ above: '$.a', name: 'b' });
    expect(splitLast('$.paths./v1/x')).toEqual({ above: '$.paths', name: '/v1/x' });
    for (const path of ['$', '$..a', '$.a[*]', '$.a[0]']) expect(splitLast(path)).toBeUndefined();
  });
});
