import { relative } from 'node:path';
import type { GenerateResult, TargetResult } from '../generate/result.js';
import { cleanLine } from './clean.js';
import { countFindings, plural } from './count.js';
import type { Terminal } from './terminal.js';

/** A time as people read it: `12 ms`, `1.2 s`. */
export const milliseconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

const totalOf = ({ timings }: GenerateResult): number => Object.values(timings).reduce((sum, ms) => sum + ms, 0);

/** Prints what came of a run: some lines to a person, one line a target into a pipe. */
export function printSummary(result: GenerateResult, terminal: Terminal, { dryRun }: { readonly dryRun: boolean }): void {
  const { status, targets, counts } = result;
  if (status === 'invalid' || status === 'refused') {
    const begun = result.diagnostics.some(({ code }) => code === 'write/interrupted');
    terminal.say(terminal.style.bold(`${countFindings(result.diagnostics)}; ${begun ? 'not everything was written' : 'nothing was written'}.`));
    return;
  }
  const { bold, green, dim } = terminal.printStyle;
  const what = `${plural(counts.operations, 'operation')}, ${plural(counts.types, 'type')}${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`;
  for (const target of targets) {
    const folder = relative('.', target.out) || '.';
    const head = `${target.name} ${folder}`;
    if (!terminal.read) terminal.print(cleanLine(`${head}: ${what}, ${filesOf(target, status, dryRun)}`));
    else {
      terminal.print(`${green('✓')} ${bold(target.name)}  ${cleanLine(target.packageName)}  ${dim('→')} ${cleanLine(folder)}`);
      terminal.print(`  ${what}`);
      terminal.print(`  ${filesOf(target, status, dryRun)}${status === 'current' ? '' : dim(` in ${milliseconds(totalOf(result))}`)}`);
      if (target.created.includes('README.md') && !dryRun) terminal.print(`  Next: see ${cleanLine(folder)}/README.md`);
    }
  }
}

/** Prints how long each stage took, to standard error. */
export function printTimings(result: GenerateResult, terminal: Terminal): void {
  for (const [stage, ms] of Object.entries(result.timings)) terminal.say(`${stage.padEnd(9)} ${ms.toFixed(1).padStart(9)} ms`);
  terminal.say(`${'total'.padEnd(9)} ${totalOf(result).toFixed(1).padStart(9)} ms`);
}

function filesOf({ created, updated, unchanged, removed }: TargetResult, status: GenerateResult['status'], dryRun: boolean): string {
  const total = created.length + updated.length + unchanged.length;
  if (status === 'current') return `${plural(total, 'file')} up to date`;
  const parts = [
    [created.length, 'new'],
    [updated.length, 'changed'],
    [unchanged.length, 'unchanged'],
    [removed.length, 'removed'],
  ] as const;
  const detail = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(', ');
  return `${plural(total, 'file')}${detail ? ` (${detail})` : ''}${dryRun ? ', nothing written: dry run' : ''}`;
}
