// `npm run case -- NAME`: generates one golden case of generator/cases and compares; without NAME, all of them.
// `npm run accept -- NAME`: takes what is generated as expected from now on; read the difference in git before you commit it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, install, root, run } from './lib/setup.mjs';

const words = process.argv.slice(2);
const accept = words.includes('--accept');
const [name, ...more] = words.filter((word) => !word.startsWith('-'));
const folder = join(root, 'generator', 'cases');
const known = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
if (more.length > 0) fail('One case at a time, please, or none for all.');
if (name !== undefined && !existsSync(join(folder, name, 'spec.yaml'))) fail(`There is no case ${name}. The cases are: ${known.map((entry) => entry.name).join(', ')}.`);

install();
const extraEnv = { ...(name === undefined ? {} : { SDKWRIGHT_CASE: name }), ...(accept ? { SDKWRIGHT_ACCEPT: '1' } : {}) };
const { code } = await run('npm', ['exec', '--', 'vitest', 'run', 'cases'], { cwd: join(root, 'generator'), extraEnv });
if (accept) await run('git', ['status', '--short', '--', name === undefined ? folder : join(folder, name)]);
process.exit(code);
