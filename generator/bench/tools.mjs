// The generators that are compared, each as the command that makes a TypeScript client of a document.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peer, peerVersion } from './peers.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** The built command line; SDKWRIGHT_BENCH_CLI names another build. */
export const cli = process.env.SDKWRIGHT_BENCH_CLI ?? join(here, '..', 'dist', 'cli.js');

const program = (name, command) => {
  const { bin } = JSON.parse(readFileSync(peer(`${name}/package.json`), 'utf8'));
  return [process.execPath, peer(join(name, typeof bin === 'string' ? bin : bin[command]))];
};

/** sdkwright's command line, without its name. */
export const sdkwright = (spec, out, ...extra) => [process.execPath, cli, 'generate', '--spec', spec, '--target', 'typescript', '--package', 'bench-sdk', '--out', out, ...extra];

/** What is compared. `makes` says what comes out, since not all make the same; `whole` that references to other files are not followed. */
export const tools = [
  {
    name: 'sdkwright',
    version: () => JSON.parse(readFileSync(join(here, '..', 'package.json'), 'utf8')).version,
    makes: 'a package: client, types, runtime source, per-operation functions, tests, reference',
    command: (spec, out) => sdkwright(spec, out, '--quiet'),
  },
  {
    name: 'hey-api',
    version: () => peerVersion('@hey-api/openapi-ts'),
    makes: 'functions, types, a fetch client',
    command: (spec, out) => [...program('@hey-api/openapi-ts', 'openapi-ts'), '-i', spec, '-o', out],
  },
  {
    name: 'orval',
    version: () => peerVersion('orval'),
    makes: 'functions, types; its fetch client, in one file',
    whole: true,
    command: (spec, out) => [...program('orval', 'orval'), '--input', spec, '--output', join(out, 'client.ts'), '--client', 'fetch'],
  },
  {
    name: 'oazapfts',
    version: () => peerVersion('oazapfts'),
    makes: 'functions, types, in one file; the client is a dependency',
    whole: true,
    command: (spec, out) => [...program('oazapfts', 'oazapfts'), spec, join(out, 'client.ts')],
  },
  {
    name: 'openapi-typescript',
    version: () => peerVersion('openapi-typescript'),
    makes: 'types only, in one file',
    command: (spec, out) => [...program('openapi-typescript', 'openapi-typescript'), spec, '-o', join(out, 'types.ts')],
  },
];

/** The command of the physical limit: with the output that sdkwright wrote to `like`, or, without, of reading only. */
export const limit = (spec, like = '', to = '') => [process.execPath, join(here, 'limit.mjs'), spec, like, to];
