import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targets } from '../src/targets/index.js';

const generator = fileURLToPath(new URL('..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Every Node that is at hand: the project's own, and the ones that the machine has besides. */
function nodes(): readonly (readonly [version: string, path: string])[] {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const found = [process.execPath, ...folders.map((folder) => join(folder, name)).filter((path) => existsSync(path))].map((path) => realpathSync(path));
  return [...new Set(found)].map((path) => [execFileSync(path, ['--version'], { encoding: 'utf8' }).trim(), path] as const);
}

let project: string;

const run = (command: string, args: readonly string[], options: { readonly cwd?: string; readonly path?: string } = {}): string => {
  const PATH = [...(options.path === undefined ? [] : [options.path]), process.env.PATH ?? ''].join(delimiter);
  return execFileSync(command, args, { cwd: options.cwd ?? project, encoding: 'utf8', env: { ...process.env, PATH, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
};

const spec = {
  openapi: '3.1.0',
  info: { title: 'Tiny', version: '1.0.0' },
  servers: [{ url: 'https://tiny.example' }],
  paths: { '/things': { get: { summary: 'Lists things.', responses: { 200: { description: 'Things.', content: { 'application/json': { schema: { type: 'array', items: { type: 'string' } } } } } } } } },
};

const program = `
import { generate, check, dumpIr, version } from 'sdkwright';
const options = { spec: { text: ${JSON.stringify(JSON.stringify(spec))}, file: 'tiny.json' } };
const result = await generate({ ...options, targets: [{ name: 'typescript', out: process.argv[2], packageName: 'tiny' }] });
const { ok } = await check(options);
const { api } = await dumpIr(options);
console.log(JSON.stringify({ status: result.status, operations: result.counts.operations, created: result.targets[0].created.length > 10, ok, title: api.title, version }));
`;

const typed = `
import { generate, type GenerateResult, type Diagnostic, type Api } from 'sdkwright';
export const run = async (): Promise<readonly Diagnostic[]> => {
  const result: GenerateResult = await generate({ spec: 'openapi.json', targets: [{ name: 'typescript', out: 'sdk' }], onProgress: ({ stage }) => console.log(stage) });
  return result.diagnostics;
};
export const title = (api: Api): string => api.title;
// @ts-expect-error there is no such option
void generate({ spec: 'x', tragets: [] });
`;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'sdkwright-package-'));
  const packed = join(project, 'pack');
  mkdirSync(packed);
  run('npx', ['tsup', '--out-dir', join(packed, 'dist'), '--silent'], { cwd: generator });
  for (const name of ['package.json', 'README.md', 'LICENSE']) if (existsSync(join(generator, name))) copyFileSync(join(generator, name), join(packed, name));
  run(npm, ['pack', '--silent', '--pack-destination', project], { cwd: packed });
  rmSync(packed, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "name": "someone", "private": true, "type": "module" }\n');
  writeFileSync(join(project, 'openapi.json'), JSON.stringify(spec));
  writeFileSync(join(project, 'program.mjs'), program);
  const { version } = JSON.parse(readFileSync(join(generator, 'package.json'), 'utf8')) as { version: string };
  run(npm, ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', `./sdkwright-${version}.tgz`]);
}, 300_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the package, as a user installs it', () => {
  it.each(nodes())('works as a command and as a library under Node %s', (version, path) => {
    const options = { path: dirname(path) };
    const out = `sdk-${version}`;
    expect(run('npx', ['--no-install', 'sdkwright', 'generate', '--spec', 'openapi.json', '--target', 'typescript', '--out', out, '--package', 'tiny'], options)).toMatch(/1 operation/);
    expect(readFileSync(join(project, out, 'src/client.ts'), 'utf8')).toContain('class Tiny');
    expect(run('npx', ['--no-install', 'sdkwright', 'generate', '--spec', 'openapi.json', '--target', 'typescript', '--out', out, '--package', 'tiny'], options)).toMatch(/up to date/);
    const { version: own } = JSON.parse(readFileSync(join(project, 'node_modules/sdkwright/package.json'), 'utf8')) as { version: string };
    expect(JSON.parse(run(path, ['program.mjs', `lib-${version}`], options))).toEqual({ status: 'generated', operations: 1, created: true, ok: true, title: 'Tiny', version: own });
  });

  it('has types that a strict compiler accepts', () => {
    const compiler = join(generator, '..', 'node_modules', '@typescript', 'native', 'bin', 'tsc');
    writeFileSync(join(project, 'typed.ts'), typed);
    const flags = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--types', '', '--lib', 'es2023,dom', 'typed.ts'];
    expect(run(process.execPath, [compiler, ...flags])).toBe('');
  });

  it('promises the languages that it has, and no other', () => {
    const { description, keywords } = JSON.parse(readFileSync(join(generator, 'package.json'), 'utf8')) as { description: string; keywords: string[] };
    const languages = ['typescript', 'python', 'go', 'java', 'kotlin', 'ruby', 'csharp', 'php', 'swift', 'rust', 'server', 'stubs', 'docs'];
    const named = (text: string): string[] => languages.filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(text)).sort();
    expect(named(description)).toEqual(Object.keys(targets).sort());
    expect(named(keywords.join(' '))).toEqual(Object.keys(targets).sort());
  });

  it('holds what it runs, and nothing else', () => {
    const files = run('tar', ['-tzf', readTarball()]).trim().split('\n');
    expect(files).toEqual(expect.arrayContaining(['package/package.json', 'package/dist/cli.js', 'package/dist/index.js', 'package/dist/index.d.ts']));
    expect(files.filter((file) => !/^package\/(dist\/[\w.-]+\.(js|d\.ts)|package\.json|README\.md|LICENSE)$/.test(file))).toEqual([]);
  });
});

const readTarball = (): string => `sdkwright-${(JSON.parse(readFileSync(join(generator, 'package.json'), 'utf8')) as { version: string }).version}.tgz`;
