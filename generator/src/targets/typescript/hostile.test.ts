import { posix } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeFetch, importModule, json, makeSdk, typeErrors, writeSdk } from '../../../testing/sdk.js';
import type { AnyClient, Sdk, SdkFolder } from '../../../testing/sdk.js';

/** One text with everything in it that ends a comment, a literal, a template or a line. */
const bomb =
  '*/PWN();/* \'"`${PWN()} \\ \n// PWN()\r\u2028PWN();\u2029</script><img onerror=PWN()> \u202ePWN\u0000{{PWN}} @ts-nocheck\nPWN();\\';

const text = { type: 'string' };
const ok = (schema: object): object => ({ 200: { description: bomb, content: { 'application/json': { schema } } } });

const spec = {
  openapi: '3.1.0',
  info: {
    title: `Evil", "scripts": { "x": "PWN()" } ${bomb}`,
    version: `1'${bomb}`,
    description: bomb,
    contact: { name: bomb, email: bomb },
  },
  servers: [{ url: 'https://api.evil.test', description: bomb }],
  components: {
    securitySchemes: {
      ['__proto__']: { type: 'apiKey', in: 'header', name: 'X-Key', description: bomb },
      "k'ey": { type: 'apiKey', in: 'query', name: "a'b`${PWN()}" },
    },
    schemas: {
      Promise: { type: 'object', properties: { then: text, toJSON: text } },
      Array: { type: 'array', items: { $ref: '#/components/schemas/Error' } },
      Error: {
        type: 'object',
        title: bomb,
        description: bomb,
        properties: { message: text, list: { type: 'array', items: text } },
      },
      Date: { type: 'string', enum: ["a',B=PWN(),C='", 'App\\Models', '\ud800', '', '+1', '-1', 'a b', 'a-b', 'a_b', '\u2028'] },
      Response: { type: 'object', properties: { ok: { const: '\u2028`${PWN()}' } } },
      class: { type: 'object', properties: { import: text } },
      'foo-bar': { type: 'object', properties: { a: text } },
      foo_bar: { type: 'object', properties: { b: text } },
      FooBar: { type: 'object', properties: { c: text } },
      constructor: { type: 'object', additionalProperties: { type: 'integer' }, properties: { x: text } },
      toString: { type: 'object', properties: { toString: text } },
      '../../../tmp/x': { type: 'object', properties: { a: text } },
      ['n'.repeat(10_000)]: { type: 'object', properties: { a: text } },
      ['__proto__']: JSON.parse(
        '{ "type": "object", "required": ["__proto__"], "properties": { "__proto__": { "type": "string" }, "": { "type": "string" }, " ": { "type": "string" }, "1a": { "type": "string" }, "😀": { "type": "string" }, "a\'b": { "type": "string" } } }',
      ) as object,
    },
  },
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'constructor',
        tags: ['../../../tmp/x'],
        summary: bomb,
        description: bomb,
        externalDocs: { url: bomb },
        deprecated: true,
        parameters: [
          { name: 'id', in: 'path', required: true, schema: text },
          { name: 'id', in: 'query', schema: text, description: bomb },
          { name: 'id', in: 'header', schema: text },
          { name: "q'`${PWN()}\\", in: 'query', schema: text },
          { name: 'options', in: 'query', schema: text },
          { name: 'body', in: 'query', schema: text },
          { name: 'arguments', in: 'header', schema: text },
        ],
        responses: ok({ $ref: '#/components/schemas/Response' }),
      },
      post: {
        operationId: 'get-thing',
        parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/__proto__' } } } },
        responses: ok({ $ref: '#/components/schemas/Promise' }),
      },
      put: {
        operationId: 'get_thing',
        parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
        responses: ok({ $ref: '#/components/schemas/Array' }),
      },
      patch: {
        operationId: 'getThing',
        parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
        responses: ok({ $ref: '#/components/schemas/Date' }),
      },
      delete: {
        operationId: 'delete',
        parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
        responses: ok({ $ref: '#/components/schemas/constructor' }),
      },
    },
    '/con': {
      get: {
        tags: ['con'],
        responses: ok({
          anyOf: ['class', 'foo-bar', 'foo_bar', 'FooBar', 'toString', 'n'.repeat(10_000)].map((name) => ({
            $ref: `#/components/schemas/${name}`,
          })),
        }),
      },
    },
    "/x'/`${PWN()}/y": {
      get: { tags: ['then', '__proto__'], responses: ok({ $ref: '#/components/schemas/..~1..~1..~1tmp~1x' }) },
    },
    '/get': { get: { responses: ok(text) } },
    '/options': {
      post: { requestBody: { content: { 'text/plain': { schema: text } } }, responses: { 204: { description: bomb } } },
    },
    '/index': { get: { responses: ok(text) } },
    '/shared': { get: { responses: ok(text) } },
  },
};

let sdk: Sdk;
let folder: SdkFolder;

beforeAll(async () => {
  sdk = await makeSdk({ spec, packageName: '@a/../b', settings: { file_header: bomb, license: bomb } });
  folder = writeSdk(sdk);
});

afterAll(() => folder.remove());

const generated = (): readonly { readonly path: string; readonly text: string }[] =>
  sdk.files.filter(({ owner }) => owner !== 'runtime').map((file) => ({ path: file.path, text: file.render() }));

function identifiersIn(node: ts.Node): string[] {
  const found: string[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child)) found.push(child.text);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

describe('an SDK of a hostile document', () => {
  test('parses, and nothing in it calls what the document wanted to call', () => {
    for (const { path, text: code } of generated().filter((file) => file.path.endsWith('.ts'))) {
      const file = ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true) as ts.SourceFile & {
        readonly parseDiagnostics: readonly ts.Diagnostic[];
      };
      expect(file.parseDiagnostics.map(({ messageText }) => `${path}: ${String(messageText)}`)).toEqual([]);
      expect(identifiersIn(file).filter((name) => name === 'PWN')).toEqual([]);
    }
  });

  test('compiles under strict settings', () => {
    expect(typeErrors(folder.path)).toEqual([]);
  });

  test('has no character that acts on a terminal, editor or parser', () => {
    for (const { path, text: code } of generated())
      expect([
        path,
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800](?![\udc00-\udfff])/.exec(code)?.index,
      ]).toEqual([path, undefined]);
  });

  test('keeps its files inside, each under a name of its own', () => {
    const paths = sdk.files.map(({ path }) => path);
    for (const path of paths) {
      expect(posix.normalize(path)).toBe(path);
      expect(path).toMatch(/^(?:[\w.-]+\/)*[\w.-]+$/);
      expect(path).not.toMatch(/(^|\/)(\.\.|con|nul)(\.|\/|$)/);
    }
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });

  test('has a package.json of its own making', () => {
    const manifest = JSON.parse(sdk.text('package.json')) as { name: string; scripts: object; license: string };
    expect(manifest.name).toBe('a-b');
    expect(manifest.license).toBe('MIT');
    expect(Object.keys(manifest.scripts)).toEqual(['build', 'test', 'types', 'prepack']);
    expect(JSON.parse(sdk.text('operations.json'))).toMatchObject({ language: 'typescript' });
  });

  test('sends exact names and values, and is no thenable', async () => {
    const { default: Client } = (await importModule(folder.path, 'index')) as { default: new (options: object) => AnyClient };
    const { fetch, seen } = fakeFetch(json({ ok: true }));
    const client = new Client({ fetch });
    const described = JSON.parse(sdk.text('operations.json')) as {
      operations: {
        path: string;
        method: string;
        call: string;
        args: { kind: string; fields?: { name: string; in: string; wire: string }[] }[];
      }[];
    };
    const find = (method: string, path: string) =>
      described.operations.find((operation) => operation.method === method && operation.path === path);
    const call = (name: string, ...args: readonly unknown[]): Promise<unknown> => {
      const names = name.split('.');
      const owner = names.slice(0, -1).reduce((at, part) => at[part] as AnyClient, client);
      return (owner[names.at(-1) as string] as unknown as (...given: readonly unknown[]) => Promise<unknown>).apply(owner, [
        ...args,
      ]);
    };

    const get = find('GET', '/things/{id}');
    const fields = get?.args.find(({ kind }) => kind === 'object')?.fields ?? [];
    await call(get?.call ?? '', 'p', Object.fromEntries(fields.map(({ name, wire }) => [name, `${wire}-value`])));
    const url = new URL(seen[0]?.url ?? '');
    expect(url.pathname).toBe('/things/p');
    expect(url.searchParams.get("q'`${PWN()}\\")).toBe("q'`${PWN()}\\-value");
    expect(url.searchParams.get('id')).toBe('id-value');
    expect(seen[0]?.headers).toMatchObject({ id: 'id-value', arguments: 'arguments-value' });

    const post = find('POST', '/things/{id}');
    await call(post?.call ?? '', 'p', JSON.parse('{ "__proto__": "own", "": "empty", "a\'b": "quote" }'));
    expect(seen[1]?.body).toBe('{"__proto__":"own","":"empty","a\'b":"quote"}');

    const odd = find('GET', "/x'/`${PWN()}/y");
    expect(odd).toBeDefined();
    expect((client as unknown as { then?: unknown }).then).toBeUndefined();
  });
});
