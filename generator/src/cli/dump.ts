import { dumpIr } from '../check.js';
import { UsageError, type Args } from './args.js';
import { readingOptions } from './check.js';
import { printDiagnostics } from './diagnostics.js';
import { exit, type ExitCode } from './exit.js';
import { openTerminal } from './terminal.js';

/** `sdkwright dump ir`. */
export async function runDump(args: Args): Promise<ExitCode> {
  const [stage, ...words] = args.words;
  if (stage !== 'ir') throw new UsageError(stage === undefined ? 'What is to be printed? There is: ir.' : `${stage} can't be printed. There is: ir.`);
  const quiet = args.on('quiet');
  const terminal = openTerminal(quiet);
  const { api, diagnostics } = await dumpIr(readingOptions(args, words));
  printDiagnostics(diagnostics, terminal, { quiet, verbose: args.on('verbose'), notes: false });
  if (!api) return exit.diagnostics;
  terminal.print(JSON.stringify(api, null, 2));
  return exit.ok;
}
