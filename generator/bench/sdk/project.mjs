// A program's folder as a user would have it: the SDK and the peers are installed in it, here by links, and the bench's programs lie in it.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { peer } from '../peers.mjs';
import { documents } from '../documents.mjs';
import { tools } from '../tools.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..', '..');

/** Halyard's SDK, as it is in this repository; SDKWRIGHT_BENCH_SDK names another folder. */
export const sdkFolder = process.env.SDKWRIGHT_BENCH_SDK ?? join(root, 'sdks', 'typescript');

function link(project, name, to) {
  const path = join(project, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(to, path);
}

/** Makes the project below `work` and returns its folder. */
export async function makeProject(work) {
  if (!existsSync(join(sdkFolder, 'dist', 'index.js'))) throw new Error(`Halyard's SDK is not built: npm run build (looked in ${sdkFolder})`);
  const project = join(work, 'project');
  cpSync(join(here, 'programs'), project, { recursive: true });
  link(project, JSON.parse(readFileSync(join(sdkFolder, 'package.json'), 'utf8')).name, sdkFolder);
  for (const name of ['openai', '@anthropic-ai/sdk', 'stripe', 'undici', 'eventsource-parser']) link(project, name, peer(name));
  await makeHeyAPI(work, project);
  return project;
}

/** hey-api's client of the same document: its sources for bundles, and built, since it comes as TypeScript. */
async function makeHeyAPI(work, project) {
  const sources = join(project, 'hey-api');
  const heyAPI = tools.find(({ name }) => name === 'hey-api');
  const [command, ...args] = heyAPI.command(documents(work)[0].file, sources);
  execFileSync(command, args, { stdio: 'ignore' });
  await build({
    stdin: { contents: "export * from './hey-api/sdk.gen.ts'; export { client } from './hey-api/client.gen.ts';", resolveDir: project },
    outfile: join(project, 'hey-api.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
}
