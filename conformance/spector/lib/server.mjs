// Starts and stops the mock server, and asks it what has passed.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { env } from '../../../scripts/lib/setup.mjs';
import { out } from './install.mjs';

/** The server asks git for a commit to print, and would not start outside of a repository. */
function withoutGit() {
  const folder = join(out, 'bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'git'), '#!/bin/sh\necho none\n');
  writeFileSync(join(folder, 'git.cmd'), '@echo none\r\n');
  chmodSync(join(folder, 'git'), 0o755);
  return { ...env, PATH: [folder, env.PATH].join(delimiter) };
}

/** Starts a server; gives its address, `coverage()` (scenario → pass, fail or not-implemented) and `stop()`. */
export async function startServer() {
  const child = spawn('node', [join(import.meta.dirname, 'mock-server.mjs')], { env: withoutGit(), stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const base = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('ready ') && resolve(line.slice(6)));
    child.on('exit', (code) => reject(new Error(`The mock server ended with ${code}.`)));
  });
  return {
    base,
    coverage: async () => (await (await fetch(`${base}/.coverage`)).json())[0].results,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
