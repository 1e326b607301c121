// Generates the SDK of the conformance API, and again whenever the generator, the document or the configuration has changed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
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

function must(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

/** Makes `.sdk/typescript` ready to import. */
export function prepareSdks({ force = false } = {}) {
  const folder = sdkFolder('typescript');
  const stamp = join(folder, '.made');
  const made = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const sources = [join(here, 'api.yaml'), join(here, 'sdkwright.yaml'), join(root, 'generator', 'dist')];
  if (!force && made > Math.max(...sources.map(newest))) return;
  mkdirSync(folder, { recursive: true });
  must(process.execPath, [cli, 'generate', '--spec', join(here, 'api.yaml'), '--config', join(here, 'sdkwright.yaml'), '--target', 'typescript', '--out', folder], root);
  must(process.execPath, [join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc'), '-p', folder, '--outDir', join(folder, 'dist'), '--noEmit', 'false'], folder);
  writeFileSync(stamp, '');
}
