import { dirname, join } from 'node:path';
import { init } from '../check.js';
import { writeNewFile } from '../write/index.js';
import type { Args } from './args.js';
import { originsOf } from './check.js';
import { cleanLine } from './clean.js';
import { printDiagnostics } from './diagnostics.js';
import { exit, type ExitCode } from './exit.js';
import { specOf } from './spec.js';
import { openTerminal } from './terminal.js';

/** `sdkwright init`. */
export async function runInit(args: Args): Promise<ExitCode> {
  const [quiet, verbose] = [args.on('quiet'), args.on('verbose')];
  const terminal = openTerminal(quiet);
  const spec = specOf(args);
  const { text, diagnostics } = await init({ spec, allowOrigins: originsOf(args) });
  printDiagnostics(diagnostics, terminal, { quiet: quiet || text !== undefined, verbose, notes: false });
  if (text === undefined) return exit.diagnostics;
  if (args.on('dry-run')) {
    terminal.print(text);
    return exit.ok;
  }
  const file = args.text('out') ?? join(isFile(spec) ? dirname(spec) : '.', 'sdkwright.yaml');
  const made = writeNewFile(file, text, args.on('force'));
  if (made.kind === 'failed') printDiagnostics([made.diagnostic], terminal, { quiet, verbose, notes: false });
  if (made.kind === 'exists') terminal.say(`${cleanLine(file)} is there already: pass --force to overwrite it, or --dry-run to see what would be written.`);
  if (made.kind !== 'written') return exit.refused;
  if (!quiet) terminal.print(`Wrote ${cleanLine(file)}. Next: read it, then run sdkwright generate${spec === 'openapi.yaml' ? '' : ` --spec ${cleanLine(spec)}`}`);
  return exit.ok;
}

const isFile = (spec: string): boolean => spec !== '-' && !/^https?:/i.test(spec);
