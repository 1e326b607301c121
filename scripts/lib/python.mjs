// The Python environments of the checkout: virtual environments in node_modules/.python with the pinned packages of scripts/python/.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { env, fail, root } from './setup.mjs';

const windows = process.platform === 'win32';
const lists = join(root, 'scripts', 'python');
const names = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.14', 'python'];
const probe = `import sys, json
try:
    import venv, ensurepip
    ready = True
except ImportError:
    ready = False
print(json.dumps({"version": list(sys.version_info[:3]), "path": sys.executable, "ready": ready}))`;

/** What a command is: `{ version, path, ready }`; undefined when it is no Python. `ready`: it can make virtual environments. */
export function describePython(command) {
  const { status, stdout } = spawnSync(command, ['-c', probe], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

const atLeast = ({ version: [major, minor] }, wanted) => major === 3 && minor >= wanted;

/** The machine's Python for tools and tests; ends the process with the reason when there is none. */
function machinePython() {
  const found = names.map(describePython).filter((one) => one !== undefined);
  const fit = found.filter((one) => atLeast(one, 11));
  const best = fit.find(({ ready }) => ready);
  if (best) return best;
  const seen = [...new Set(found.map(({ version, path }) => `${path} (${version.join('.')})`))].join(', ') || 'none';
  if (fit.length === 0) fail(`Python 3.11 or newer was not found (found: ${seen}).\nThe Python SDKs are tested and checked with it. Install Python 3.11+, so that \`python3\` starts it, and run this again.`);
  return fail(`${fit[0].path} cannot make virtual environments: its modules venv and ensurepip are missing.\nThe project keeps its Python packages in one (node_modules/.python). On Debian and Ubuntu: apt install python3-venv.`);
}

const binOf = (folder) => join(folder, windows ? 'Scripts' : 'bin');
const interpreterOf = (folder) => join(binOf(folder), windows ? 'python.exe' : 'python');
const parent = join(root, 'node_modules', '.python');

/** An environment's place: another list of packages is another place, so that nothing in use is ever changed. */
function placeOf(name, list) {
  const hash = createHash('sha256').update(readFileSync(join(lists, list))).digest('hex').slice(0, 12);
  return join(parent, `${name}-${hash}`);
}

const tools = placeOf('tools', 'requirements.txt');

/** The interpreter of the environment, which `python()` makes. */
export const interpreter = interpreterOf(tools);

/** Environment variables for the project's Python tools: their own folder first, nothing of the caller's Python. */
export function pythonEnv(extra = {}) {
  const { PYTHONHOME: _home, PYTHONPATH: _path, ...rest } = env;
  return { ...rest, PATH: [binOf(tools), env.PATH].join(delimiter), VIRTUAL_ENV: tools, PYTHONDONTWRITEBYTECODE: '1', ...extra };
}

/** Makes the environment unless it is there already; gives its interpreter. Ends the process with the reason when that fails. */
export function python() {
  if (isMade(tools)) return interpreter;
  locked(tools, () => {
    if (isMade(tools)) return;
    const { path, version } = machinePython();
    makeEnvironment({ folder: tools, base: path, list: 'requirements.txt', title: `Installing Python packages (Python ${version.join('.')}) …` });
  });
  return interpreter;
}

/** The other Pythons of this machine that a generated SDK promises to run on (3.10 and newer), one a version. */
export function otherPythons([, own]) {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const kept = existsSync(versions) ? readdirSync(versions).map((name) => join(versions, name, 'bin', 'python')) : [];
  const named = ['python3.10', 'python3.11', 'python3.12', 'python3.13', 'python3.14'];
  const found = [...named, ...kept.filter(existsSync)].map(describePython).filter((one) => one?.ready && atLeast(one, 10) && one.version[1] !== own);
  return [...new Map(found.map((one) => [one.version[1], one])).values()].sort((a, b) => a.version[1] - b.version[1]);
}

/** An environment with what an SDK needs to run, for another Python of this machine (from `describePython`); gives its interpreter. */
export function runtimeEnvironment({ path, version }) {
  const folder = placeOf(version.join('.'), 'runtime.txt');
  locked(folder, () => {
    if (!isMade(folder)) makeEnvironment({ folder, base: path, list: 'runtime.txt', title: `Installing the SDK's packages for Python ${version.join('.')} …` });
  });
  return interpreterOf(folder);
}

const stampOf = (folder) => join(folder, '.ready');

/** Whether an environment is whole, and the Python that it was made of is still there. */
const isMade = (folder) => existsSync(stampOf(folder)) && existsSync(interpreterOf(folder));

function makeEnvironment({ folder, base, list, title }) {
  console.error(title);
  // Without a stamp it is half made: environments cannot be moved, so they are made in their place.
  rmSync(folder, { recursive: true, force: true });
  must(base, ['-m', 'venv', folder], 'The virtual environment could not be made');
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  must(interpreterOf(folder), ['-m', 'pip', 'install', ...quiet, '--no-deps', '-r', join(lists, list)], 'The Python packages could not be installed. A network that reaches the Python package index is needed once');
  // Written last: its presence says that the rest is whole.
  writeFileSync(stampOf(folder), '');
}

function must(command, args, what) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env: pythonEnv() });
  if (status !== 0) fail(`${stdout ?? ''}${stderr ?? error?.message ?? ''}\n${what}: \`${command} ${args.join(' ')}\` failed.`);
}

/** One process at a time makes a folder; the others wait for it. */
function locked(folder, work) {
  const lock = `${folder}.lock`;
  mkdirSync(parent, { recursive: true });
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isAlive(lock)) rmSync(lock, { force: true });
  return false;
}

/** Whether the process that holds the lock runs; a lock of a process that was killed counts for nothing. */
function isAlive(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return pid > 0 ? process.kill(pid, 0) : true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
