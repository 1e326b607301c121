// The generators that are compared, each as the command that makes a TypeScript client of a document.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
/** The folder in which the peers are installed. */
export const peersDir = join(here, 'peers');
const peer = (path) => join(peersDir, 'node_modules', path);
const version = (name) => {
  const file = peer(`${name}/package.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : 'not installed';
};
const bin = (name, command) => {
  const { bin: bins } = JSON.parse(readFileSync(peer(`${name}/package.json`), 'utf8'));
  return peer(join(name, typeof bins === 'string' ? bins : bins[command]));
};
const cli = join(here, '..', 'dist', 'cli.js');

/** What is compared. `makes` says what comes out, since not all make the same. */
export const tools = [
  {
    name: 'sdkwright',
    version: () => JSON.parse(readFileSync(join(here, '..', 'package.json'), 'utf8')).version,
    makes: 'SDK: client, types, runtime, per-operation functions, tests, docs',
    command: (spec, out) => ['node', cli, 'generate', '--spec', spec, '--target', 'typescript', '--package', 'bench-sdk', '--out', out, '--quiet'],
  },
  {
    name: 'hey-api',
    version: () => version('@hey-api/openapi-ts'),
    makes: 'client functions, types',
    command: (spec, out) => ['node', bin('@hey-api/openapi-ts', 'openapi-ts'), '-i', spec, '-o', out],
  },
  {
    name: 'orval',
    version: () => version('orval'),
    makes: 'client functions, types',
    command: (spec, out) => ['node', bin('orval', 'orval'), '--input', spec, '--output', join(out, 'client.ts'), '--client', 'fetch'],
  },
  {
    name: 'oazapfts',
    version: () => version('oazapfts'),
    makes: 'client functions, types',
    command: (spec, out) => ['node', bin('oazapfts', 'oazapfts'), spec, join(out, 'client.ts')],
  },
  {
    name: 'openapi-typescript',
    version: () => version('openapi-typescript'),
    makes: 'types only',
    command: (spec, out) => ['node', bin('openapi-typescript', 'openapi-typescript'), spec, '-o', join(out, 'types.ts')],
  },
];

/** The command of the physical limit, for the output that sdkwright wrote to `like`. */
export const limit = (spec, like, to) => ['node', join(here, 'limit.mjs'), spec, like, to];
