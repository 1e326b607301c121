// `npm run lint` and `npm run types` for Python: ruff; pyright and mypy, both strict. The runtime is checked where it is used: in sdks/python.
import { existsSync } from 'node:fs';
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

python();
let failed = false;
for (const [command, args] of checks[process.argv[2]]()) {
  const { code, output } = await run(command, args, { extraEnv: pythonEnv(), quiet: true });
  if (code === 0) continue;
  failed = true;
  console.error(`${output}\n\`${command} ${args.join(' ')}\` failed.`);
}
process.exit(failed ? 1 : 0);
