// SDKs, side by side.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSize } from './bundles.mjs';
import { calls } from './calls.mjs';
import { compareImports } from './imports.mjs';
import { compareInstalled } from './installed.mjs';
import { makeProject, sdkFolder } from './project.mjs';
import { compareRequests } from './requests.mjs';
import { compareStreams } from './streams.mjs';

const modules = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'node_modules');

async function compareBundles(project) {
  const rows = Object.entries(calls).map(async ([name, { setup, call }]) => {
    const program = `${setup}\n${call}\n`;
    const [browser, node] = await Promise.all(['browser', 'node'].map((platform) => bundleSize(program, { resolveDir: project, platform })));
    return { name, browser, node };
  });
  return Promise.all(rows);
}

/** All comparisons of SDKs, one after the other. */
export async function* compareSDKs({ runs, work }) {
  const project = await makeProject(work);
  yield ['bundles', await compareBundles(project)];
  yield ['installed', compareInstalled({ sdkFolder, work, modules })];
  yield ['imports', await compareImports(project, { runs: runs * 5 })];
  yield ['get', await compareRequests(project, { runs, method: 'get' })];
  yield ['post', await compareRequests(project, { runs, method: 'post' })];
  yield ['streams', await compareStreams(project, { runs })];
}
