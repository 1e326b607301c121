// CPU of one way to make requests, in this process: microseconds a request, one after the other and 64 at once.
// usage: node request.mjs MODE ORIGIN get|post COUNT
import { modes } from './modes.mjs';

const [mode, origin, method, count] = process.argv.slice(2);
const n = Number(count);
const { [method]: call } = await modes[mode](origin);
const { id } = await call();
if (id !== 'm1') throw new Error(`${mode} got something else: ${id}`);

async function times(total, width) {
  let left = total;
  const lane = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: width }, lane));
}

async function cost(width, total) {
  await times(total, width);
  const before = process.cpuUsage();
  await times(total, width);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / total;
}

const sequential = await cost(1, n);
const parallel = await cost(64, 2 * n);
console.log(JSON.stringify({ sequential, parallel }));
process.exit(0);
