import { check, type CheckOptions } from '../check.js';
import type { Args } from './args.js';
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
    printDiagnostics(result.diagnostics, terminal, { quiet, verbose });
    if (!quiet) terminal.print(summary(result));
  }
  return code;
}

function summary({ diagnostics, counts, ok }: Awaited<ReturnType<typeof check>>): string {
  const count = (severity: string): number => diagnostics.filter((item) => item.severity === severity).length;
  const found = `${count('error')} errors, ${count('warning')} warnings, ${count('note')} notes`;
  return ok ? `${counts.operations} operations, ${counts.types} types, ${counts.skipped} skipped: ${found}` : found;
}
