import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { esbuildPlugin } from '../../scripts/plugins.mjs';

const generator = fileURLToPath(new URL('../..', import.meta.url));

/** What became of a document. */
export interface Outcome {
  readonly status: string;
  readonly operations: number;
  /** The code of each diagnostic, with its line; 0 where it has none. */
  readonly found: readonly (readonly [string, number])[];
  /** Milliseconds of processor time, the start of the program included. */
  readonly cpu: number;
  /** Largest size of the process in MB. */
  readonly memory: number;
  /** Milliseconds of each stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Generates from documents without writing, each in a process of its own with a heap of 256 MB; rejects when one fails or takes too long. */
export interface Runner {
  run(text: string): Promise<Outcome>;
  remove(): void;
}

const driver = `
import { generate } from './index.js';
const { status, diagnostics, counts, timings } = await generate({ spec: process.argv[2], config: false, dryRun: true, targets: [{ name: 'typescript', out: process.argv[3], packageName: 'bomb' }] });
const { user, system } = process.cpuUsage();
const found = diagnostics.map(({ code, place }) => [code, place?.line ?? 0]);
process.stdout.write(JSON.stringify({ status, operations: counts.operations, found, cpu: (user + system) / 1000, memory: process.resourceUsage().maxRSS / 1024, timings }));
`;

/** Builds the library from its source as it is now. */
export async function buildRunner(): Promise<Runner> {
  const folder = mkdtempSync(join(generator, 'node_modules', '.bombs-'));
  await build({
    entryPoints: { index: join(generator, 'src/index.ts') },
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
  writeFileSync(join(folder, 'driver.js'), driver);
  let runs = 0;
  const run = (text: string): Promise<Outcome> => {
    const at = join(folder, `run${(runs += 1)}`);
    writeFileSync(`${at}.spec`, text);
    return start([join(folder, 'driver.js'), `${at}.spec`, at]).finally(() => rmSync(`${at}.spec`, { force: true }));
  };
  return { run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Milliseconds that a process may take, on a machine that does much else. */
const longest = 20_000;

function start(args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--max-old-space-size=256', ...args], { timeout: longest, killSignal: 'SIGKILL' });
    let [out, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(out) as Outcome);
      else reject(new Error(signal === null ? `exit ${code}: ${errors.slice(0, 2000)}` : `stopped by ${signal} after ${longest} ms: ${errors.slice(0, 400)}`));
    });
  });
}
