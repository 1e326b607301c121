import { join, relative } from 'node:path';
import { generate } from '../generate.js';
import type { GenerateOptions, ProgressEvent } from '../generate/options.js';
import type { GenerateResult } from '../generate/result.js';
import type { Args } from './args.js';
import { configOf, originsOf } from './check.js';
import { cleanLine } from './clean.js';
import { plural } from './count.js';
import { printDiagnostics } from './diagnostics.js';
import { exit, type ExitCode } from './exit.js';
import { settleHeap } from './heap.js';
import { showProgress } from './progress.js';
import { specOf } from './spec.js';
import { printSummary, printTimings } from './summary.js';
import { targetsOf } from './targets.js';
import { openTerminal, type Terminal } from './terminal.js';

/** `sdkwright generate`. */
export async function runGenerate(args: Args): Promise<ExitCode> {
  const [json, quiet, verbose] = [args.on('json'), args.on('quiet'), args.on('verbose')];
  const terminal = openTerminal(quiet || json);
  const show = showProgress(terminal);
  const onProgress = (event: ProgressEvent): void => {
    settleHeap(); // the first stage begins when all code was loaded that is needed before
    show(event);
  };
  const result = await generate({ ...optionsOf(args), onProgress });
  const stale = args.on('check') ? staleFiles(result) : [];
  const code = stale.length > 0 ? exit.diagnostics : exitCodeOf(result);
  if (json) {
    terminal.print(JSON.stringify({ exitCode: code, ...result }, null, 2));
    return code;
  }
  printDiagnostics(result.diagnostics, terminal, { quiet, verbose, notes: false });
  if (args.on('timings')) printTimings(result, terminal);
  if (!quiet) printSummary(result, terminal, { dryRun: isDry(args) });
  if (stale.length > 0) printStale(stale, terminal);
  return code;
}

const isDry = (args: Args): boolean => args.on('dry-run') || args.on('check');

/** Files that a run would write or remove. */
const staleFiles = ({ targets }: GenerateResult): readonly string[] =>
  targets.flatMap(({ out, created, updated, removed }) => [...created, ...updated, ...removed].map((file) => join(relative('.', out), file)));

function printStale(files: readonly string[], terminal: Terminal): void {
  const shown = files.slice(0, 10).map((file) => `\n  ${cleanLine(file)}`);
  const more = files.length > shown.length ? `\n  … and ${files.length - shown.length} more` : '';
  terminal.say(`Not up to date: ${plural(files.length, 'file')}. Run the same command without --check.${shown.join('')}${more}`);
}

function optionsOf(args: Args): GenerateOptions {
  const targets = targetsOf(args);
  return {
    spec: specOf(args),
    ...configOf(args),
    ...(targets ? { targets } : {}),
    strict: args.on('strict'),
    dryRun: isDry(args),
    force: args.on('force'),
    allowOrigins: originsOf(args),
  };
}

function exitCodeOf({ status }: GenerateResult): ExitCode {
  switch (status) {
    case 'generated':
    case 'current':
      return exit.ok;
    case 'invalid':
      return exit.diagnostics;
    case 'refused':
      return exit.refused;
  }
}
