// Generates the SDKs of the conformance API, and again whenever the generator, the document or the configuration has changed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { python, pythonEnv } from '../../scripts/lib/python.mjs';
import { sdkFolder } from '../languages.mjs';

const here = join(import.meta.dirname, '..');
const root = join(here, '..');
const cli = join(root, 'generator', 'dist', 'cli.js');

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : stat.mtimeMs;
}

function must({ command, args, cwd, made, env = process.env }) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status === 0) return;
  const message = `${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`;
  if (!made || !existsSync(made)) throw new Error(message);
  console.error(message);
}

/** What makes the generated SDK of a language ready to load. */
const steps = {
  typescript(folder) {
    const compile = [join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc'), '-p', folder, '--outDir', join(folder, 'dist'), '--noEmit', 'false'];
    must({ command: process.execPath, args: compile, cwd: folder, made: join(folder, 'dist', 'index.js') });
  },
  python(folder) {
    // Without compiled files every process of a driver would spend half a second on compiling them.
    must({ command: python(), args: ['-m', 'compileall', '-q', join(folder, 'src')], cwd: folder, env: pythonEnv() });
  },
};

function prepareSdk({ language, force }) {
  const folder = sdkFolder(language);
  const stamp = join(folder, '.made');
  const made = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const sources = [join(here, 'api.yaml'), join(here, 'sdkwright.yaml'), join(root, 'generator', 'dist')];
  if (!force && made > Math.max(...sources.map(newest))) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const generate = [cli, 'generate', '--spec', join(here, 'api.yaml'), '--config', join(here, 'sdkwright.yaml'), '--target', language, '--out', folder];
  must({ command: process.execPath, args: generate, cwd: root, made: join(folder, 'operations.json') });
  // Its own tests are run with the SDKs of this repository; here they would be taken for ours.
  rmSync(join(folder, 'tests'), { recursive: true, force: true });
  steps[language](folder);
  writeFileSync(stamp, '');
}

/** Makes the SDKs in `.sdk/` ready to load. */
export function prepareSdks({ force = false } = {}) {
  python();
  for (const language of Object.keys(steps)) prepareSdk({ language, force });
}
