import { join, relative } from 'node:path';
import { generate } from '../generate.js';
import type { GenerateOptions, TargetRequest } from '../generate/options.js';
import type { GenerateResult } from '../generate/result.js';
import { UsageError, type Args } from './args.js';
import { configOf, originsOf } from './check.js';
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

/** The targets that were named, each with its folder and package. */
function targetsOf(args: Args): readonly TargetRequest[] | undefined {
  const names = args.texts('target').flatMap((text) => text.split(',').map((name) => name.trim()));
  const [outs, packages] = [args.texts('out'), args.texts('package')];
  if (names.length === 0) {
    if (outs.length > 0 || packages.length > 0) throw new UsageError(`--${outs.length === 0 ? 'package' : 'out'} needs --target.`);
    return undefined;
  }
  if (names.includes('')) throw new UsageError('--target names nothing between two commas.');
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new UsageError(`The target ${twice} is named twice.`);
  if (outs.length > 1 && outs.length !== names.length) throw new UsageError(`--out is given ${outs.length} times for ${plural(names.length, 'target')}: give one each, or one in which each target has a folder of its name.`);
  if (packages.length > 0 && packages.length !== names.length) throw new UsageError(`--package is given ${plural(packages.length, 'time')} for ${plural(names.length, 'target')}: give one each, or set \`package_name\` of each in sdkwright.yaml.`);
  return names.map((name, index) => {
    const out = outs.length === 1 && names.length > 1 ? join(outs[0] ?? '', name) : outs[index];
    const packageName = packages[index];
    return { name, ...(out === undefined ? {} : { out }), ...(packageName === undefined ? {} : { packageName }) };
  });
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
