// What importing an SDK adds to the time that an empty program takes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureCommand } from '../measure.mjs';
import { interleave, median } from '../stats.mjs';
import { calls } from './calls.mjs';

function run(file) {
  const { code, stderr, wall, user, sys } = measureCommand([process.execPath, file]);
  if (code !== 0) throw new Error(`${file}: ${stderr}`);
  return { wall: wall * 1000, cpu: (user + sys) * 1000 };
}

/** Milliseconds of wall and CPU time over an empty program: medians of the difference to the empty program of the same round. */
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
  const over = (list, key) => median(list.map((one, round) => one[key] - empty[round][key]));
  return [...results].map(([name, list]) => ({ name, time: median(list.map(({ wall }) => wall)), wall: over(list, 'wall'), cpu: over(list, 'cpu') }));
}
