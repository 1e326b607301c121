// Makes a checkout ready, whatever Node started it: installs what the lock file names, once, and puts the pinned tools first.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bin = join(root, 'node_modules', '.bin');
const stampFile = join(root, 'node_modules', '.ready');

/** The environment in which the project's tools run: its own Node and binaries first, nothing sent anywhere. */
export const env = {
  ...process.env,
  PATH: [bin, process.env.PATH ?? ''].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  ...(process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}),
};

const manifests = ['package.json', 'package-lock.json', 'generator/package.json', 'spec/package.json', 'conformance/package.json', 'examples/package.json', 'sdks/typescript/package.json'];

const stamp = () => {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of manifests) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
};

/** Installs the packages of the lock file, unless just these are installed already. */
export function install() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) fail(`Node ${process.versions.node} is too old: sdkwright needs Node 20 or newer.`);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return;
  console.log('Installing packages …');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, env, stdio: 'inherit' });
  if (done.status !== 0) fail('`npm ci` failed: see above. A network that reaches the npm registry is needed once.');
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp());
}

/** Runs a command in the project's environment; resolves with its exit code and what it printed (also shown unless `quiet`). */
export function run(command, args, { cwd = root, quiet = false, extraEnv = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...env, ...extraEnv }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (stream) => (chunk) => {
      output += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a command and stops this process when it fails. */
export async function must(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) fail(`${options?.quiet ? output : ''}\n\`${command} ${args.join(' ')}\` failed with exit code ${code}.`);
  return output;
}

/** Prints why and ends with exit code 1. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
