// Runs the project's test suites one after the other and adds up their counts.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describePython, otherPythons, python, pythonEnv, runtimeEnvironment } from './python.mjs';
import { root, run } from './setup.mjs';

const runtime = 'generator/src/targets/python';

/** A suite: a name, and a vitest project folder or a folder of pytest with the sources that it imports. */
export const suites = [
  { name: 'generator', cwd: 'generator' },
  { name: 'specification', cwd: 'spec' },
  { name: 'conformance', cwd: 'conformance' },
  { name: 'sdk (typescript)', cwd: 'sdks/typescript' },
  { name: 'sdk (python)', pytest: 'sdks/python/tests', config: 'sdks/python/pyproject.toml', sources: 'sdks/python/src' },
  { name: 'runtime (python)', pytest: `${runtime}/runtime-tests`, config: 'scripts/python/pytest.ini', sources: `${runtime}/runtime` },
  { name: 'pythons', programs: 'scripts/python/smoke.py', sources: 'sdks/python/src' },
  { name: 'examples', cwd: 'examples' },
];

const reports = join(root, 'node_modules', '.reports');

/** Runs one suite; resolves with its counts, and with `failed: 1` at least when the run itself broke. */
export async function runSuite(suite) {
  mkdirSync(reports, { recursive: true });
  console.log(`\n── ${suite.name} ${'─'.repeat(Math.max(0, 70 - suite.name.length))}`);
  const kind = suite.pytest ? runPytest : suite.programs ? runPythons : runVitest;
  const { code, ...counts } = await kind(suite, join(reports, `${suite.name.replace(/\W+/g, '-')}.report`));
  return { name: suite.name, ...counts, failed: code === 0 ? counts.failed : Math.max(1, counts.failed) };
}

async function runVitest({ cwd }, file) {
  rmSync(file, { force: true });
  const { code } = await run('npm', ['exec', '--', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], { cwd: join(root, cwd) });
  return { code, ...read(file, (text) => {
    const report = JSON.parse(text);
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
  }) };
}

async function runPytest({ pytest, config, sources }, file) {
  rmSync(file, { force: true });
  const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-c', join(root, config), '--rootdir', join(root, pytest), `--junitxml=${file}`, join(root, pytest)];
  const { code } = await run(python(), args, { extraEnv: pythonEnv({ PYTHONPATH: join(root, sources) }) });
  return { code, ...read(file, (text) => {
    const sum = (name) => [...text.matchAll(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`, 'g'))].reduce((total, [, count]) => total + Number(count), 0);
    const [failed, skipped] = [sum('failures') + sum('errors'), sum('skipped')];
    return { passed: sum('tests') - failed - skipped, failed, skipped };
  }) };
}

/** The project's own Python, and all others of this machine that an SDK promises to run on. */
async function runPythons({ programs, sources }) {
  const counts = { code: 0, passed: 0, failed: 0, skipped: 0 };
  const own = describePython(python());
  for (const one of [own, ...otherPythons(own.version)]) {
    const interpreter = one === own ? python() : runtimeEnvironment(one);
    const { code, output } = await run(interpreter, [join(root, programs)], { extraEnv: pythonEnv({ PYTHONPATH: join(root, sources) }) });
    counts.passed += output.match(/^ok /gm)?.length ?? 0;
    counts.failed += output.match(/^FAILED /gm)?.length ?? 0;
    if (code !== 0) counts.code = code;
  }
  return counts;
}

function read(file, parse) {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`No test report was written (${error.message}).`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
