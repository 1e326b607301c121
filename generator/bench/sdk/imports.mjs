// What importing an SDK adds to the time that an empty program takes.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleave, median } from '../stats.mjs';
import { calls } from './calls.mjs';

function run(file) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file}: ${stderr}`);
  return performance.now() - start;
}

/** Milliseconds of wall time over an empty program: medians. */
export async function compareImports(project, { runs }) {
  const programs = { 'an empty program': '', ...Object.fromEntries(Object.entries(calls).map(([name, { setup }]) => [name, setup.replaceAll(/'\.\/hey-api\/.*'/g, "'./hey-api.mjs'")])) };
  const measurements = Object.entries(programs).map(([name, text], at) => {
    const file = join(project, `import-${at}.mjs`);
    writeFileSync(file, text);
    run(file);
    return [name, () => run(file)];
  });
  const results = await interleave(runs, Object.fromEntries(measurements));
  const [empty] = results.values();
  return [...results].map(([name, times]) => ({ name, time: median(times), over: median(times) - median(empty) }));
}
