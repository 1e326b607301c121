// What the tables are made of: medians, and child processes that print one line of JSON.
import { execFileSync } from 'node:child_process';

/** The middle value; of an even number of values the upper middle one. */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs a program of ours in a process of its own and returns what its last line says, parsed. */
export function runProgram(file, args = [], { cwd, timeout = 240_000 } = {}) {
  const output = execFileSync(process.execPath, [file, ...args], { cwd, encoding: 'utf8', timeout, stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(output.trim().split('\n').at(-1));
}

/** Runs each measurement once a round, round after round, so that what else the machine does meets all alike; a list of results each. */
export async function interleave(runs, measurements) {
  const results = new Map(Object.keys(measurements).map((name) => [name, []]));
  for (let round = 0; round < runs; round++) {
    for (const [name, measure] of Object.entries(measurements)) results.get(name).push(await measure());
  }
  return results;
}
