// Installs what is compared with, at exact versions, into a folder of its own that nothing else uses.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder in which the peers are installed. */
export const peersDir = join(dirname(fileURLToPath(import.meta.url)), 'peers');

const wanted = () => JSON.parse(readFileSync(join(peersDir, 'package.json'), 'utf8')).dependencies;

/** A path below the peers' node_modules. */
export const peer = (path) => join(peersDir, 'node_modules', path);

/** The installed version of a peer; undefined when it is missing. */
export function peerVersion(name) {
  const file = peer(`${name}/package.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/** Installs the peers unless they are there at the versions that package.json names. */
export function installPeers() {
  const missing = Object.entries(wanted()).filter(([name, version]) => peerVersion(name) !== version);
  if (missing.length === 0) return;
  console.error(`Installing ${missing.map(([name, version]) => `${name}@${version}`).join(', ')} into generator/bench/peers`);
  execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--workspaces=false'], { cwd: peersDir, stdio: ['ignore', 'ignore', 'inherit'] });
}
