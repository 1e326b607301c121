// What the Python programs import: Halyard's SDK of this repository, and GitHub's, made for the occasion.
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from '../tools.mjs';
import { interpreter, variables } from './environment.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** GitHub's document. */
export const github = require.resolve('@octokit/openapi/generated/api.github.com.json');

/** The program of that name. */
export const program = (name) => join(here, 'programs', `${name}.py`);

/** Generates GitHub's SDK, and gives variables by which programs find it and Halyard's. */
export function makePythonProject(work) {
  const halyard = join(work, 'halyard-python');
  cpSync(process.env.SDKWRIGHT_BENCH_PYTHON_SDK ?? join(here, '..', '..', '..', 'sdks', 'python'), halyard, { recursive: true });
  const out = join(work, 'github-python');
  execFileSync(process.execPath, [cli, 'generate', '--spec', github, '--target', 'python', '--package', 'github', '--out', out, '--quiet'], { stdio: 'ignore' });
  const sources = [halyard, out].map((folder) => join(folder, 'src'));
  // As an installed package is: compiled.
  execFileSync(interpreter, ['-m', 'compileall', '-q', ...sources], { stdio: 'ignore', env: variables() });
  return variables({ PYTHONPATH: sources.join(delimiter) });
}
