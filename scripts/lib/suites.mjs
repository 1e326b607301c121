// Runs the project's test suites one after the other and adds up their counts.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './setup.mjs';

/** A suite: a name and a vitest project folder. */
export const suites = [
  { name: 'generator', cwd: 'generator' },
  { name: 'specification', cwd: 'spec' },
  { name: 'conformance', cwd: 'conformance' },
  { name: 'sdk (typescript)', cwd: 'sdks/typescript' },
  { name: 'examples', cwd: 'examples' },
];

const reports = join(root, 'node_modules', '.reports');

/** Runs one suite under vitest; resolves with its counts, and with `failed: 1` at least when the run itself broke. */
export async function runSuite({ name, cwd }) {
  mkdirSync(reports, { recursive: true });
  const file = join(reports, `${name.replace(/\W+/g, '-')}.json`);
  rmSync(file, { force: true });
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
  const { code } = await run('npm', ['exec', '--', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], { cwd: join(root, cwd) });
  const counts = read(file);
  return { name, passed: counts.passed, failed: code === 0 ? counts.failed : Math.max(1, counts.failed), skipped: counts.skipped };
}

function read(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
  } catch (error) {
    console.error(`No test report was written (${error.message}).`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
