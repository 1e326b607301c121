// What CI runs: the test command, then drift, lint and types; closes with one line of counts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './lib/setup.mjs';

const checks = [];
const check = async (name, command, args, judge = ({ code }) => code === 0) => {
  console.log(`\n══ ${name}: ${command} ${args.join(' ')}`);
  const ok = judge(await run(command, args));
  checks.push({ name, ok });
  console.log(ok ? `══ ${name}: ok` : `══ ${name}: FAILED`);
};

await check('tests', 'npm', ['test']);
await check('proofs', 'npm', ['run', 'conformance', '--silent', '--', '--prove']);
await check('generate', 'npm', ['run', 'generate', '--silent', '--', '--force']);
await check('drift', 'git', ['status', '--porcelain', '--', 'sdks', 'docs', 'package-lock.json'], ({ code, output }) => code === 0 && output.trim() === '');
await check('lint', 'npm', ['run', 'lint', '--silent']);
await check('types', 'npm', ['run', 'types', '--silent']);

const file = join(root, 'node_modules', '.reports', 'total.json');
const tests = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1 };
const others = checks.filter(({ name }) => name !== 'tests');
const broken = checks.find(({ name }) => name === 'tests').ok || tests.failed > 0 ? 0 : 1;
const passed = tests.passed + others.filter(({ ok }) => ok).length;
const failed = tests.failed + others.filter(({ ok }) => !ok).length + broken;
console.log('');
for (const { name, ok } of checks) console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
