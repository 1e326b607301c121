import { spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram, type Program } from './program.js';

const spec = `openapi: 3.1.0
info: { title: Tiny, version: 1.0.0 }
servers: [{ url: https://tiny.example }]
paths:
  /things/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: A thing., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
components: { schemas: { Thing: { type: object, required: [id], properties: { id: { type: string } } } } }
`;
// A header with such a name can't be sent: an error.
const broken = spec.replace('in: path, required: true, schema: { type: string } }]', 'in: path, required: true, schema: { type: string } }, { name: "a\\r\\nb", in: header, schema: {} }]');
// Two paths that differ only in the name of a parameter: a warning.
const doubtful = spec.replace('components:', "  /things/{other}:\n    put:\n      parameters: [{ name: other, in: path, required: true, schema: { type: string } }]\n      responses: { '204': { description: Done. } }\ncomponents:");

let program: Program;
let cwd: string;

beforeAll(async () => {
  program = await buildProgram();
});
afterAll(() => program.remove());
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'sdkwright-cli-'));
  writeFileSync(join(cwd, 'openapi.yaml'), spec);
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const run = (args: readonly string[], options = {}) => program.run(args, { cwd, ...options });
const generateArgs = ['generate', '--spec', 'openapi.yaml', '--target', 'typescript', '--out', 'sdk'];
const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);

describe('generate', () => {
  it('writes an SDK, says so in one line, and nothing else into a pipe', async () => {
    const { code, stdout, stderr } = await run(generateArgs);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^typescript sdk: 1 operation, \d+ types?, \d+ files \(\d+ new\)\n$/);
    expect(readFileSync(join(cwd, 'sdk/src/client.ts'), 'utf8')).toContain('class Tiny');
  });

  it('does nothing when nothing changed, and all again when told to or when something did', async () => {
    await run(generateArgs);
    const before = statSync(join(cwd, 'sdk/src/client.ts')).mtimeMs;
    expect((await run(generateArgs)).stdout).toMatch(/files up to date\n$/);
    expect((await run([...generateArgs, '--force'])).stdout).toMatch(/\(\d+ unchanged\)\n$/);
    expect(statSync(join(cwd, 'sdk/src/client.ts')).mtimeMs).toBe(before);
    expect((await run(generateArgs)).stdout).toMatch(/up to date\n$/);
    put('openapi.yaml', spec.replace('A thing.', 'Some thing.').replace('title: Tiny', 'title: Small'));
    expect((await run(generateArgs)).stdout).toMatch(/changed/);
    expect((await run([...generateArgs, '--package', 'other'])).stdout).not.toMatch(/up to date/);
    put('sdkwright.yaml', 'organization: { name: acme }\n');
    expect((await run([...generateArgs, '--package', 'other'])).stdout).toMatch(/changed/);
    rmSync(join(cwd, 'sdk/src/index.ts'));
    expect((await run([...generateArgs, '--package', 'other'])).stdout).toMatch(/1 new/);
  });

  it('finds the document by its usual name, and takes it as a word', async () => {
    expect((await run(['generate', '-t', 'typescript', '-o', 'sdk'])).code).toBe(0);
    expect((await run(['generate', 'openapi.yaml', '-t', 'typescript', '-o', 'sdk2'])).code).toBe(0);
  });

  it('reads standard input', async () => {
    const args = ['generate', '--spec', '-', '--target', 'typescript', '--out', 'sdk'];
    expect((await run(args, { input: spec })).stdout).toMatch(/new/);
    expect((await run(args, { input: spec })).stdout).toMatch(/up to date/);
    expect((await run(args, { input: spec.replaceAll('Thing', 'Item') })).stdout).toMatch(/changed/);
    const { code, stderr } = await run(args, { input: broken });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^<stdin>:7:\d+ error /);
  });

  it('tells with --check whether the output is up to date, and writes nothing', async () => {
    const missing = await run([...generateArgs, '--check']);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('Not up to date');
    expect(existsSync(join(cwd, 'sdk'))).toBe(false);
    await run(generateArgs);
    expect((await run([...generateArgs, '--check'])).code).toBe(0);
    put('openapi.yaml', spec.replace('A thing.', 'One thing.').replace('title: Tiny', 'title: Small'));
    const stale = await run([...generateArgs, '--check']);
    expect(stale.code).toBe(1);
    expect(stale.stderr).toMatch(/Not up to date: \d+ files?\. Run the same command without --check\.\n {2}sdk\//);
  });

  it('writes nothing in a dry run', async () => {
    const { code, stdout } = await run([...generateArgs, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/new\), nothing written: dry run\n$/);
    expect(existsSync(join(cwd, 'sdk'))).toBe(false);
  });

  it('says where errors are, writes nothing and exits with 1', async () => {
    put('openapi.yaml', broken);
    const { code, stdout, stderr } = await run(generateArgs);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^openapi\.yaml:7:\d+ error [a-z-]+\/[a-z-]+ {2}.*header/);
    expect(stderr).toMatch(/\n {2}help: \S/);
    expect(stderr).toMatch(/1 error; nothing was written\.\n$/);
    expect(existsSync(join(cwd, 'sdk'))).toBe(false);
  });

  it('passes warnings, unless strict', async () => {
    put('openapi.yaml', doubtful);
    const relaxed = await run(generateArgs);
    expect(relaxed.code).toBe(0);
    expect(relaxed.stderr).toMatch(/ warning /);
    const again = await run(generateArgs);
    expect(again.stdout).toMatch(/up to date/);
    expect(again.stderr).toBe(relaxed.stderr);
    const strict = await run([...generateArgs, '--strict']);
    expect(strict.code).toBe(1);
    expect(strict.stderr).toMatch(/ error /);
  });

  it('refuses to overwrite what it did not make, and exits with 3', async () => {
    await run(generateArgs);
    put('sdk/src/client.ts', '// mine\n');
    const { code, stderr } = await run(generateArgs);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^sdk\/src\/client\.ts error write\/edited {2}/);
    expect(readFileSync(join(cwd, 'sdk/src/client.ts'), 'utf8')).toBe('// mine\n');
    expect((await run([...generateArgs, '--force'])).code).toBe(0);
  });

  it('prints one JSON value with --json, whatever happens', async () => {
    const good = await run([...generateArgs, '--json']);
    const result = JSON.parse(good.stdout) as { status: string; exitCode: number; counts: unknown; targets: { created: string[] }[]; timings: Record<string, number> };
    expect(result).toMatchObject({ status: 'generated', exitCode: 0, counts: { operations: 1, skipped: 0 } });
    expect(result.targets[0]?.created).toContain('src/client.ts');
    expect(Object.keys(result.timings)).toEqual(['load', 'resolve', 'validate', 'model', 'plan', 'render', 'write']);
    put('openapi.yaml', broken);
    const bad = await run([...generateArgs, '--json']);
    expect(bad).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(bad.stdout)).toMatchObject({ status: 'invalid', exitCode: 1, targets: [], diagnostics: [{ severity: 'error', place: { file: 'openapi.yaml', line: 7 } }] });
  });

  it('keeps quiet with --quiet, and tells times with --timings', async () => {
    expect(await run([...generateArgs, '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await run([...generateArgs, '--timings', '--force'])).stderr).toMatch(/^load +[\d.]+ ms\n[^]*total +[\d.]+ ms\n$/);
  });

  it('generates the targets of the configuration', async () => {
    put('sdkwright.yaml', "targets: { typescript: { package_name: '@acme/tiny', output: clients/ts } }\n");
    expect((await run(['generate'])).stdout).toMatch(/^typescript clients\/ts: /);
    put('sdkwright.yaml', 'targets: {}\n');
    expect(await run(['generate'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/generate\/no-target/) as string });
  });

  it('generates several targets in one run, each into a folder of its name or its own', async () => {
    const { code, stdout, stderr } = await run(['generate', '-t', 'typescript,python', '-o', 'sdks', '--strict']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^typescript sdks\/typescript: 1 operation, .* new\)\npython sdks\/python: 1 operation, .* new\)\n$/);
    const [typescript, python] = ['sdks/typescript', 'sdks/python'].map((path) => readdirSync(join(cwd, path)));
    expect(typescript).toEqual(expect.arrayContaining(['package.json', 'src']));
    expect(python).toEqual(expect.arrayContaining(['pyproject.toml', 'src']));
    expect((await run(['generate', '-t', 'typescript', '-o', 'ts', '-t', 'python', '-o', 'py'])).stdout).toMatch(/^typescript ts: [^]*\npython py: /);
    put('sdkwright.yaml', 'targets: { python: { output: here/py }, typescript: { output: here/ts } }\n');
    expect((await run(['generate'])).stdout).toMatch(/^python here\/py: [^]*\ntypescript here\/ts: /);
    expect((await run(['generate'])).stdout).toMatch(/up to date\n.*up to date\n$/);
  });

  it('knows no other target than there is', async () => {
    expect(await run(['generate', '-t', 'cobol', '-o', 'x'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/There is no target cobol\n {2}help: The targets are: .*typescript/) as string });
    expect(await run(['generate', '-t', 'typescript'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/generate\/no-output/) as string });
  });

  it('keeps escapes of a document away from the terminal', async () => {
    put('openapi.yaml', broken.replace('a\\r\\nb', '\\e[31mRed\\u202e\\x9b\\u200b'));
    const { code, stderr } = await run(generateArgs);
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(stderr).toContain('Red');
  });

  it('is the same from run to run, wherever it runs', async () => {
    const other = mkdtempSync(join(tmpdir(), 'sdkwright-other-'));
    try {
      writeFileSync(join(other, 'openapi.yaml'), spec);
      await run(generateArgs);
      await program.run(generateArgs, { cwd: other, env: { LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' } });
      const files = (folder: string): string[] => (readdirSync(join(folder, 'sdk'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && entry.name !== 'state.json').map((entry) => join(entry.parentPath, entry.name).slice(folder.length)).sort();
      expect(files(other)).toEqual(files(cwd));
      for (const file of files(cwd)) expect(readFileSync(join(other, file), 'utf8'), file).toBe(readFileSync(join(cwd, file), 'utf8'));
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });
});

describe('usage', () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /A command is missing/],
    [['genrate'], /There is no command genrate\. Did you mean generate\?/],
    [['--spec', 'x'], /A command is missing before --spec/],
    [['generate', '--tarrget', 'x'], /There is no option --tarrget\. Did you mean --target\?/],
    [['generate', '-x'], /There is no option -x/],
    [['generate', '--spec'], /--spec needs a value/],
    [['generate', '--spec', '--target', 'x'], /--spec needs a value/],
    [['generate', '--strict=yes'], /--strict takes no value/],
    [['generate', '--spec', 'a', '--spec', 'b'], /--spec is given 2 times/],
    [['generate', 'a', 'b'], /b is one word too many/],
    [['generate', '--out', 'x'], /--out needs --target/],
    [['dump', 'tokens'], /tokens can't be printed/],
    [['check', '--allow-origin', 'api.example.com'], /--allow-origin api\.example\.com names no origin: write it with its scheme, as in https:\/\/api\.example\.com/],
    [['generate', '-t', 'typescript', '-o', 'x', '--allow-origin', 'file://x'], /names no origin/],
    [['init', '--allow-origin', '/srv'], /names no origin/],
    [['check', '--config', 'a.yaml', '--no-config'], /--config and --no-config exclude each other/],
    [['generate', '-t', 'typescript,typescript', '-o', 'x'], /The target typescript is named twice/],
    [['generate', '-t', 'typescript,', '-o', 'x'], /names nothing between two commas/],
    [['generate', '-t', 'a,b', '-o', 'x', '-o', 'y', '-o', 'z'], /--out is given 3 times for 2 targets/],
    [['generate', '-t', 'a,b', '-o', 'x', '-p', 'y'], /--package is given 1 time for 2 targets/],
  ];
  it.each(wrong)('%j is refused with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
  });

  it('helps: with the program, with every command, and with its version', async () => {
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/Commands:\n {2}generate .*\n {2}check .*\n {2}init .*\n {2}dump .*\n/);
    expect(help.stdout).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 .*\n {2}70 /);
    for (const command of ['generate', 'check', 'init', 'dump']) expect((await run([command, '--help'])).stdout).toMatch(/Usage: sdkwright [^]*Options:\n[^]*Example/);
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('usage with --json', () => {
  it.each([[['check', '--json', '--bogus']], [['generate', '--json', '--out', 'x']], [['chekc', '--json']]])('%j is JSON too', async (args) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 2, status: 'usage', ok: false, diagnostics: [{ code: 'usage', severity: 'error', message: expect.any(String) as string, help: expect.stringContaining('--help') as string }] });
  });
});

describe('what the file system refuses', () => {
  it('is said, with exit code 3: an output folder that is a file', async () => {
    put('sdk', 'mine');
    const { code, stdout, stderr } = await run(generateArgs);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^sdk error write\/failed {2}Cannot write .*sdk: it is a file, where a folder is needed\n {2}help: Choose another output folder[^]*1 error; nothing was written\.\n$/);
    expect(JSON.parse((await run([...generateArgs, '--json'])).stdout)).toMatchObject({ exitCode: 3, status: 'refused', diagnostics: [{ code: 'write/failed' }] });
  });

  it('is said of a journal that is not one, and mended with --force', async () => {
    await run(generateArgs);
    put('sdk/.sdkwright/journal.json', 'x');
    put('openapi.yaml', spec.replace('A thing.', 'One thing.'));
    expect(await run(generateArgs)).toMatchObject({ code: 3, stderr: expect.stringMatching(/^sdk\/\.sdkwright\/journal\.json error write\/journal [^]*--force/) as string });
    expect(await run([...generateArgs, '--force'])).toMatchObject({ code: 0, stderr: expect.stringMatching(/warning write\/journal-aside .*journal\.json\.corrupt/) as string });
    expect(readFileSync(join(cwd, 'sdk/.sdkwright/journal.json.corrupt'), 'utf8')).toBe('x');
    expect((await run(generateArgs)).code).toBe(0);
  });

  it('is said of init', async () => {
    expect(await run(['init', '--out', 'nodir/x.yaml'])).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/^nodir\/x\.yaml error write\/failed {2}Cannot write nodir\/x\.yaml: there is no such folder\n {2}help: Make the folder first/) as string });
  });

  // Root may do everything, so that a run as root becomes nobody.
  const nobody = process.getuid?.() === 0 ? { uid: 65534 } : {};
  const lastOf = (path: string): string => readFileSync(join(cwd, path), 'utf8');

  it.skipIf(process.platform === 'win32')('is said where permission is denied: of the folder, of one above, of one below, of a file', async () => {
    chmodSync(cwd, 0o777);
    expect((await run(generateArgs, nobody)).code).toBe(0);
    const before = lastOf('sdk/src/client.ts');
    put('openapi.yaml', spec.replaceAll('Thing', 'Item').replace('title: Tiny', 'title: Small'));
    for (const [path, mode, at] of [['sdk', 0o555, 'sdk'], ['sdk/src', 0o555, 'sdk/src'], ['sdk/.sdkwright', 0o555, 'sdk/.sdkwright'], ['sdk/src/client.ts', 0o000, 'sdk/src/client.ts']] as const) {
      const normal = statSync(join(cwd, path)).mode;
      chmodSync(join(cwd, path), mode);
      const { code, stderr } = await run(generateArgs, nobody);
      chmodSync(join(cwd, path), normal);
      expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringMatching(new RegExp(`^${at} error write/failed {2}Cannot write [^\\n]*: permission is denied\\n {2}help: `)) as string });
      expect(lastOf('sdk/src/client.ts')).toBe(before);
    }
    chmodSync(cwd, 0o555);
    expect(await run(['generate', '-t', 'typescript', '-o', 'new'], nobody)).toMatchObject({ code: 3, stderr: expect.stringMatching(/^\S+ error write\/failed {2}Cannot write \S+: permission is denied/) as string });
    expect(await run(['init'], nobody)).toMatchObject({ code: 3, stderr: expect.stringMatching(/^sdkwright\.yaml error write\/failed {2}Cannot write sdkwright\.yaml: permission is denied/) as string });
    chmodSync(cwd, 0o777);
    expect(existsSync(join(cwd, 'new'))).toBe(false);
    expect((await run(generateArgs, nobody)).code).toBe(0);
    expect(lastOf('sdk/src/client.ts')).not.toBe(before);
  });

  it.skipIf(process.platform !== 'linux')('is said of a place where nothing can be made', async () => {
    expect(await run(['generate', '-t', 'typescript', '-o', '/proc/sdk'])).toMatchObject({ code: 3, stderr: expect.stringMatching(/ error write\/failed {2}Cannot write /) as string });
  });

  it.skipIf(!existsSync('/dev/full'))('is said of standard output', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [program.cli, 'check'], { cwd, stdio: ['ignore', full, 'pipe'] });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    closeSync(full);
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringMatching(/^Cannot write to standard output: ENOSPC/) as string });
  });
});

describe('init', () => {
  it('writes a configuration that generate takes, and the SDK is the same with it', async () => {
    await run(generateArgs);
    expect(await run(['init'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Wrote sdkwright\.yaml\. Next: /) as string, stderr: '' });
    expect((await run([...generateArgs, '--dry-run', '--json'])).stdout).toContain('"updated": []');
    const generated = await run(['generate']);
    expect(generated).toMatchObject({ code: 0, stdout: expect.stringMatching(/^typescript sdks\/typescript: 1 operation/) as string });
  });

  it('does not overwrite one unasked, and shows it without writing', async () => {
    put('sdkwright.yaml', 'mine');
    expect(await run(['init'])).toMatchObject({ code: 3, stderr: expect.stringMatching(/is there already/) as string });
    expect((await run(['init', '--dry-run'])).stdout).toMatch(/resources:/);
    expect(readFileSync(join(cwd, 'sdkwright.yaml'), 'utf8')).toBe('mine');
    expect((await run(['init', '--force'])).code).toBe(0);
    expect(readFileSync(join(cwd, 'sdkwright.yaml'), 'utf8')).toMatch(/resources:/);
    put('openapi.yaml', broken);
    expect((await run(['init', '--out', 'other.yaml'])).code).toBe(1);
    expect(existsSync(join(cwd, 'other.yaml'))).toBe(false);
  });
});

describe('check and dump', () => {
  it('checks without writing', async () => {
    expect(await run(['check'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^openapi\.yaml:\d+:\d+ note [^]*\n1 operation, 1 type: 0 errors, \d+ notes\n$/) as string, stderr: '' });
    put('openapi.yaml', broken);
    expect(await run(['check'])).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(/^openapi\.yaml:[^]* error [^]*\n1 error/) as string });
    expect(await run(['check', '--quiet'])).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(/^openapi\.yaml:7:\d+ error .*\n.*\n {2}help: .*\n$/) as string });
    expect(JSON.parse((await run(['check', '--json'])).stdout)).toMatchObject({ ok: false, exitCode: 1 });
    expect(readdirSync(cwd)).toEqual(['openapi.yaml']);
  });

  it('prints the IR as JSON', async () => {
    const { code, stdout } = await run(['dump', 'ir']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ irVersion: 1, title: 'Tiny' });
  });

  it('ends quietly when its reader goes away', async () => {
    const paths = Array.from({ length: 300 }, (_, index) => `  /a${index}: { get: { responses: { '204': { description: Done. } } } }\n`).join('');
    put('openapi.yaml', spec.replace('paths:\n', `paths:\n${paths}`));
    const child = spawn(process.execPath, [program.cli, 'dump', 'ir'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('keeps its exit code when its reader goes away', async () => {
    const paths = Array.from({ length: 3000 }, (_, index) => `  /a${index}: { get: { responses: { '204': { description: Done. } } } }\n`).join('');
    put('openapi.yaml', doubtful.replace('paths:\n', `paths:\n${paths}`));
    const child = spawn(process.execPath, [program.cli, 'check', '--verbose', '--strict'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('goes without a configuration when told to', async () => {
    put('sdkwright.yaml', 'organization: { name: [] }\n');
    expect((await run(['check'])).code).toBe(1);
    expect((await run(['check', '--no-config'])).code).toBe(0);
    expect((await run([...generateArgs, '--no-config'])).code).toBe(0);
    expect((await run(['dump', 'ir', '--no-config'])).code).toBe(0);
  });

  it('says what is wrong with a configuration that is none, and takes an empty one', async () => {
    mkdirSync(join(cwd, 'folder'));
    put('bad.yaml', 'a: [b\n');
    put('list.yaml', '- a\n');
    put('bytes.yaml', '');
    writeFileSync(join(cwd, 'bytes.yaml'), Buffer.from([0xff, 0x00, 0xc3, 0x28]));
    put('comments.yaml', '# nothing yet\n');
    const said = async (name: string): Promise<string> => (await run(['check', '-q', '-c', name])).stdout;
    expect(await said('folder')).toMatch(/Cannot read folder: it is a folder\n {2}help: This is the configuration/);
    expect(await said('none.yaml')).toMatch(/Cannot read none\.yaml: there is no such file\n {2}help: This is the configuration/);
    expect(await said('bad.yaml')).toMatch(/^bad\.yaml:2:1 error load\/yaml/);
    expect(await said('list.yaml')).toMatch(/^list\.yaml:1:1 error config\/type {2}The configuration is a list, where an object is expected/);
    expect(await said('bytes.yaml')).toMatch(/error load\/encoding/);
    expect(await said('comments.yaml')).toBe('');
  });

  it('says what is wrong with standard input', async () => {
    expect((await run(['check', '-'], { input: '' })).stdout).toMatch(/^<stdin> error load\/empty/);
    expect((await run(['check', '-'], { input: Buffer.from([0x80, 0xff, 0x00, 0xc3, 0x28]) })).stdout).toMatch(/^<stdin> error load\/encoding/);
  });

  it('names codes to ignore that there are not', async () => {
    put('sdkwright.yaml', 'diagnostics: { ignored: [quality/sumary, Schema/TypeMismatch, quality/tags] }\n');
    const { stdout } = await run(['check', '--verbose']);
    expect(stdout).toMatch(/sdkwright\.yaml:1:26 warning config\/unknown-code {2}There is no diagnostic `quality\/sumary` to ignore\n.*\n {2}help: Did you mean `quality\/summary`\?/);
    expect(stdout).toMatch(/note config\/foreign .*Schema\/TypeMismatch/);
    expect(stdout).not.toMatch(/unknown-code.*quality\/tags/);
  });
});
