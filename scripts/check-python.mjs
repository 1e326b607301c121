// `npm run lint` and `npm run types` for Python: ruff; pyright and mypy, both strict. The runtime is checked where it is used: in sdks/python.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { python, pythonEnv } from './lib/python.mjs';
import { root, run } from './lib/setup.mjs';

const runtime = 'generator/src/targets/python';
const programs = ['scripts/python', 'examples/python', 'conformance/drivers/python', 'conformance/spector/drivers'];
const tests = [`${runtime}/runtime-tests`].filter((path) => existsSync(join(root, path)));

/** What is run by name: `[command, args]`, from the root. */
const checks = {
  lint: () => [
    ['ruff', ['check', '--quiet', '--no-cache', 'sdks/python', `${runtime}/runtime`, ...tests, ...programs]],
    ['ruff', ['format', '--check', '--no-cache', 'sdks/python', `${runtime}/runtime`, ...tests, ...programs]],
  ],
  types: () => [
    ['pyright', ['--pythonpath', python(), '-p', 'sdks/python']],
    ['pyright', ['--pythonpath', python(), '-p', 'scripts/python/pyrightconfig.json']],
    ['mypy', ['--config-file', 'sdks/python/pyproject.toml', '--cache-dir', 'node_modules/.cache/mypy', 'sdks/python/src/halyard_ai']],
  ],
};

const longest = 500;

/** Files of the given folders that are longer than a file written by hand may be. */
function longFiles(folders) {
  const files = folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)));
  const lines = (file) => readFileSync(join(root, file), 'utf8').split('\n').length - 1;
  return files.filter((file) => file.endsWith('.py') && lines(file) > longest).map((file) => `${file} has ${lines(file)} lines; ${longest} are the most.`);
}

python();
const long = process.argv[2] === 'lint' ? longFiles([`${runtime}/runtime`, ...tests, ...programs]) : [];
for (const finding of long) console.error(finding);
let failed = long.length > 0;
for (const [command, args] of checks[process.argv[2]]()) {
  const { code, output } = await run(command, args, { extraEnv: pythonEnv(), quiet: true });
  if (code === 0) continue;
  failed = true;
  console.error(`${output}\n\`${command} ${args.join(' ')}\` failed.`);
}
process.exit(failed ? 1 : 0);
