import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../src/generate.js';
import { syntheticDocument } from '../bench/synthetic.mjs';

/*
 * What an SDK may cost, as counts: they hold on any machine. Times are in docs/benchmarks.md.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const KiB = 1024;

let work: string;
let sdk: string;

/** Generates and builds an SDK; returns its folder. */
async function buildSDK(name: string, spec: string, config: string | false): Promise<string> {
  const out = join(work, name);
  const { status } = await generate({ spec, config, targets: [{ name: 'typescript', out, packageName: `@bench/${name}` }] });
  expect(status).toBe('generated');
  symlinkSync(join(root, 'node_modules'), join(out, 'node_modules'));
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: out, stdio: 'pipe' });
  return out;
}

/** A program bundled for a browser: bytes minified and gzipped, and what is in it. */
async function bundle(program: string): Promise<{ readonly size: number; readonly inputs: readonly string[] }> {
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, metafile: true } as const;
  const { outputFiles, metafile } = await build({ ...options, stdin: { contents: program, resolveDir: sdk, loader: 'ts' } });
  return { size: gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length, inputs: included(metafile) };
}

const included = ({ outputs }: Metafile): readonly string[] =>
  Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file.replace(/^.*\/src\//, '')] : [])));

/** A program that runs `operation` of `module` from the sources in `from`. */
const oneFunction = (from: string, module: string, call: string): string =>
  `import { HalyardCore } from './${from}/client-core.js';\nimport { ${call.split('(')[0] ?? ''} } from './${from}/operations/${module}.js';\nconst client = new HalyardCore({ apiKey: 'key' });\n${call}.then((value) => console.log(value));`;

/** What npm would install. */
function packed(folder: string): { readonly unpackedSize: number; readonly entryCount: number } {
  const text = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [one] = Object.values(JSON.parse(text) as Record<string, { readonly unpackedSize: number; readonly entryCount: number }>);
  if (!one) throw new Error(`npm pack said ${text}`);
  return one;
}

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'sdkwright-budgets-'));
  sdk = await buildSDK('halyard', join(root, 'spec/openapi.yaml'), join(root, 'spec/sdkwright.yaml'));
}, 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('a bundle', () => {
  it('of one function holds retries, timeouts and typed errors, and nothing that it does not use', async () => {
    const { size, inputs } = await bundle(oneFunction('src', 'models', "modelsRetrieve(client, 'm1')"));
    expect(inputs).toEqual(expect.arrayContaining(['internal/call.ts', 'internal/retry.ts', 'core/error.ts']));
    expect(inputs.filter((file) => /^resources\/|core\/(page|pagination|streaming|jsonl|uploads|webhooks|validate|form)\.|client\.ts$/.test(file))).toEqual(['internal/client.ts']);
    expect(size).toBeLessThan(FUNCTION);
  });

  it('of a built function is no larger than that of its source', async () => {
    const [source, built] = await Promise.all(['src', 'dist'].map((from) => bundle(oneFunction(from, 'models', "modelsRetrieve(client, 'm1')"))));
    expect(built?.size).toBeLessThan((source?.size ?? 0) * 1.03);
  });

  it('of a function that can stream adds the reader of events, and no more', async () => {
    const { size, inputs } = await bundle(oneFunction('src', 'chat/completions', "chatCompletionsCreate(client, { model: 'm1', messages: [] })"));
    expect(inputs).toEqual(expect.arrayContaining(['core/streaming.ts', 'internal/sse.ts']));
    expect(inputs.filter((file) => /^resources\/|core\/(page|uploads|webhooks|validate)\./.test(file))).toEqual([]);
    expect(size).toBeLessThan(FUNCTION + 3 * KiB);
  });

  it('of the client holds all 200 operations', async () => {
    const { size, inputs } = await bundle("import Halyard from './src/index.js';\nnew Halyard({ apiKey: 'key' }).models.retrieve('m1').then((model) => console.log(model));");
    expect(inputs.filter((file) => file.startsWith('resources/')).length).toBeGreaterThan(50);
    expect(inputs.filter((file) => /^operations\/|core\/validate\.|validation\./.test(file))).toEqual([]);
    expect(size).toBeLessThan(CLIENT);
  });
});

/** Gzipped bytes that one call may bring. */
const FUNCTION = 11.25 * KiB;
const CLIENT = 31 * KiB;

describe('an installed SDK', () => {
  it('depends on nothing', () => {
    const manifest = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8')) as Record<string, unknown>;
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies']) expect(manifest[kind]).toBeUndefined();
    expect(manifest['sideEffects']).toBe(false);
  });

  it('is small', () => {
    const { unpackedSize, entryCount } = packed(sdk);
    expect(unpackedSize).toBeLessThan(1.5e6);
    expect(entryCount).toBeLessThan(1200);
  });

  const openai = join(process.env['SDKWRIGHT_CORPUS'] ?? '', 'openai.yaml');
  if (process.env['SDKWRIGHT_CORPUS'] && existsSync(openai)) {
    it('takes at most 2.5 MB for OpenAI’s document', { timeout: 120_000 }, async () => {
      expect(packed(await buildSDK('openai', openai, false)).unpackedSize).toBeLessThan(2.5e6);
    });
  }
});

describe('an import', () => {
  const run = (name: string, text: string): string => {
    const file = join(work, 'import', name);
    mkdirSync(join(work, 'import'), { recursive: true });
    writeFileSync(file, text);
    return execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim();
  };

  it('reads few files and touches no global that is dear to load', () => {
    const watch = `
      import { registerHooks } from 'node:module';
      const touched = [];
      for (const name of ['fetch', 'Headers', 'Request', 'Response', 'FormData', 'WebSocket', 'EventSource', 'File', 'Blob', 'crypto']) {
        const own = Object.getOwnPropertyDescriptor(globalThis, name);
        if (own) Object.defineProperty(globalThis, name, { configurable: true, get() { touched.push(name); return own.get ? own.get.call(globalThis) : own.value; } });
      }
      let read = 0;
      registerHooks?.({ load(url, context, next) { if (url.includes('/dist/')) read++; return next(url, context); } });
      await import(${JSON.stringify(join(sdk, 'dist/index.js'))});
      console.log(JSON.stringify({ touched, read }));
    `;
    const { touched, read } = JSON.parse(run('watch.mjs', watch)) as { readonly touched: readonly string[]; readonly read: number };
    expect(touched).toEqual([]);
    expect(read).toBeLessThanOrEqual(4);
  });
});

describe('generation', () => {
  /** Milliseconds of CPU that generating a document of so many operations takes. */
  async function cpu(operations: number): Promise<number> {
    const before = process.cpuUsage();
    const { status } = await generate({ spec: { text: JSON.stringify(syntheticDocument(operations)) }, config: false, targets: [{ name: 'typescript', out: join(work, 'none'), packageName: 'none' }], dryRun: true });
    expect(status).toBe('generated');
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }

  it('takes time in proportion to the document', { timeout: 120_000 }, async () => {
    await cpu(250);
    const small = await cpu(500);
    const large = await cpu(4000);
    // Eight times the document; what is quadratic would take sixty-four times as long.
    expect(large / small).toBeLessThan(16);
  });
});
