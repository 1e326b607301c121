// Starts a driver process and speaks JSON lines with it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A running driver: `run(vector)` gives the outcome; a driver that dies fails every open vector. */
export function startDriver({ command, env }) {
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...cleanEnvironment(), ...env } });
  const open = new Map();
  let next = 1;
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint = (complaint + chunk).slice(-4000)));
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, outcome } = parse(line);
    open.get(id)?.(outcome);
    open.delete(id);
  });
  let ended = false;
  child.on('close', (code) => {
    ended = true;
    for (const settle of open.values()) settle({ calls: [], logs: [], error: { kind: 'driver', message: `the driver ended with code ${code}: ${complaint}` } });
    open.clear();
  });
  return {
    run: (vector, timeoutMs = 15_000) =>
      new Promise((resolve) => {
        const id = next++;
        if (ended) return resolve({ calls: [], logs: [], error: { kind: 'driver', message: `the driver has ended: ${complaint}` } });
        const timer = setTimeout(() => open.get(id)?.({ calls: [], logs: [], error: { kind: 'driver', message: `no outcome within ${timeoutMs} ms` } }), timeoutMs);
        open.set(id, (outcome) => {
          clearTimeout(timer);
          resolve(outcome);
        });
        child.stdin.write(`${ascii(JSON.stringify({ id, ...vector }))}\n`);
      }),
    ended: () => ended,
    stop: () => {
      child.stdin.end();
      setTimeout(() => child.kill('SIGKILL'), 500).unref();
    },
  };
}

/** A line that broke off belongs to a driver that is ending; its vectors fail by that. */
function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

/** JSON in ASCII: readers of lines differ in what they take for a line end. */
const ascii = (json) => json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The environment without anything that would change an SDK's behaviour. */
function cleanEnvironment() {
  const unwanted = /^(CONFORMANCE_|HTTPS?_PROXY$|NO_PROXY$|ALL_PROXY$|NODE_OPTIONS$|OTEL_|VITEST|NODE_ENV$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}
