// CPU per request of SDKs, against a server in another process.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { interleave, median, runProgram } from '../stats.mjs';
import { modes } from './programs/modes.mjs';

/** Microseconds of CPU a request for each mode: medians; ratios are to bare fetch. */
export async function compareRequests(project, { runs, method, count = 3000 }) {
  const server = fork(join(project, 'server.mjs'), { stdio: 'inherit' });
  try {
    const { port } = await new Promise((resolve) => server.once('message', resolve));
    const program = join(project, 'request.mjs');
    const measure = (mode) => runProgram(program, [mode, `http://127.0.0.1:${port}`, method, String(count)]);
    const results = await interleave(runs, Object.fromEntries(Object.keys(modes).map((mode) => [mode, () => measure(mode)])));
    const [bare] = results.values();
    const middle = (list, key) => median(list.map((each) => each[key]));
    return [...results].map(([mode, list]) => ({
      mode,
      sequential: middle(list, 'sequential'),
      parallel: middle(list, 'parallel'),
      sequentialRatio: middle(list, 'sequential') / middle(bare, 'sequential'),
      parallelRatio: middle(list, 'parallel') / middle(bare, 'parallel'),
    }));
  } finally {
    server.disconnect();
  }
}
