// Installs the suite's packages where they are used: at 160 MB they would make every other checkout slow.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '../../../scripts/lib/setup.mjs';

const here = join(import.meta.dirname, '..');

/** The packages of the suite. */
export const packages = join(here, 'node_modules');
/** What is made here and can be made again. */
export const out = join(here, '.out');

const stamp = join(packages, '.ready');
const wanted = () => createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');

/** A text that changes when the installed packages do. */
export const installed = () => readFileSync(stamp, 'utf8');

/** Installs what the lock file names, unless just that is installed; throws when npm cannot. */
export function install() {
  if (existsSync(stamp) && installed() === wanted()) return;
  console.error('Installing the packages of conformance/spector …');
  const { status } = spawnSync('npm', ['ci', '--workspaces=false', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('`npm ci` failed in conformance/spector: see above. A network that reaches the npm registry is needed once.');
  mendEmitter();
  writeFileSync(stamp, wanted());
}

/** The OpenAPI emitter looks parameters up by name in a plain object, and takes one called `constructor` for a list of examples. */
function mendEmitter() {
  const file = join(packages, '@typespec', 'openapi3', 'dist', 'src', 'examples.js');
  const text = readFileSync(file, 'utf8');
  const mended = text.replace('const result = { requestBody: {}, parameters: {}, ', 'const result = { requestBody: {}, parameters: Object.create(null), ');
  if (mended === text) throw new Error(`${file} is not the one that is known: see whether it still needs mending.`);
  writeFileSync(file, mended);
}
