import { check, type CheckOptions } from '../check.js';
import type { Args } from './args.js';
import { countFindings, plural } from './count.js';
import { printDiagnostics } from './diagnostics.js';
import { exit, type ExitCode } from './exit.js';
import { specOf } from './spec.js';
import { openTerminal } from './terminal.js';

/** What reading a document needs of the command line. */
export function readingOptions(args: Args, words?: readonly string[]): CheckOptions {
  const config = args.text('config');
  return { spec: specOf(args, words), ...(config === undefined ? {} : { config }), strict: args.on('strict'), allowOrigins: args.texts('allow-origin') };
}

/** `sdkwright check`. */
export async function runCheck(args: Args): Promise<ExitCode> {
  const [quiet, verbose] = [args.on('quiet'), args.on('verbose')];
  const terminal = openTerminal(quiet);
  const result = await check(readingOptions(args));
  const code = result.ok ? exit.ok : exit.diagnostics;
  if (args.on('json')) terminal.print(JSON.stringify({ exitCode: code, ...result }, null, 2));
  else {
    printDiagnostics(result.diagnostics, terminal, { quiet, verbose, notes: true });
    if (!quiet) terminal.print(summary(result));
  }
  return code;
}

function summary({ diagnostics, counts, ok }: Awaited<ReturnType<typeof check>>): string {
  const found = countFindings(diagnostics);
  return ok ? `${plural(counts.operations, 'operation')}, ${plural(counts.types, 'type')}${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}: ${found}` : found;
}
