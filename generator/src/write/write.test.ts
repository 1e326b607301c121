import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputFile } from './file.js';
import { sha256 } from './hash.js';
import { formatManifest, parseManifest } from './manifest.js';
import { write, type WriteReport } from './write.js';

let base: string;
let folder: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'sdkwright-write-'));
  folder = join(base, 'out');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const file = (path: string, text: string, owner: OutputFile['owner'] = 'generated'): OutputFile => ({ path, text, owner });
const run = (files: readonly OutputFile[], options: { force?: boolean; dryRun?: boolean } = {}): WriteReport =>
  write({ folder, files, generator: '1.2.3', inputs: 'abc', force: options.force ?? false, dryRun: options.dryRun ?? false });
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const codes = ({ diagnostics }: WriteReport): string[] => diagnostics.map(({ code }) => code);
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const all = (): string[] => (existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).sort() : []);

describe('write', () => {
  it('creates files, and a manifest that says nothing of the machine', () => {
    const report = run([file('src/b.ts', 'b\n'), file('src/a.ts', 'a\n'), file('lib/x.ts', 'x\n', 'once')]);
    expect(report.created).toEqual(['src/b.ts', 'src/a.ts', 'lib/x.ts']);
    expect(all()).toEqual(['.sdkwright', '.sdkwright/.gitignore', '.sdkwright/manifest.json', 'lib', 'lib/x.ts', 'src', 'src/a.ts', 'src/b.ts']);
    const manifest = read('.sdkwright/manifest.json');
    expect(manifest).not.toContain(base);
    expect(parseManifest(manifest)?.files.map(({ path, owner }) => [path, owner])).toEqual([['lib/x.ts', 'once'], ['src/a.ts', 'generated'], ['src/b.ts', 'generated']]);
  });

  it('does not touch what would not change', () => {
    run([file('a.ts', 'a\n'), file('b.ts', 'b\n')]);
    const old = new Date('2020-01-01');
    for (const path of ['a.ts', 'b.ts', '.sdkwright/manifest.json']) utimesSync(join(folder, path), old, old);
    const report = run([file('a.ts', 'a\n'), file('b.ts', 'changed\n')]);
    expect(report).toMatchObject({ created: [], updated: ['b.ts'], unchanged: ['a.ts'], removed: [] });
    expect(statSync(join(folder, 'a.ts')).mtime).toEqual(old);
    expect(statSync(join(folder, 'b.ts')).mtime).not.toEqual(old);
  });

  it('takes a checkout with CRLF line ends for unchanged', () => {
    run([file('a.ts', 'a\nb\n')]);
    put('a.ts', 'a\r\nb\r\n');
    expect(run([file('a.ts', 'a\nb\n')]).unchanged).toEqual(['a.ts']);
    expect(run([file('a.ts', 'a\nc\n')]).updated).toEqual(['a.ts']);
  });

  it('removes what is not generated any more, and the folders that held only that', () => {
    run([file('src/deep/er/a.ts', 'a\n'), file('src/b.ts', 'b\n')]);
    expect(run([file('src/b.ts', 'b\n')]).removed).toEqual(['src/deep/er/a.ts']);
    expect(existsSync(join(folder, 'src/deep'))).toBe(false);
    expect(read('src/b.ts')).toBe('b\n');
  });

  it('leaves an edited file that is not generated any more, and says so', () => {
    run([file('a.ts', 'a\n'), file('b.ts', 'b\n')]);
    put('a.ts', 'mine\n');
    const report = run([file('b.ts', 'b\n')]);
    expect(codes(report)).toEqual(['write/stale-edited']);
    expect(read('a.ts')).toBe('mine\n');
  });

  it('refuses to overwrite an edited file, writes nothing then, and obeys force', () => {
    run([file('a.ts', 'a\n'), file('b.ts', 'b\n', 'runtime')]);
    put('b.ts', 'mine\n');
    const refused = run([file('a.ts', 'new\n'), file('b.ts', 'new\n', 'runtime')]);
    expect(refused.diagnostics).toMatchObject([{ code: 'write/edited', place: { file: 'b.ts' } }]);
    expect([read('a.ts'), read('b.ts')]).toEqual(['a\n', 'mine\n']);
    expect(run([file('a.ts', 'new\n'), file('b.ts', 'new\n', 'runtime')], { force: true }).updated).toEqual(['a.ts', 'b.ts']);
    expect(read('b.ts')).toBe('new\n');
  });

  it('accepts an edit that is just what is generated now', () => {
    run([file('a.ts', 'a\n')]);
    put('a.ts', 'new\n');
    expect(run([file('a.ts', 'new\n')])).toMatchObject({ unchanged: ['a.ts'], diagnostics: [] });
  });

  it('makes a once file when it is absent, and never touches it again', () => {
    run([file('lib/x.ts', 'x\n', 'once')]);
    put('lib/x.ts', 'mine\n');
    expect(run([file('lib/x.ts', 'x2\n', 'once')], { force: true }).unchanged).toEqual(['lib/x.ts']);
    expect(run([], { force: true }).removed).toEqual([]);
    expect(read('lib/x.ts')).toBe('mine\n');
  });

  it('never overwrites a file that it did not make, not even with force; but adopts an equal one', () => {
    put('a.ts', 'not ours\n');
    put('same.ts', 'same\n');
    for (const force of [false, true]) {
      expect(codes(run([file('a.ts', 'a\n'), file('same.ts', 'same\n'), file('new.ts', 'new\n')], { force }))).toEqual(['write/foreign']);
    }
    expect(all()).toEqual(['a.ts', 'same.ts']);
    expect(run([file('same.ts', 'same\n')]).unchanged).toEqual(['same.ts']);
  });

  it('never writes where a folder is, or below a file', () => {
    put('folder/x', 'x');
    put('plain', 'x');
    expect(codes(run([file('folder', 'f')]))).toEqual(['write/foreign']);
    expect(codes(run([file('plain/y.ts', 'f')]))).toEqual(['write/foreign']);
  });

  it('turns a file of its own into a folder', () => {
    run([file('a', 'a\n')]);
    expect(run([file('a/b.ts', 'b\n')])).toMatchObject({ created: ['a/b.ts'], removed: ['a'] });
    expect(read('a/b.ts')).toBe('b\n');
  });

  it('changes only the case of a name', () => {
    run([file('src/Foo.ts', 'a\n')]);
    run([file('src/foo.ts', 'a\n')]);
    expect(readdirSync(join(folder, 'src'))).toEqual(['foo.ts']);
  });

  it('does nothing in a dry run but say what it would do', () => {
    expect(run([file('a.ts', 'a\n')], { dryRun: true }).created).toEqual(['a.ts']);
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves no trace of a refused run', () => {
    expect(codes(run([file('../x', 'x')]))).toEqual(['write/unsafe-path']);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('containment', () => {
  const unsafePaths = [
    '../x', 'a/../../x', '/etc/x', 'C:\\x', 'c:x', 'a\\b', 'con', 'src/NUL.ts', 'aux', 'com1.txt', 'a/./b', 'a//b', '', 'a.', 'a ', 'a\nb', 'a\0b', 'a\u202eb',
    'a:b', 'what?', '.git/hooks/pre-commit', 'x/.GIT/config', '.sdkwright/manifest.json', '.SDKwright/x', `${'x'.repeat(300)}.ts`, `a${'/b'.repeat(600)}`,
  ];
  it.each(unsafePaths)('refuses %j and writes nothing', (path) => {
    expect(codes(run([file('fine.ts', 'x'), file(path, 'x')]))).toEqual(['write/unsafe-path']);
    expect(readdirSync(base)).toEqual([]);
  });

  it('finds names that are one file on a disk that ignores case or Unicode form', () => {
    expect(codes(run([file('a/Foo.ts', 'x'), file('a/foo.ts', 'y')]))).toEqual(['write/collision']);
    expect(codes(run([file('é.ts', 'x'), file('e\u0301.ts', 'y')]))).toEqual(['write/collision']);
    expect(codes(run([file('a', 'x'), file('A/b.ts', 'y')]))).toEqual(['write/collision']);
  });

  it('does not follow links that lead out of the folder: folders, files and its own folder', () => {
    const outside = join(base, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'x.ts'), 'precious');
    mkdirSync(folder);
    symlinkSync(outside, join(folder, 'src'));
    symlinkSync(join(outside, 'x.ts'), join(folder, 'x.ts'));
    symlinkSync(join(outside, 'not-there'), join(folder, 'dangling.ts'));
    for (const path of ['src/new.ts', 'src/x.ts', 'src/deep/er.ts', 'x.ts', 'dangling.ts']) expect(codes(run([file(path, 'x')], { force: true }))).toEqual(['write/link-outside']);
    symlinkSync(outside, join(folder, '.sdkwright'));
    expect(codes(run([file('fine.ts', 'x')]))).toEqual(['write/link-outside']);
    expect(readdirSync(outside)).toEqual(['x.ts']);
    expect(readFileSync(join(outside, 'x.ts'), 'utf8')).toBe('precious');
  });

  it('writes through links that stay inside, and into an output folder that is a link itself', () => {
    const real = join(base, 'real');
    mkdirSync(join(real, 'src'), { recursive: true });
    symlinkSync('src', join(real, 'source'));
    symlinkSync(real, folder);
    expect(run([file('source/a.ts', 'a\n')]).created).toEqual(['source/a.ts']);
    expect(readFileSync(join(real, 'src/a.ts'), 'utf8')).toBe('a\n');
  });

  it('removes nothing outside on the word of a manifest that someone else wrote', () => {
    const outside = join(base, 'outside');
    mkdirSync(outside);
    mkdirSync(folder);
    writeFileSync(join(outside, 'x.ts'), 'precious');
    symlinkSync(outside, join(folder, 'link'));
    const entry = { owner: 'generated', sha256: sha256('precious') } as const;
    put('.sdkwright/manifest.json', formatManifest({ generator: '1', inputs: '', files: [{ path: '../outside/x.ts', ...entry }, { path: 'link/x.ts', ...entry }] }));
    expect(run([file('a.ts', 'a\n')]).removed).toEqual([]);
    expect(existsSync(join(outside, 'x.ts'))).toBe(true);
  });
});

describe('lock', () => {
  const lock = (holder: unknown): void => put('.sdkwright/lock', typeof holder === 'string' ? holder : JSON.stringify(holder));

  it('refuses while another process writes', async () => {
    const { hostname } = await import('node:os');
    lock({ pid: process.ppid, host: hostname() });
    expect(codes(run([file('a.ts', 'a\n')]))).toEqual(['write/locked']);
    lock({ pid: 1, host: 'another-machine' });
    expect(codes(run([file('a.ts', 'a\n')]))).toEqual(['write/locked']);
    lock('');
    expect(codes(run([file('a.ts', 'a\n')]))).toEqual(['write/locked']);
    expect(existsSync(join(folder, 'a.ts'))).toBe(false);
  });

  it('takes over from a process that is gone', async () => {
    const { hostname } = await import('node:os');
    for (const holder of [{ pid: 2 ** 22 + 1, host: hostname() }, { pid: process.pid, host: hostname() }]) {
      lock(holder);
      expect(codes(run([file('a.ts', 'a\n')]))).toEqual([]);
    }
    lock('');
    utimesSync(join(folder, '.sdkwright/lock'), new Date(0), new Date(0));
    expect(codes(run([file('a.ts', 'a\n')]))).toEqual([]);
    expect(existsSync(join(folder, '.sdkwright/lock'))).toBe(false);
  });
});

describe('where code of one\'s own goes', () => {
  const helps = (files: readonly OutputFile[]): string[] => run(files).diagnostics.map(({ help }) => help);

  it.each([['src/lib/index.ts', 'src/lib/'], ['src/halyard_ai/lib/__init__.py', 'src/halyard_ai/lib/']])('is said for an SDK with %s', (own, folderOfOwn) => {
    const files = (text: string): OutputFile[] => [file('a', text), file(own, '', 'once')];
    run(files('1'));
    put('a', 'mine');
    expect(helps(files('2'))).toEqual([`Move the change to \`${folderOfOwn}\`, or pass --force to overwrite it.`]);
    put('b', 'mine');
    expect(helps([...files('1'), file('b', '')]).at(-1)).toContain(`safe in \`${folderOfOwn}\``);
  });

  it('is not said for an SDK without such a folder', () => {
    put('b', 'mine');
    expect(helps([file('b', '')])).toEqual(['Move it away, or choose another output folder.']);
  });
});
