import { generate } from '../generate.js';
import type { GenerateOptions, TargetRequest } from '../generate/options.js';
import type { GenerateResult } from '../generate/result.js';
import { UsageError, type Args } from './args.js';
import { printDiagnostics } from './diagnostics.js';
import { exit, type ExitCode } from './exit.js';
import { showProgress } from './progress.js';
import { specOf } from './spec.js';
import { printSummary, printTimings } from './summary.js';
import { openTerminal } from './terminal.js';

/** `sdkwright generate`. */
export async function runGenerate(args: Args): Promise<ExitCode> {
  const [json, quiet, verbose] = [args.on('json'), args.on('quiet'), args.on('verbose')];
  const terminal = openTerminal(quiet || json);
  const result = await generate({ ...optionsOf(args), onProgress: showProgress(terminal) });
  const code = exitCodeOf(result);
  if (json) {
    terminal.print(JSON.stringify({ exitCode: code, ...result }, null, 2));
    return code;
  }
  printDiagnostics(result.diagnostics, terminal, { quiet, verbose, notes: false });
  if (args.on('timings')) printTimings(result, terminal);
  if (!quiet) printSummary(result, terminal, { dryRun: args.on('dry-run') });
  return code;
}

function optionsOf(args: Args): GenerateOptions {
  const config = args.text('config');
  const targets = targetsOf(args);
  return {
    spec: specOf(args),
    ...(config === undefined ? {} : { config }),
    ...(targets ? { targets } : {}),
    strict: args.on('strict'),
    dryRun: args.on('dry-run'),
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
