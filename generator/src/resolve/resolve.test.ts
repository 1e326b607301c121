import { describe, expect, it } from 'vitest';
import { parseText } from '../load/parse.js';
import { nodeAt, openApiOf, sourcesOf } from './fixture.js';
import { child } from './located.js';
import type { Located, Node } from './openapi.js';
import { resolve } from './resolve.js';

const at = (openapi: ReturnType<typeof openApiOf>, ...keys: readonly string[]) => nodeAt(openapi, child, ...keys);

describe('dialects', () => {
  it.each([
    ['openapi: 3.0.3', '3.0'],
    ['openapi: 3.0', '3.0'],
    ['openapi: 3.1.1', '3.1'],
    ['openapi: 3.1', '3.1'],
    ['openapi: "3.2.0"', '3.2'],
    ['swagger: "2.0"', '2.0'],
    ['swagger: 2.0', '2.0'],
  ])('reads %s', (text, dialect) => {
    expect(openApiOf(`${text}\ninfo: {}\n`).dialect).toBe(dialect);
  });

  it.each([
    ['openapi: 4.0.0', 'resolve/version', '/openapi'],
    ['openapi: 3.9.0', 'resolve/version', '/openapi'],
    ['swagger: "1.2"', 'resolve/version', '/swagger'],
    ['openapi: 13.0', 'resolve/version', '/openapi'],
    ['asyncapi: 3.0.0', 'resolve/not-openapi', ''],
    ['- 1', 'resolve/not-openapi', ''],
    ['just text', 'resolve/not-openapi', ''],
    ['openapi: [3]', 'resolve/not-openapi', ''],
  ])('refuses %s', (text, code, pointer) => {
    const { value, diagnostics } = resolve(sourcesOf({ 'api.yaml': text }));
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code, severity: 'error', place: { file: 'api.yaml', pointer } }]);
  });
});

describe('references', () => {
  const openapi = openApiOf({
    'api.yaml': [
      'openapi: 3.1.0',
      'components:',
      '  schemas:',
      '    A: {type: string}',
      '    "a/b~c%d": {title: odd}',
      '    Pet: {$ref: pets.yaml}',
      'x: {one: {$ref: "#/components/schemas/A"}, two: {$ref: "api.yaml#/components/schemas/A"}, three: {$ref: "#/x/one"}}',
      'odd: {$ref: "#/components/schemas/a~1b~0c%25d"}',
      'list: [{title: zero}, {title: one}]',
      'item: {$ref: "#/list/1"}',
      'through: {$ref: "#/components/schemas/Pet/properties/name"}',
      'proto: {$ref: "#/__proto__/x"}',
      'constructor: {$ref: "#/x/constructor"}',
      'length: {$ref: "#/list/length"}',
      'gone: {$ref: "#/components/schemas/Gone"}',
      'self: {$ref: "#/self"}',
      'round: {$ref: "#/trip"}',
      'trip: {$ref: "#/round"}',
      'text: {$ref: "#/openapi"}',
      'info: {description: {$ref: "pets.yaml#/words/about"}}',
      'other: {$ref: "shared/more.json#/Owner"}',
    ].join('\n'),
    'pets.yaml': 'type: object\nproperties: {name: {type: string}}\nwords: {about: About pets}\n',
    'shared/more.json': '{"Owner": {"pet": {"$ref": "../pets.yaml"}}}',
  });
  const target = (...keys: readonly string[]): Located<Node> | undefined => openapi.deref(at(openapi, ...keys));

  it('give the same object however they are spelt', () => {
    const a = at(openapi, 'components', 'schemas', 'A');
    expect(target('x', 'one')?.value).toBe(a.value);
    expect(target('x', 'one')).toBe(target('x', 'two'));
    expect(target('x', 'three')).toBe(target('x', 'one'));
    expect(target('x', 'one')).toMatchObject({ file: 'api.yaml', pointer: '/components/schemas/A' });
  });

  it('undo escapes', () => {
    expect(target('odd')?.value).toEqual({ title: 'odd' });
    expect(target('odd')?.pointer).toBe('/components/schemas/a~1b~0c%d');
  });

  it('reach items of lists, and pass through other references', () => {
    expect(target('item')?.value).toEqual({ title: 'one' });
    expect(target('through')).toMatchObject({ file: 'pets.yaml', pointer: '/properties/name' });
  });

  it('cross documents, each relative to its own', () => {
    expect(target('other')).toMatchObject({ file: 'shared/more.json', pointer: '/Owner' });
    expect(target('other', 'pet')?.value).toBe(target('components', 'schemas', 'Pet')?.value);
  });

  it('never leave own properties', () => {
    for (const key of ['proto', 'constructor', 'length']) {
      expect(target(key), key).toBeUndefined();
      expect(openapi.unresolved(at(openapi, key)), key).toMatchObject({ code: 'resolve/missing', severity: 'warning' });
    }
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('that lead nowhere, in a circle or to a text are told apart', () => {
    const codes = ['gone', 'self', 'round', 'text'].map((key) => {
      expect(target(key)).toBeUndefined();
      return openapi.unresolved(at(openapi, key))?.code;
    });
    expect(codes).toEqual(['resolve/missing', 'resolve/circular', 'resolve/circular', 'resolve/no-object']);
    expect(openapi.unresolved(at(openapi, 'gone'))).toMatchObject({ message: '`#/components/schemas/Gone` leads nowhere: there is no `Gone`', place: { file: 'api.yaml', pointer: '/gone' } });
  });

  it('may stand for texts', () => {
    expect(openapi.text(at(openapi, 'info'), 'description')).toBe('About pets');
    expect(openapi.text(at(openapi, 'info'), 'summary')).toBeUndefined();
  });

  it('name components', () => {
    expect(openapi.componentName(target('x', 'one') as Located<Node>)).toBe('A');
    expect(openapi.componentName(target('components', 'schemas', 'Pet') as Located<Node>)).toBe('Pet');
    expect(openapi.componentName(target('other') as Located<Node>)).toBe('Owner');
    expect(openapi.componentName(target('item') as Located<Node>)).toBeUndefined();
  });

  it('follow discriminator mappings: names, pointers, files', () => {
    const from = at(openapi, 'x');
    expect(openapi.refer(from, 'A')?.value).toBe(target('x', 'one')?.value);
    expect(openapi.refer(from, '#/components/schemas/A')).toBe(target('x', 'one'));
    expect(openapi.refer(from, 'pets.yaml')?.file).toBe('pets.yaml');
    expect(openapi.refer(from, 'constructor')).toBeUndefined();
    expect(openapi.refer(from, 'Nobody')).toBeUndefined();
  });
});

it('follows a long chain of references and stops in an endless one', () => {
  const links = Array.from({ length: 150 }, (_, index) => `c${index}: {$ref: '#/c${index + 1}'}`);
  const openapi = openApiOf(`openapi: 3.1.0\n${links.join('\n')}\nc150: {title: end}\n`);
  expect(openapi.deref(at(openapi, 'c0'))?.value).toEqual({ title: 'end' });
});

it('stops pointers that pass through one another without end', () => {
  const links = Array.from({ length: 20_000 }, (_, index) => `c${index}: {$ref: '#/c${index + 1}/x'}`);
  const openapi = openApiOf(`openapi: 3.1.0\n${links.join('\n')}\n`);
  expect(openapi.deref(at(openapi, 'c0'))).toBeUndefined();
  expect(openapi.unresolved(at(openapi, 'c0'))?.code).toBe('resolve/missing');
});

it('finds the base of a reference among thousands of identifiers', { timeout: 10_000 }, () => {
  const schemas = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`S${index}`, { $id: `https://example.com/s${index}`, properties: { next: { $ref: `s${index + 1}` } } }]));
  const openapi = openApiOf(JSON.stringify({ openapi: '3.1.0', components: { schemas } }));
  for (let index = 0; index < 9_999; index += 1) {
    const target = openapi.deref(at(openapi, 'components', 'schemas', `S${index}`, 'properties', 'next'));
    if (target?.pointer !== `/components/schemas/S${index + 1}`) throw new Error(`S${index} leads to ${target?.pointer}`);
  }
});

describe('identifiers', () => {
  const openapi = openApiOf(
    [
      'openapi: 3.1.0',
      'components:',
      '  schemas:',
      '    Tree:',
      '      $id: https://example.com/tree',
      '      $dynamicAnchor: node',
      '      $defs: {leaf: {$anchor: leaf, title: leaf}}',
      '      properties: {left: {$dynamicRef: "#node"}, right: {$ref: "#/$defs/leaf"}, named: {$ref: "#leaf"}, wide: {$ref: "#/components/schemas/Other"}, next: {$ref: other}}',
      '    Other: {$id: "https://example.com/other", title: other}',
      '    Plain: {$anchor: plain, title: plain}',
      'a: {$ref: "https://example.com/tree#leaf"}',
      'b: {$ref: "#plain"}',
      'c: {$ref: "#nobody"}',
    ].join('\n'),
  );
  const target = (...keys: readonly string[]) => openapi.deref(at(openapi, ...keys));
  const tree = ['components', 'schemas', 'Tree'] as const;

  it.each([
    ['left', '/components/schemas/Tree'],
    ['right', '/components/schemas/Tree/$defs/leaf'],
    ['named', '/components/schemas/Tree/$defs/leaf'],
    ['wide', '/components/schemas/Other'],
    ['next', '/components/schemas/Other'],
  ])('are the base of references inside: %s', (key, pointer) => {
    expect(target(...tree, 'properties', key)?.pointer).toBe(pointer);
  });

  it('are reached from outside', () => {
    expect(target('a')?.pointer).toBe('/components/schemas/Tree/$defs/leaf');
    expect(target('b')?.value).toMatchObject({ title: 'plain' });
    expect(openapi.unresolved(at(openapi, 'c'))).toMatchObject({ code: 'resolve/missing' });
  });
});

describe('references in unusual places', () => {
  const openapi = openApiOf({
    'api.yaml': "openapi: 3.1.0\npaths: {/a: {get: {$ref: 'ops/get.yaml'}, parameters: {$ref: 'ops/get.yaml#/parameters'}}}\n",
    'ops/get.yaml': "operationId: get\nsummary: {$ref: '../words.yaml#/get'}\nparameters: [{name: q, in: query, schema: {$ref: 'q.yaml'}}]\nx: {properties: {$ref: 'q.yaml#/fields'}}\n",
    'ops/q.yaml': 'type: string\nfields: {deep: {$ref: q.yaml}}\n',
    'words.yaml': 'get: Gets it\n',
  });
  it('are gone when resolved, and places stay true', () => {
    const operation = at(openapi, 'paths', '/a', 'get');
    expect(operation).toMatchObject({ file: 'ops/get.yaml', pointer: '', value: { operationId: 'get', summary: 'Gets it' } });
    expect(openapi.deref(at(openapi, 'paths', '/a', 'parameters', '0', 'schema'))).toMatchObject({ file: 'ops/q.yaml', pointer: '' });
    const deep = at(openapi, 'paths', '/a', 'get', 'x', 'properties', 'deep');
    expect(deep).toMatchObject({ file: 'ops/q.yaml', pointer: '/fields/deep' });
    expect(openapi.deref(deep)?.value).toMatchObject({ type: 'string' });
  });
});

it('gives the same when the same sources are resolved again', () => {
  const sources = sourcesOf({
    'api.yaml': "openapi: 3.1.0\npaths: {/a: {get: {$ref: 'get.yaml'}}, /b: {post: {$ref: 'get.yaml'}}}\n",
    'get.yaml': "responses: {'200': {description: OK}}\ndescription: {$ref: 'text.yaml#/a'}\n",
    'text.yaml': 'a: What it does\n',
  });
  const places = (): unknown => {
    const openapi = resolve(sources).value;
    if (!openapi) throw new Error('not resolved');
    return [at(openapi, 'paths', '/a', 'get'), at(openapi, 'paths', '/b', 'post', 'responses', '200')].map(({ file, pointer, value }) => [file, pointer, value]);
  };
  const first = places();
  expect(first).toMatchObject([['get.yaml', '', { description: 'What it does' }], ['get.yaml', '/responses/200', {}]]);
  expect(places()).toEqual(first);
});

it('keeps one identity for a schema that aliases share', () => {
  const { value } = parseText({ file: 'a.yaml', uri: '/a.yaml', text: 'openapi: 3.1.0\na: &a {type: string}\nb: *a\n' });
  const root = value?.value as Record<string, unknown>;
  expect(root.a).toBe(root.b);
});
