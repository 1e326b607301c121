import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from './hash.js';
import { recover } from './journal.js';
import { write } from './write.js';

let base: string;
let folder: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'sdkwright-journal-'));
  folder = join(base, 'out');
  mkdirSync(join(folder, '.sdkwright/stage'), { recursive: true });
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const put = (path: string, text: string): void => writeFileSync(join(folder, path), text);
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const journal = (...entries: readonly object[]): void => put('.sdkwright/journal.json', JSON.stringify(entries));

/** What a run leaves that was killed after it decided to turn `old` into `new` in a.ts and b.ts, and to remove c.ts. */
function leaveMidway(): void {
  for (const path of ['a.ts', 'b.ts', 'c.ts']) put(path, 'old');
  put('.sdkwright/stage/a.ts', 'new');
  put('.sdkwright/stage/b.ts', 'new');
  const change = { before: sha256('old'), after: sha256('new') };
  journal({ path: 'a.ts', ...change }, { path: 'b.ts', ...change }, { path: 'c.ts', before: sha256('old') });
}

describe('recover', () => {
  it('does what was left undone, once', () => {
    leaveMidway();
    expect(recover(folder)).toBe(true);
    expect([read('a.ts'), read('b.ts'), existsSync(join(folder, 'c.ts'))]).toEqual(['new', 'new', false]);
    expect(existsSync(join(folder, '.sdkwright/journal.json'))).toBe(false);
    expect(existsSync(join(folder, '.sdkwright/stage'))).toBe(false);
    expect(recover(folder)).toBe(false);
  });

  it('goes on where it was, when it is itself cut off', () => {
    leaveMidway();
    rmSync(join(folder, 'c.ts'));
    put('a.ts', 'new');
    rmSync(join(folder, '.sdkwright/stage/a.ts'));
    expect(recover(folder)).toBe(true);
    expect([read('a.ts'), read('b.ts')]).toEqual(['new', 'new']);
  });

  it('does not put a text in place that the disk lost a part of', () => {
    leaveMidway();
    put('.sdkwright/stage/a.ts', '');
    recover(folder);
    expect([read('a.ts'), read('b.ts')]).toEqual(['old', 'new']);
  });

  it('respects what was edited in between', () => {
    leaveMidway();
    put('a.ts', 'mine');
    put('c.ts', 'mine');
    recover(folder);
    expect([read('a.ts'), read('b.ts'), read('c.ts')]).toEqual(['mine', 'new', 'mine']);
  });

  it('forgets texts that were staged by a run that never decided', () => {
    put('a.ts', 'old');
    put('.sdkwright/stage/a.ts', 'new');
    expect(recover(folder)).toBe(false);
    expect(read('a.ts')).toBe('old');
    expect(existsSync(join(folder, '.sdkwright/stage'))).toBe(false);
  });

  it('touches nothing outside on the word of a journal that someone else wrote', () => {
    const outside = join(base, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'x'), 'precious');
    symlinkSync(outside, join(folder, 'link'));
    mkdirSync(join(folder, '.sdkwright/stage/link'));
    put('.sdkwright/stage/link/x', 'evil');
    put('.sdkwright/outside', 'evil');
    const change = { before: sha256('precious'), after: sha256('evil') };
    journal({ path: '../outside/x', ...change }, { path: 'link/x', ...change }, { path: join(outside, 'x'), before: sha256('precious') });
    recover(folder);
    expect(readFileSync(join(outside, 'x'), 'utf8')).toBe('precious');
  });

  it('is part of every run that writes', () => {
    leaveMidway();
    const report = write({ folder, files: [{ path: 'd.ts', owner: 'generated', text: 'd' }], generator: '1', inputs: '', force: false, dryRun: false });
    expect(report.created).toEqual(['d.ts']);
    expect(read('b.ts')).toBe('new');
  });
});
