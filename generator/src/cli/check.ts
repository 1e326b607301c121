import { check, type CheckOptions } from '../check.js';
import { UsageError, type Args } from './args.js';
import { countFindings, plural } from './count.js';
import { printDiagnostics } from './diagnostics.js';
import { exit, type ExitCode } from './exit.js';
import { specOf } from './spec.js';
import { openTerminal } from './terminal.js';

/** What reading a document needs of the command line. */
export function readingOptions(args: Args, words?: readonly string[]): CheckOptions {
  return { spec: specOf(args, words), ...configOf(args), strict: args.on('strict'), allowOrigins: originsOf(args) };
}

/** The configuration that was named, or none at all where that was asked for. */
export function configOf(args: Args): Pick<CheckOptions, 'config'> {
  const config = args.text('config');
  if (!args.on('no-config')) return config === undefined ? {} : { config };
  if (config !== undefined) throw new UsageError('--config and --no-config exclude each other.');
  return { config: false };
}

/** What references may reach: origins and folders, each with its scheme. */
export function originsOf(args: Args): readonly string[] {
  const origins = args.texts('allow-origin');
  for (const origin of origins) {
    if (/^(https?:\/\/[^/]|file:\/\/\/)/i.test(origin) && URL.canParse(origin)) continue;
    const example = /^[\w.-]+(:\d+)?(\/.*)?$/.test(origin) ? `https://${origin}` : 'https://api.example.com';
    throw new UsageError(`--allow-origin ${origin} names no origin: write it with its scheme, as in ${example} (or file:///folder/ for a folder).`);
  }
  return origins;
}

/** `sdkwright check`. */
export async function runCheck(args: Args): Promise<ExitCode> {
  const [quiet, verbose] = [args.on('quiet'), args.on('verbose')];
  const terminal = openTerminal(quiet);
  const result = await check(readingOptions(args));
  const code = result.ok ? exit.ok : exit.diagnostics;
  if (args.on('json')) terminal.print(JSON.stringify({ exitCode: code, ...result }, null, 2));
  else {
    printDiagnostics(result.diagnostics, terminal, { quiet, verbose, notes: true, asResult: true });
    if (!quiet) terminal.print(summary(result));
  }
  return code;
}

function summary({ diagnostics, counts, ok }: Awaited<ReturnType<typeof check>>): string {
  const found = countFindings(diagnostics);
  return ok ? `${plural(counts.operations, 'operation')}, ${plural(counts.types, 'type')}${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}: ${found}` : found;
}
