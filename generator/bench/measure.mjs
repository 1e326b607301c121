// What a command costs, under the operating system's accounting.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = join(dirname(fileURLToPath(import.meta.url)), 'measure.py');

/** Wall, user and system time in seconds, peak memory in MiB, and how the command ended. It is killed after so many seconds. */
export function measureCommand(command, seconds = 240) {
  const env = { ...process.env, NO_COLOR: '1', CI: '1' };
  return JSON.parse(execFileSync('python3', [script, String(seconds), ...command], { encoding: 'utf8', maxBuffer: 1 << 24, env }));
}
