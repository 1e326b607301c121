import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compilers } from '../../../test/compile.js';
import { fakeFetch, json, makeSdk, writeSdk } from '../../../testing/sdk.js';
import type { AnyClient, SdkFolder } from '../../../testing/sdk.js';

const spec = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://api.acme.test' }],
  paths: Object.fromEntries(
    ['books', 'authors', 'shelves'].map((name) => [
      `/${name}/{id}`,
      {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: 'One.', content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } } } },
        },
      },
    ]),
  ),
};

let folder: SdkFolder;
const dist = (...parts: readonly string[]): string => join(folder.path, 'dist', ...parts);

beforeAll(async () => {
  folder = writeSdk(await makeSdk({ spec }));
  execFileSync(process.execPath, [join(folder.path, 'scripts', 'build.mjs')], { cwd: folder.path, encoding: 'utf8' });
});

afterAll(() => folder.remove());

type ClientClass = new (options: object) => AnyClient;

describe('a built package', () => {
  test('every entry has code and types for both module systems', () => {
    const files = new Set(readdirSync(dist(), { recursive: true }).map((file) => String(file).replaceAll('\\', '/')));
    for (const name of ['index', 'client-core', 'validation', 'operations/index', 'operations/books', 'resources/books', 'core/error', 'core/uploads', 'lib/index']) {
      for (const extension of ['js', 'cjs', 'd.ts', 'd.cts']) expect(files).toContain(`${name}.${extension}`);
    }
  });

  test('works as an ES module and as CommonJS', async () => {
    const { fetch } = fakeFetch(json({ id: 'b' }));
    const esm = (await import(pathToFileURL(dist('index.js')).href)) as { default: ClientClass; Acme: ClientClass };
    expect(esm.default).toBe(esm.Acme);
    await expect(new esm.Acme({ fetch }).books?.retrieve?.('b')).resolves.toEqual({ id: 'b' });
    const cjs = createRequire(import.meta.url)(dist('index.cjs')) as { default: ClientClass; Acme: ClientClass & Record<string, unknown>; NotFoundError: unknown };
    await expect(new cjs.Acme({ fetch }).books?.retrieve?.('b')).resolves.toEqual({ id: 'b' });
    expect(cjs.Acme['NotFoundError']).toBe(cjs.NotFoundError);
  });

  test('is the client itself where a program requires it', async () => {
    const required = createRequire(import.meta.url)(dist('index.cjs')) as ClientClass & Record<string, unknown>;
    const { fetch } = fakeFetch(json({ id: 'b' }));
    await expect(new required({ fetch }).books?.retrieve?.('b')).resolves.toEqual({ id: 'b' });
    expect(required.name).toBe('Acme');
    expect(required['default']).toBe(required);
    expect(required['Acme']).toBe(required);
    expect(required['__esModule']).toBe(true);
    expect(Object.keys(required)).not.toContain('__esModule');
    expect(new (required['NotFoundError'] as new (details: object) => Error)({})).toBeInstanceOf(required['APIError']);
    for (const name of ['Books', 'AcmeCore', 'APIPromise', 'Stream', 'toFile', 'WebhookVerificationError']) expect(required, name).toHaveProperty(name);
    // What Node tells of a CommonJS module's names by reading it.
    const imported = (await import(pathToFileURL(dist('index.cjs')).href)) as Record<string, unknown>;
    expect(imported['APIError']).toBe(required['APIError']);
    expect(imported['default']).toBe(required);
  });

  test('has a typed default whatever letters its name is of', { timeout: 60_000 }, async () => {
    const other = writeSdk(await makeSdk({ spec: { ...spec, info: { title: 'Ёж', version: '1' } } }));
    try {
      execFileSync(process.execPath, [join(other.path, 'scripts', 'build.mjs')], { cwd: other.path, encoding: 'utf8' });
      expect(readFileSync(join(other.path, 'dist', 'index.d.ts'), 'utf8')).toContain('export { Ёж as default }');
    } finally {
      other.remove();
    }
  });

  test('an error is the same class whichever door it comes through', async () => {
    const load = (name: string): Promise<Record<string, unknown>> => import(pathToFileURL(dist(`${name}.js`)).href) as Promise<Record<string, unknown>>;
    const [index, errors, functions, core] = await Promise.all([load('index'), load('core/error'), load('operations/books'), load('client-core')]);
    expect(errors?.['NotFoundError']).toBe(index?.['NotFoundError']);
    const { fetch } = fakeFetch(() => Response.json({ message: 'gone' }, { status: 404 }));
    const client = new (core?.['AcmeCore'] as ClientClass)({ fetch });
    const retrieve = functions?.['booksRetrieve'] as (client: AnyClient, id: string) => Promise<unknown>;
    await expect(retrieve(client, 'b')).rejects.toBeInstanceOf(index?.['NotFoundError']);
  });

  test('importing it reads three modules', () => {
    const imports = (file: string): string[] => [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g)].map((match) => join(file, '..', match[1] as string));
    const seen = new Set<string>([dist('index.js')]);
    for (const file of seen) for (const next of imports(file)) seen.add(next);
    expect([...seen].map((file) => file.slice(dist().length + 1)).sort()).toEqual(['chunks/client.js', 'chunks/runtime.js', 'index.js']);
  });

  test('a program that calls one operation bundles one operation', async () => {
    const bundle = async (code: string): Promise<string> => {
      writeFileSync(join(folder.path, 'program.mjs'), code);
      const { outputFiles } = await build({ entryPoints: [join(folder.path, 'program.mjs')], bundle: true, minify: true, format: 'esm', platform: 'browser', external: ['node:*'], write: false });
      return outputFiles[0]?.text ?? '';
    };
    const one = await bundle("import { AcmeCore } from './dist/client-core.js'; import { booksRetrieve } from './dist/operations/books.js'; console.log(booksRetrieve(new AcmeCore(), 'b'));");
    const all = await bundle("import { Acme } from './dist/index.js'; console.log(new Acme().books.retrieve('b'));");
    expect(one).not.toContain('/authors/');
    expect(one).not.toContain('text/event-stream');
    expect(all).toContain('/authors/');
    expect(gzipSync(one).length).toBeLessThan(gzipSync(all).length);
  });

  test.each([
    ['esm', 'module', 'node16'],
    ['cjs', 'commonjs', 'node16'],
    ['bundled', 'module', 'bundler'],
    ['old', 'commonjs', 'node10'],
  ])('is typed for %s programs', (name, type, resolution) => {
    const program = join(folder.path, 'node_modules', '.programs', name);
    const code = [
      "import Client, { Acme, APIError, type ClientOptions, toFile, Books } from '@acme/sdk';",
      "import { Books as Same } from '@acme/sdk/resources/books';",
      "import { booksRetrieve } from '@acme/sdk/operations/books';",
      "import { AcmeCore } from '@acme/sdk/client-core';",
      "import { NotFoundError } from '@acme/sdk/core/error.js';",
      "import { booksRetrieve as again } from '@acme/sdk/operations';",
      "import * as own from '@acme/sdk/lib';",
      "import manifest from '@acme/sdk/package.json';",
      'const options: ClientOptions = { maxRetries: 1 };',
      'const client: Acme = new Client(options);',
      "const book: Promise<Books.BookRetrieveResponse> = client.books.retrieve('b');",
      "const other: Promise<Acme.BookRetrieveResponse> = booksRetrieve(new AcmeCore(options), 'b');",
      'const same: typeof Books = Same;',
      'export const error: typeof APIError = Client.APIError;',
      '// @ts-expect-error: an id is a string',
      'client.books.retrieve(1);',
      'void [book, other, same, toFile, NotFoundError, again, own, manifest.version];',
    ].join('\n');
    writeProgram(program, { type, code, resolution });
    // The newest compiler has forgotten what the oldest resolution is.
    const compiler = compilers[resolution === 'node10' ? '5.9' : '7.0'];
    const { stdout } = spawnSync(process.execPath, [compiler, '--pretty', 'false', '-p', program], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});

interface Program {
  readonly type: string;
  readonly code: string;
  readonly resolution: string;
}

function writeProgram(path: string, { type, code, resolution }: Program): void {
  const link = join(path, 'node_modules', '@acme');
  mkdirSync(link, { recursive: true });
  symlinkSync(folder.path, join(link, 'sdk'));
  writeFileSync(join(path, 'package.json'), JSON.stringify({ type }));
  writeFileSync(join(path, 'program.ts'), code);
  const module = { bundler: 'esnext', node10: 'commonjs' }[resolution] ?? 'node16';
  const compilerOptions = { target: 'es2022', lib: ['es2023', 'dom'], types: [], strict: true, noEmit: true, exactOptionalPropertyTypes: true, skipLibCheck: false, resolveJsonModule: true, esModuleInterop: true, module, moduleResolution: resolution };
  writeFileSync(join(path, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
}
