// The Python environment of the benchmark: what is compared with, at exact versions, in a virtual environment that nothing else uses.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { python } from '../../../scripts/lib/python.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const list = join(here, 'peers.txt');
const bin = process.platform === 'win32' ? 'Scripts' : 'bin';

const hash = createHash('sha256').update(readFileSync(list)).digest('hex').slice(0, 12);
const folder = join(here, '..', '..', '..', 'node_modules', '.bench-python', hash);

/** The environment's interpreter. */
export const interpreter = join(folder, bin, 'python');

/** A command that a package of the environment brings. */
export const command = (name) => join(folder, bin, name);

/** Variables for programs: the environment's commands first, and nothing of the caller's Python. Files of byte code are kept, as users keep them. */
export function variables(extra = {}) {
  const { PYTHONHOME: _home, PYTHONPATH: _path, PYTHONDONTWRITEBYTECODE: _no, ...rest } = process.env;
  return { ...rest, PATH: `${join(folder, bin)}:${rest.PATH}`, ...extra };
}

/** The version of a package in the list. */
export const versionOf = (name) => new RegExp(`^${name}==(\\S+)`, 'm').exec(readFileSync(list, 'utf8'))?.[1];

/** Makes the environment unless it is there. */
export function installPythonPeers() {
  const stamp = join(folder, '.ready');
  if (existsSync(stamp)) return;
  console.error('Installing the Python packages that are compared with into node_modules/.bench-python');
  rmSync(folder, { recursive: true, force: true });
  execFileSync(python(), ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '-r', list], { stdio: 'inherit' });
  writeFileSync(stamp, '');
}
