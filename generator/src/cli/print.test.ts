import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics.js';
import type { GenerateResult } from '../generate/result.js';
import { clean, cleanLine } from './clean.js';
import { formatDiagnostic, printDiagnostics } from './diagnostics.js';
import { showProgress } from './progress.js';
import { printSummary } from './summary.js';
import { plainStyle, type Terminal } from './terminal.js';

function fakeTerminal(watched: boolean): Terminal & { readonly out: string[]; readonly err: string[]; readonly lives: string[] } {
  const [out, err, lives] = [[] as string[], [] as string[], [] as string[]];
  return { out, err, lives, watched, read: watched, width: 80, style: plainStyle, printStyle: plainStyle, print: (line) => out.push(line), say: (line) => err.push(line), live: (line) => lives.push(line) };
}

const warning = (line: number, code: Diagnostic['code'] = 'load/not-found', severity: Diagnostic['severity'] = 'warning'): Diagnostic => ({ code, severity, message: `no ${line}`, help: 'Look.', place: { file: 'a.yaml', line, column: 3 } });

describe('diagnostics', () => {
  it('are one line and a help line', () => {
    expect(formatDiagnostic(warning(12), plainStyle)).toBe('a.yaml:12:3 warning load/not-found  no 12\n  help: Look.');
    expect(formatDiagnostic({ code: 'load/not-found', severity: 'error', message: 'm', help: '' }, plainStyle)).toBe('error load/not-found  m');
  });

  it('are counted when they repeat, and come with errors last', () => {
    const terminal = fakeTerminal(false);
    printDiagnostics([warning(0, 'load/empty', 'error'), ...Array.from({ length: 9 }, (_, index) => warning(index))], terminal, { quiet: false, verbose: false, notes: true });
    expect(terminal.err).toHaveLength(7);
    expect(terminal.err[5]).toBe('  … and 4 more of load/not-found (--verbose prints all)');
    expect(terminal.err[6]).toMatch(/ error load\/empty/);
  });

  it('are errors only when quiet, and all when verbose', () => {
    const all = [warning(0, 'load/empty', 'error'), ...Array.from({ length: 9 }, (_, index) => warning(index))];
    const [quiet, verbose] = [fakeTerminal(false), fakeTerminal(false)];
    printDiagnostics(all, quiet, { quiet: true, verbose: false, notes: true });
    printDiagnostics(all, verbose, { quiet: false, verbose: true, notes: false });
    expect([quiet.err.length, verbose.err.length]).toEqual([1, 10]);
  });

  it('hold nothing that a terminal would obey', () => {
    const text = formatDiagnostic({ ...warning(1), message: '\u001b[31m\u202e\u009b\u0007\rx\u200b\ud800', place: { file: 'a\u001b]0;x\u0007\n.yaml' } }, plainStyle);
    expect(text).not.toMatch(/[^\n -~]/);
  });
});

describe('clean', () => {
  it('keeps what is harmless', () => {
    expect(clean('né → 日本 😀\n\ttab')).toBe('né → 日本 😀\n\ttab');
    expect(cleanLine('a\n  b')).toBe('a b');
  });
});

describe('summary and progress', () => {
  const target = { name: 'typescript', packageName: '@acme/sdk', out: process.cwd(), created: ['README.md', 'b'], updated: [], unchanged: ['c'], removed: ['d'] };
  const result: GenerateResult = { status: 'generated', diagnostics: [], counts: { operations: 2, types: 1, skipped: 3 }, targets: [target], timings: { load: 900, write: 400 } };

  it('say to a person what was made, where, and what is next', () => {
    const terminal = fakeTerminal(true);
    printSummary(result, terminal, { dryRun: false });
    expect(terminal.out).toEqual(['✓ typescript  @acme/sdk  → .', '  2 operations, 1 type, 3 skipped', '  3 files (2 new, 1 unchanged, 1 removed) in 1.3 s', '  Next: see ./README.md']);
  });

  it('say it in one line to a pipe', () => {
    const terminal = fakeTerminal(false);
    printSummary(result, terminal, { dryRun: true });
    expect(terminal.out).toEqual(['typescript .: 2 operations, 1 type, 3 skipped, 3 files (2 new, 1 unchanged, 1 removed), nothing written: dry run']);
  });

  it('show one live line a stage', () => {
    const terminal = fakeTerminal(true);
    const progress = showProgress(terminal);
    progress({ stage: 'load', state: 'begin' });
    progress({ stage: 'load', state: 'end', ms: 120 });
    progress({ stage: 'model', state: 'begin' });
    expect(terminal.lives).toEqual(['● Reading the document … 0 ms', '● Working out the API … 120 ms']);
  });
});
