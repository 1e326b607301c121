import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { esbuildPlugin } from '../scripts/plugins.mjs';

const generator = fileURLToPath(new URL('..', import.meta.url));

/** The command line, built from its source as it is now. */
export interface Program {
  readonly cli: string;
  run(args: readonly string[], options?: RunOptions): Promise<Run>;
  remove(): void;
}

/** How the command line is started. */
export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** User that it runs as; only root may choose. */
  readonly uid?: number;
}

/** What the command line did. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds the command line into a folder from which it finds its packages. */
export async function buildProgram(): Promise<Program> {
  const folder = mkdtempSync(join(generator, 'node_modules', '.program-'));
  chmodSync(folder, 0o755); // other users run it too
  await build({
    entryPoints: { cli: join(generator, 'src/cli/main.ts') },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outdir: folder,
    logLevel: 'error',
    plugins: [esbuildPlugin()],
  });
  const cli = join(folder, 'cli.js');
  return { cli, run: (args, options = {}) => runProgram([cli, ...args], options), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function runProgram(args: readonly string[], { cwd, input = '', env = {}, uid }: RunOptions): Promise<Run> {
  return new Promise((resolve, reject) => {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
    const child = spawn(process.execPath, args, { cwd, env: { ...inherited, ...env }, ...(uid === undefined ? {} : { uid, gid: uid }) });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout: Buffer.concat(chunks.stdout).toString(), stderr: Buffer.concat(chunks.stderr).toString() }));
    child.stdin.on('error', () => undefined); // it may end without reading
    child.stdin.end(input);
  });
}
