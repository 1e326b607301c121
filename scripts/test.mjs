// `npm test`: installs, builds, and runs every suite; `npm test -- NAME` runs the suites whose name contains NAME.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { python } from './lib/python.mjs';
import { fail, install, must, root } from './lib/setup.mjs';
import { runSuite, suites } from './lib/suites.mjs';

install();
python();
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const chosen = suites.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (chosen.length === 0) fail(`No suite is called ${wanted.join(', ')}; there are: ${suites.map(({ name }) => name).join(', ')}.`);

await must('turbo', ['run', 'build', '--output-logs=errors-only'], { quiet: !process.stdout.isTTY });
const results = [];
for (const suite of chosen) results.push(await runSuite(suite));

console.log('');
for (const { name, passed, failed } of results) console.log(`${name.padEnd(20)} ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
writeFileSync(join(root, 'node_modules', '.reports', 'total.json'), JSON.stringify({ passed, failed }));
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
