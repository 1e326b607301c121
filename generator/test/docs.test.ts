import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import yaml from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../src/cli/commands.js';
import { commandHelp, programHelp } from '../src/cli/help.js';
import { table } from '../src/diagnostics.js';
import { generate } from '../src/generate.js';
import { compilers } from './compile.js';
// @ts-expect-error a script, without declarations
import { cliPage, diagnosticsPage } from '../../scripts/reference.mjs';

/*
 * Documentation that can drift is checked: code is compiled, configurations are read, links are followed, references are written anew.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = ['docs/guide', 'docs/reference', 'docs/decisions']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .concat('generator/README.md', 'CONTRIBUTING.md', 'SECURITY.md')
  .sort();

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'sdkwright-docs-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The fenced blocks of a page in one language. */
const blocks = (page: string, language: string): readonly string[] =>
  [...read(page).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, name]) => name === language).map(([, , text]) => text as string);

describe('the code of the guides', () => {
  it('compiles against what it is about', { timeout: 60_000 }, async () => {
    const sources = ['docs/guide/sdk.md', 'docs/guide/what-is-generated.md', 'docs/guide/getting-started.md', 'generator/README.md', 'sdks/typescript/README.md'];
    const files = sources.flatMap((page) => blocks(page, 'ts').map((text, index) => ({ name: `${page.replaceAll(/\W+/g, '-')}-${index + 1}.ts`, text })));
    expect(files.length).toBeGreaterThan(20);
    expect(await compile(files)).toBe('');
    expect(await compile([{ name: 'wrong.ts', text: 'await client.models.retrieve(1);' }])).toContain('wrong.ts(1,30): error TS2345');
  });
});

/** What the compiler says of modules in which `client` and `Halyard` are there already. */
async function compile(files: readonly { readonly name: string; readonly text: string }[]): Promise<string> {
  const folder = mkdtempSync(join(work, 'code-'));
  const sdk = join(root, 'sdks/typescript/src');
  const compilerOptions = {
    noEmit: true, strict: true, target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
    module: 'esnext', moduleResolution: 'bundler', moduleDetection: 'force', skipLibCheck: true, types: ['node'], typeRoots: [join(root, 'node_modules/@types')],
    paths: { '@halyard-ai/sdk': [`${sdk}/index.ts`], '@halyard-ai/sdk/*': [`${sdk}/*.ts`], sdkwright: [join(root, 'generator/src/index.ts')] },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts', join(root, 'generator/src/kit/modules.d.ts')] }));
  writeFileSync(join(folder, 'globals.d.ts'), "declare const Halyard: typeof import('@halyard-ai/sdk').Halyard;\ndeclare const client: import('@halyard-ai/sdk').Halyard;\n");
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  const done = promisify(execFile)(process.execPath, [compilers['7.0'], '--pretty', 'false', '-p', folder], { cwd: folder });
  return done.then(() => '', ({ stdout }: { readonly stdout: string }) => stdout);
}

describe('the first document', () => {
  it('is generated without a finding', async () => {
    const text = blocks('docs/guide/getting-started.md', 'yaml').find((block) => block.startsWith('openapi:')) ?? '';
    const { status, diagnostics, counts } = await generate({ spec: { text }, config: false, targets: [{ name: 'typescript', out: join(work, 'sdk') }], dryRun: true });
    expect({ status, diagnostics }).toEqual({ status: 'generated', diagnostics: [] });
    expect(read('docs/guide/getting-started.md')).toContain(`typescript sdk: ${counts.operations} operations, ${counts.types} types, `);
  });
});

describe('the configurations of the guide', () => {
  const spec = { text: blocks('docs/guide/getting-started.md', 'yaml').find((block) => block.startsWith('openapi:')) ?? '' };
  const findings = async (config: Record<string, unknown>) => (await generate({ spec, config, targets: [{ name: 'typescript', out: join(work, 'sdk') }], dryRun: true })).diagnostics;

  it.each(['configuration', 'what-is-generated'].flatMap((page) => blocks(`docs/guide/${page}.md`, 'yaml').map((text) => [text.split('\n')[0], text] as const)))('%s … is read without a finding', async (_, text) => {
    const found = await findings(yaml.load(text) as Record<string, unknown>);
    expect(found.filter(({ code }) => code !== 'config/unspecified')).toEqual([]);
  });

  it('names keys that are not applied where it says so', async () => {
    const rows = [...read('docs/guide/configuration.md').split('## Understood, but not applied')[1]!.split('\n## ')[0]!.matchAll(/^\| (.+?) \| (.+) \|$/gm)].slice(2);
    const keysOf = (place: string): Record<string, unknown> => {
      const cell = rows.find(([, name]) => name!.replaceAll('`', '') === place)?.[2] ?? '';
      return Object.fromEntries([...cell.matchAll(/`([\w$]+)`/g)].map(([, key]) => [key, true]));
    };
    const method = { endpoint: 'get /orders', ...keysOf('a method'), streaming: keysOf('a method\'s streaming') };
    const config = {
      ...keysOf('root'),
      client_settings: { ...keysOf('client_settings'), opts: { api_key: keysOf('an option of the client') } },
      resources: { orders: { ...keysOf('a resource'), methods: { list: method }, models: { order: { openapi_uri: 'Order', ...keysOf('a model') } } } },
      pagination: [{ name: 'x', type: 'cursor', ...keysOf('a scheme of paging') }],
      streaming: { on_event: [{ kind: 'fallthrough', handle: 'yield', ...keysOf('a rule of on_event') }] },
      query_settings: keysOf('query_settings'),
    };
    expect(Object.keys(method).length).toBeGreaterThan(15);
    const found = (await findings(config)).filter(({ code }) => code.startsWith('config/') && code !== 'config/unspecified');
    expect(found.filter(({ code }) => code !== 'config/idle' && code !== 'config/type')).toEqual([]);
    expect(found.length).toBeGreaterThan(42);
  });
});

describe('links', () => {
  it.each(pages)('of %s lead somewhere', (page) => {
    const text = read(page).replaceAll(/^```[\s\S]*?^```$/gm, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string).filter((target) => !/^[a-z]+:/.test(target));
    expect(targets.filter((target) => !leads(page, target))).toEqual([]);
  });
});

/** Whether a link from a page has a file, and a heading where it names one. */
function leads(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : relative(root, join(root, dirname(page), path));
  if (!existsSync(join(root, file))) return false;
  if (anchor === undefined) return true;
  const headings = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(/[^\w\- ]/g, '').replaceAll(' ', '-'));
  return headings.includes(anchor);
}

describe('the reference', () => {
  it('of diagnostics is what the table says', () => {
    expect(read('docs/reference/diagnostics.md')).toBe(diagnosticsPage(table));
  });

  it('of the command line is what its help says', () => {
    const help = Object.fromEntries(commands.map((command) => [command.name, commandHelp(command)]));
    expect(read('docs/reference/cli.md')).toBe(cliPage({ program: programHelp(commands), help }));
  });
});
