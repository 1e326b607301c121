// Generates the SDK of the conformance API, and again whenever the generator, the document or the configuration has changed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sdkFolder } from '../languages.mjs';

const here = join(import.meta.dirname, '..');
const root = join(here, '..');
const cli = join(root, 'generator', 'dist', 'cli.js');

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : stat.mtimeMs;
}

function must({ command, args, cwd, made }) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  const message = `${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`;
  if (!existsSync(made)) throw new Error(message);
  console.error(message);
}

/** Makes `.sdk/typescript` ready to import. */
export function prepareSdks({ force = false } = {}) {
  const folder = sdkFolder('typescript');
  const stamp = join(folder, '.made');
  const made = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const sources = [join(here, 'api.yaml'), join(here, 'sdkwright.yaml'), join(root, 'generator', 'dist')];
  if (!force && made > Math.max(...sources.map(newest))) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const generate = [cli, 'generate', '--spec', join(here, 'api.yaml'), '--config', join(here, 'sdkwright.yaml'), '--target', 'typescript', '--out', folder];
  must({ command: process.execPath, args: generate, cwd: root, made: join(folder, 'operations.json') });
  // Its own tests are run with the SDKs of this repository; here they would be taken for ours.
  rmSync(join(folder, 'tests'), { recursive: true, force: true });
  const compile = [join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc'), '-p', folder, '--outDir', join(folder, 'dist'), '--noEmit', 'false'];
  must({ command: process.execPath, args: compile, cwd: folder, made: join(folder, 'dist', 'index.js') });
  writeFileSync(stamp, '');
}
