import { join, relative } from 'node:path';
import { generate } from '../generate.js';
import type { GenerateOptions, TargetRequest } from '../generate/options.js';
import type { GenerateResult } from '../generate/result.js';
import { UsageError, type Args } from './args.js';
import { cleanLine } from './clean.js';
import { plural } from './count.js';
import { printDiagnostics } from './diagnostics.js';
import { exit, type ExitCode } from './exit.js';
import { showProgress } from './progress.js';
import { specOf } from './spec.js';
import { printSummary, printTimings } from './summary.js';
import { openTerminal, type Terminal } from './terminal.js';

/** `sdkwright generate`. */
export async function runGenerate(args: Args): Promise<ExitCode> {
  const [json, quiet, verbose] = [args.on('json'), args.on('quiet'), args.on('verbose')];
  const terminal = openTerminal(quiet || json);
  const result = await generate({ ...optionsOf(args), onProgress: showProgress(terminal) });
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
  const config = args.text('config');
  const targets = targetsOf(args);
  return {
    spec: specOf(args),
    ...(config === undefined ? {} : { config }),
    ...(targets ? { targets } : {}),
    strict: args.on('strict'),
    dryRun: isDry(args),
    force: args.on('force'),
    allowOrigins: args.texts('allow-origin'),
  };
}

/** With several targets, each gets a folder of its name in --out. */
function targetsOf(args: Args): readonly TargetRequest[] | undefined {
  const names = args.texts('target');
  const [out, packageName] = [args.text('out'), args.text('package')];
  if (names.length === 0) {
    if (out !== undefined || packageName !== undefined) throw new UsageError(`--${out === undefined ? 'package' : 'out'} needs --target.`);
    return undefined;
  }
  if (new Set(names).size < names.length) throw new UsageError('A target is named twice.');
  if (names.length > 1 && packageName !== undefined) throw new UsageError('--package needs a single --target: set `package_name` of each in sdkwright.yaml.');
  const folderOf = (name: string): { out?: string } => (out === undefined ? {} : { out: names.length === 1 ? out : `${out}/${name}` });
  return names.map((name) => ({ name, ...folderOf(name), ...(packageName === undefined ? {} : { packageName }) }));
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
