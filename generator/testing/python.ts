import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { python as target } from '../src/targets/python/plan.js';
import { makeSdk } from './sdk.js';
import type { Fixture, Sdk } from './sdk.js';

interface Environment {
  readonly python: () => string;
  readonly pythonEnv: (extra?: Readonly<Record<string, string>>) => NodeJS.ProcessEnv;
}

const root = join(import.meta.dirname, '..', '..');
const environment = (await import(pathToFileURL(join(root, 'scripts', 'lib', 'python.mjs')).href)) as Environment;
const interpreter = environment.python();

/** Generates a Python SDK; the package is called `acme` unless the fixture says otherwise. */
export const makePythonSdk = (fixture: Fixture): Promise<Sdk> => makeSdk({ packageName: 'acme', ...fixture, target });

/** A folder with files in it, below the one where the project keeps what tests make. */
export interface Folder {
  readonly path: string;
  readonly remove: () => void;
}

/** Writes the files of SDKs into a new folder, each SDK below a folder of its own name. */
export function writePythonSdks(sdks: Readonly<Record<string, Sdk>>): Folder {
  const base = join(root, 'node_modules', '.fixtures');
  mkdirSync(base, { recursive: true });
  const path = mkdtempSync(join(base, 'python-'));
  for (const [name, { files }] of Object.entries(sdks))
    for (const file of files) {
      const at = join(path, name, file.path);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, file.render());
    }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** What a tool said, and its exit code. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs Python with the project's packages, in a folder. */
export function runPython(args: readonly string[], cwd: string, extra: Readonly<Record<string, string>> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(interpreter, args, { cwd, encoding: 'utf8', env: environment.pythonEnv(extra), maxBuffer: 1 << 28 });
  return { code: status, output: `${stdout}${stderr}` };
}

/** Paths of an SDK's generated code, without the runtime. */
export const generatedCode = ({ files }: Sdk): readonly string[] =>
  files.filter(({ path, owner }) => owner === 'generated' && path.endsWith('.py')).map(({ path }) => path);
