import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from './hash.js';
import { recover } from './journal.js';
import { parseManifest } from './manifest.js';

const fileCount = 40;
const rounds = 30;
let base: string;
let script: string;

// Writes one version after the other, for ever; a version's files all hold its number, and some exist in it only.
const program = `
import { write } from './write.mjs';
const [folder, first] = process.argv.slice(2);
const textOf = (version, index) => ('version ' + version + ' of file ' + index + '\\n').repeat(200);
for (let version = Number(first); ; version++) {
  const files = Array.from({ length: ${fileCount} }, (_, index) => ({ path: 'src/' + index % 5 + '/f' + index + '.ts', owner: 'generated', text: textOf(version, index) }));
  files.push({ path: 'only/v' + version + '/x.ts', owner: 'generated', text: textOf(version, 'x') });
  const report = write({ folder, files, generator: '1', inputs: String(version), force: false, dryRun: false });
  if (report.diagnostics.length > 0) { process.send({ failed: report.diagnostics }); break; }
  process.send({ version });
}
`;

// Writes version 1, then version 2, and kills itself just before the step of that number in which version 2 changes the disk.
const stepwise = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const [folder, fatal] = process.argv.slice(2);
let steps = Number.NEGATIVE_INFINITY;
for (const name of ['mkdirSync', 'writeFileSync', 'linkSync', 'renameSync', 'rmSync', 'rmdirSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (++steps === Number(fatal)) {
      // Opening a file and filling it are two steps of the system's.
      if (name === 'writeFileSync' && steps % 2 === 0) real(args[0], '', args[2]);
      process.kill(process.pid, 'SIGKILL');
    }
    return real(...args);
  };
}
syncBuiltinESMExports();
const { write } = await import('./write.mjs');
for (const version of [1, 2]) {
  const files = Array.from({ length: 6 }, (_, index) => ({ path: 'src/' + index % 2 + '/f' + index + '.ts', owner: 'generated', text: 'version ' + version + ' of file ' + index }));
  files.push({ path: 'only/v' + version + '/x.ts', owner: 'generated', text: 'version ' + version });
  if (version === 2) steps = 0;
  const { diagnostics } = write({ folder, files, generator: '1', inputs: String(version), force: false, dryRun: false });
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
}
`;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'sdkwright-kill-'));
  const entry = fileURLToPath(new URL('./index.ts', import.meta.url));
  await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile: join(base, 'write.mjs'), logLevel: 'error' });
  script = join(base, 'program.mjs');
  writeFileSync(script, program);
  writeFileSync(join(base, 'stepwise.mjs'), stepwise);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Runs the program until it wrote a version, and kills it `ms` later, whatever it is at. */
function runAndKill(folder: string, first: number, ms: number): Promise<{ readonly last: number; readonly failed: unknown }> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [folder, String(first)], { stdio: 'inherit', execArgv: [] });
    let last = first;
    let failed: unknown;
    child.on('message', (message: { version?: number; failed?: unknown }) => {
      if (message.version === first) setTimeout(() => child.kill('SIGKILL'), ms);
      last = message.version ?? last;
      failed ??= message.failed;
    });
    child.on('error', reject);
    child.on('exit', () => resolve({ last, failed }));
  });
}

/** The versions that the files of a folder hold, and whether they are just the files of its manifest. */
function stateOf(folder: string): { readonly versions: readonly string[]; readonly asManifest: boolean } {
  const manifest = parseManifest(readFileSync(join(folder, '.sdkwright/manifest.json'), 'utf8'));
  const paths = (readdirSync(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const outputs = paths.filter((path) => !path.startsWith('.sdkwright')).sort();
  const texts = new Map(outputs.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  const versions = [...new Set([...texts.values()].map((text) => /^version (\d+)/.exec(text)?.[1] ?? ''))];
  const asManifest = manifest?.files.length === outputs.length && manifest.files.every(({ path, sha256: hash }) => sha256(texts.get(path) ?? '') === hash);
  return { versions, asManifest };
}

const writeStepwise = (folder: string, fatal: number) => spawnSync(process.execPath, [join(base, 'stepwise.mjs'), folder, String(fatal)], { stdio: 'inherit' });

describe('a run that is killed', () => {
  it(`leaves the output as it was or as it should be, at ${rounds} moments`, async () => {
    const folder = join(base, 'out');
    let version = 1;
    for (let round = 0; round < rounds; round++) {
      const { last, failed } = await runAndKill(folder, version, (round * 7) % 23);
      expect(failed).toBeUndefined();
      const began = existsSync(join(folder, '.sdkwright/journal.json'));
      if (!began) expect(stateOf(folder)).toMatchObject({ asManifest: true });
      expect(recover(folder)).toBe(began);
      const { versions, asManifest } = stateOf(folder);
      expect(versions).toHaveLength(1);
      expect(asManifest).toBe(true);
      expect(Number(versions[0])).toBeGreaterThanOrEqual(last);
      version = Number(versions[0]) + 1;
    }
  });

  it('leaves the output as it was or as it should be, killed before each step that changes the disk', () => {
    const seen = { before: 0, midway: 0, after: 0 };
    for (let step = 1; ; step++) {
      const folder = join(base, `step-${step}`);
      const { signal, status } = writeStepwise(folder, step);
      if (signal === null) {
        expect([status, stateOf(folder)]).toEqual([0, { versions: ['2'], asManifest: true }]);
        break;
      }
      const began = existsSync(join(folder, '.sdkwright/journal.json'));
      const untouched = began ? undefined : stateOf(folder);
      expect(recover(folder)).toBe(began);
      const { versions, asManifest } = stateOf(folder);
      expect([step, asManifest, versions]).toEqual([step, true, began ? ['2'] : untouched?.versions]);
      if (!began) expect(untouched?.asManifest).toBe(true);
      expect(writeStepwise(folder, Number.MAX_SAFE_INTEGER).status).toBe(0); // the next run goes on at once
      expect(stateOf(folder)).toEqual({ versions: ['2'], asManifest: true });
      seen[began ? 'midway' : versions[0] === '1' ? 'before' : 'after'] += 1;
    }
    expect(seen.before).toBeGreaterThan(7); // at least each staged text
    expect(seen.midway).toBeGreaterThan(7); // at least each move
  });
});
