import fs, { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputFile } from './file.js';
import { writeNewFile } from './new-file.js';
import { write, type WriteReport } from './write.js';

let base: string;
let folder: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'sdkwright-failure-'));
  folder = join(base, 'out');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const file = (path: string, text: string): OutputFile => ({ path, text, owner: 'generated' });
const run = (options: { files?: readonly OutputFile[]; force?: boolean; dryRun?: boolean; folder?: string } = {}): WriteReport =>
  write({ folder, files: [file('src/a.ts', 'a\n'), file('README.md', 'b\n')], generator: '1', inputs: '1', force: false, dryRun: false, ...options });
const put = (path: string, text: string): void => {
  mkdirSync(join(folder, '.sdkwright'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const all = (at = folder): string[] => (existsSync(at) ? (readdirSync(at, { recursive: true }) as string[]).sort() : []);
const said = ({ diagnostics }: WriteReport): string[] => diagnostics.map(({ code, message }) => `${code} ${message.replaceAll(base, '')}`);

describe('an output folder that is none', () => {
  it.each(['/', homedir()])('because it belongs to everything: %s', (at) => {
    const before = readdirSync(at).sort();
    expect(run({ folder: at, dryRun: true }).diagnostics).toMatchObject([{ code: 'write/failed', help: expect.stringMatching(/^Name a folder below it/) as string }]);
    expect(run({ folder: at }).created).toEqual([]);
    expect(readdirSync(at).sort()).toEqual(before);
  });

  it('because a file has its name', () => {
    writeFileSync(folder, 'mine');
    for (const dryRun of [false, true]) expect(said(run({ dryRun }))).toEqual(['write/failed Cannot write /out: it is a file, where a folder is needed']);
    expect(readFileSync(folder, 'utf8')).toBe('mine');
  });

  it('because a file is above it', () => {
    writeFileSync(folder, 'mine');
    expect(said(run({ folder: join(folder, 'a/b') }))).toEqual(['write/failed Cannot write /out: it is a file, where a folder is needed']);
  });

  it('because its link leads nowhere', () => {
    symlinkSync(join(base, 'gone'), folder);
    for (const at of [folder, join(folder, 'sdk')]) expect(said(run({ folder: at }))).toEqual(['write/failed Cannot write /out: it is a symbolic link to /gone, which is not there']);
    expect(all(base)).toEqual(['out']);
  });

  it('because its links lead in a circle', () => {
    symlinkSync(folder, folder);
    expect(said(run())[0]).toMatch(/^write\/failed Cannot write \/out: /);
  });

  it('because its name is too long', () => {
    expect(said(run({ folder: join(base, 'x'.repeat(300), 'sdk') }))[0]).toMatch(/^write\/failed .*: the path is too long for this file system$/);
    expect(all(base)).toEqual([]);
  });
});

describe('what is in the place of the writer\'s own files', () => {
  it.each(['lock', 'journal.json', 'manifest.json'])('%s may be a folder', (name) => {
    mkdirSync(join(folder, '.sdkwright', name), { recursive: true });
    expect(said(run())).toEqual([`write/failed Cannot write .sdkwright/${name}: something that is no file is in its place`]);
    expect(all()).toEqual(['.sdkwright', `.sdkwright/${name}`]);
  });

  it('their folder may be a file', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, '.sdkwright'), '');
    expect(said(run())).toEqual(['write/failed Cannot write .sdkwright: it is a file, where a folder is needed']);
  });

  it('the drafts may be folders: they are replaced or reported, and never a crash', () => {
    mkdirSync(join(folder, '.sdkwright/journal.json.draft'), { recursive: true });
    expect(said(run()).map((text) => text.split(' ')[0])).toEqual(['write/failed']);
    expect(run().diagnostics).toEqual([]);
  });
});

describe('a journal that can\'t be read', () => {
  const foreign = ['', '{"a":1}', '[{"path":1}]', '[{"path":"a","after":5}]', '\u0000\u0001', '[null]'];
  it.each(foreign)('%j is an error, and nothing is written', (text) => {
    put('.sdkwright/journal.json', text);
    for (const dryRun of [false, true]) expect(said(run({ dryRun }))).toEqual(["write/journal .sdkwright/journal.json is not what sdkwright writes: it is damaged, or another program's"]);
    expect(all()).toEqual(['.sdkwright', '.sdkwright/journal.json']);
  });

  it('is set aside with force, and kept', () => {
    for (const [text, name] of [['first', 'journal.json.corrupt'], ['second', 'journal.json.corrupt-2']] as const) {
      put('.sdkwright/journal.json', text);
      expect(said(run({ force: true }))).toEqual([`write/journal-aside A journal that can't be read was set aside as .sdkwright/${name}`]);
      expect(readFileSync(join(folder, '.sdkwright', name), 'utf8')).toBe(text);
      expect(run().diagnostics).toEqual([]);
    }
  });
});

describe('a manifest that can\'t be read', () => {
  it('is an error: without it, nothing tells generated files from others', () => {
    run();
    put('.sdkwright/manifest.json', '<<<<<<< ours\n');
    expect(said(run())).toEqual(['write/manifest .sdkwright/manifest.json is damaged, so that nothing says which files are generated']);
    expect(run({ force: true })).toMatchObject({ unchanged: ['src/a.ts', 'README.md'], diagnostics: [] });
    expect(run().diagnostics).toEqual([]);
  });
});

/** Every function that the writer changes the disk with. */
const steps = ['mkdirSync', 'writeFileSync', 'linkSync', 'renameSync', 'rmSync', 'rmdirSync'] as const;

/** Does some work while the file system refuses the step of that number, and all steps after it; true when it came to that. */
function refusing(code: string, fatal: number, work: () => void): boolean {
  let count = 0;
  const real = Object.fromEntries(steps.map((name) => [name, fs[name]]));
  for (const name of steps) {
    (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]): unknown => {
      if (++count >= fatal && !name.startsWith('rm')) throw Object.assign(new Error(`${code}: refused, ${name} '${String(args[0])}'`), { code, syscall: name, path: args[0] });
      return (real[name] as (...args: unknown[]) => unknown)(...args);
    };
  }
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    Object.assign(fs, real);
    syncBuiltinESMExports();
  }
  return count >= fatal;
}

describe('a disk that refuses at any step', () => {
  const version = (number: number): readonly OutputFile[] => [file('src/a.ts', `${number}`), file('src/b/c.ts', `${number}`), file(`only/${number}.ts`, ''), file('README.md', `${number}`)];
  const texts = (): string => ['src/a.ts', 'src/b/c.ts', 'README.md'].map((path) => readFileSync(join(folder, path), 'utf8')).join('');

  it.each(['ENOSPC', 'EROFS', 'EACCES', 'EDQUOT', 'EIO', 'EXOTIC'])('%s is a diagnostic; all is old, or the next run finishes', (code) => {
    let seen = 0;
    for (let fatal = 1; ; fatal += 1) {
      rmSync(folder, { recursive: true, force: true });
      run({ files: version(1) });
      let report: WriteReport | undefined;
      const happened = refusing(code, fatal, () => (report = run({ files: version(2) })));
      if (!happened) break;
      const [first] = report?.diagnostics ?? [];
      if (first?.code === 'write/failed') {
        expect(texts()).toBe('111');
        expect(all().filter((path) => /stage|draft|lock/.test(path))).toEqual([]);
      } else if (first) expect(first.code).toBe('write/interrupted');
      if (first) seen += 1;
      expect(first?.message ?? 'Cannot write').not.toContain(folder + '/.sdkwright/stage');
      expect(run({ files: version(2) }).diagnostics).toEqual([]);
      expect(texts()).toBe('222');
    }
    expect(seen).toBeGreaterThan(8);
  });

  it('throws what is a bug of ours', () => {
    const real = fs.linkSync;
    try {
      fs.linkSync = () => { throw new TypeError('a bug'); };
      syncBuiltinESMExports();
      expect(() => run()).toThrow('a bug');
    } finally {
      fs.linkSync = real;
      syncBuiltinESMExports();
    }
  });
});

describe('a new file', () => {
  it('is written, is there already, or says why not', () => {
    const at = join(base, 'sdkwright.yaml');
    expect(writeNewFile(at, 'a', false)).toEqual({ kind: 'written' });
    expect(writeNewFile(at, 'b', false)).toEqual({ kind: 'exists' });
    expect(writeNewFile(at, 'b', true)).toEqual({ kind: 'written' });
    expect(readFileSync(at, 'utf8')).toBe('b');
    expect(writeNewFile(join(base, 'new.yaml'), 'c', true)).toEqual({ kind: 'written' });
    expect(writeNewFile(join(base, 'none/x.yaml'), 'a', false)).toMatchObject({ kind: 'failed', diagnostic: { code: 'write/failed', help: expect.stringMatching(/^Make the folder first/) as string } });
    expect(writeNewFile(join(at, 'x.yaml'), 'a', true)).toMatchObject({ kind: 'failed', diagnostic: { message: expect.stringMatching(/a part of the path is a file/) as string } });
    mkdirSync(join(base, 'folder'));
    expect(writeNewFile(join(base, 'folder'), 'a', true)).toMatchObject({ kind: 'failed' });
    expect(refusing('ENOSPC', 1, () => expect(writeNewFile(at, 'z', true)).toMatchObject({ kind: 'failed', diagnostic: { message: expect.stringMatching(/the disk is full$/) as string } }))).toBe(true);
    expect([readFileSync(at, 'utf8'), all(base)]).toEqual(['b', ['folder', 'new.yaml', 'sdkwright.yaml']]);
  });
});
