import { describe, expect, it } from 'vitest';
import { diagnostic } from '../diagnostics.js';
import { locate, locateAll } from './locate.js';
import { parseText } from './parse.js';
import type { Source } from './source.js';
import { visitObjects } from './visit.js';

const source = (text: string, file: string): Source => {
  const { value } = parseText({ file, uri: `/api/${file}`, text });
  if (!value) throw new Error('the text of this test is wrong');
  return value;
};
const at = (document: Source, ...pointers: string[]) => locate(document, pointers).map(({ line, column }) => `${line}:${column}`);

const json = `{
  "openapi": "3.1.0",
  "paths": {
    "/a\\"b/{id}": { "get": { "tags": ["x", "y\\\\"], "n": [1, {"z": null}] } },
    "": {}
  }, "last": [ [], {} , "]" , true ]
}`;

describe('JSON', () => {
  const document = source(json, 'api.json');
  it('finds keys and items', () => {
    expect(at(document, '', '/openapi', '/paths', '/paths/~1a"b~1{id}/get/tags/1', '/paths/~1a"b~1{id}/get/n/1/z', '/paths/', '/last/3')).toEqual([
      '1:1',
      '2:3',
      '3:3',
      '4:44',
      '4:62',
      '5:5',
      '6:31',
    ]);
  });
  it('falls back to the nearest ancestor', () => {
    expect(at(document, '/paths/nope/deeper', '/openapi/x', '/nope', '/last/9')).toEqual(['3:3', '2:3', '1:1', '6:6']);
  });
  it('gives the line itself', () => {
    expect(locate(document, ['/openapi'])[0]?.excerpt).toBe('  "openapi": "3.1.0",');
  });
});

const yaml = `# comment
openapi: 3.1.0
paths:
  # about a
  '/a/{id}':
    get: &get
      tags: [x, "y"]
      parameters:
        - name: id   # first
          in: path
        -
          name: n
    post:
      <<: *get
      summary: |
        text: no key
          - no item
    put: *get
  ? complex
  : value
empty:
last: {a: {b: [1, 2]}, "c": d}
`;

describe('YAML', () => {
  const document = source(yaml, 'api.yaml');
  it('finds keys and items', () => {
    expect(at(document, '', '/openapi', '/paths/~1a~1{id}', '/paths/~1a~1{id}/get/tags/1', '/paths/~1a~1{id}/get/parameters/0', '/paths/~1a~1{id}/get/parameters/0/in')).toEqual([
      '2:1',
      '2:1',
      '5:3',
      '7:17',
      '9:11',
      '10:11',
    ]);
    expect(at(document, '/paths/~1a~1{id}/get/parameters/1/name', '/paths/~1a~1{id}/post/summary', '/empty', '/last/a/b/1', '/last/c')).toEqual(['12:11', '15:7', '21:1', '22:19', '22:24']);
  });
  it('finds what aliases and merge keys bring in where it is written', () => {
    expect(at(document, '/paths/~1a~1{id}/put/tags', '/paths/~1a~1{id}/post/tags')).toEqual(['7:7', '7:7']);
  });
  it('falls back to the nearest ancestor', () => {
    expect(at(document, '/paths/~1a~1{id}/get/nope', '/nope/x', '/paths/complex/x')).toEqual(['6:5', '2:1', '19:5']);
  });
});

it('counts columns as editors do', () => {
  expect(locate(source('{"é😀": "→", "b": 1}', 'api.json'), ['/b'])).toEqual([{ line: 1, column: 14, excerpt: '{"é😀": "→", "b": 1}' }]);
});

it('agrees with the document for every object of a large one', () => {
  const paths = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`/p${index}~/{x}`, { get: { tags: [{ name: `t${index}` }], n: { deep: [[], [{ y: 1 }]] } } }]));
  const document = source(JSON.stringify({ openapi: '3.1.0', info: {}, list: paths }, null, 1), 'api.json');
  const pointers: string[] = [];
  visitObjects(document.value, (_node, pointer) => pointers.push(pointer));
  const lines = document.bytes.toString('utf8').split('\n');
  const found = locate(document, pointers);
  expect(found.length).toBeGreaterThan(1_000);
  pointers.forEach((pointer, index) => {
    const key = pointer.slice(pointer.lastIndexOf('/') + 1).replaceAll('~1', '/').replaceAll('~0', '~');
    const { line, column } = found[index] ?? { line: 0, column: 0 };
    const rest = lines[line - 1]?.slice(column - 1) ?? '';
    expect(rest.startsWith(`"${key}"`) || (/^\d*$/.test(key) && rest.startsWith('{')), pointer).toBe(true);
  });
});

it('fills in the places of diagnostics, each file once, and leaves known ones alone', () => {
  const sources = [source(json, 'a.json'), source(yaml, 'b.yaml')];
  const make = (file: string, pointer: string) => diagnostic('load/depth', { depth: '1' }, { file, pointer });
  const known = diagnostic('load/empty', { file: 'a.json' }, { file: 'a.json', line: 7, column: 7 });
  const located = locateAll([make('b.yaml', '/last'), known, make('a.json', '/paths'), make('b.yaml', '/openapi'), make('gone.yaml', '/x')], sources);
  expect(located.map(({ place }) => place?.line)).toEqual([22, 7, 3, 2, undefined]);
});
