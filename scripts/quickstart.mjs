// `npm run quickstart`: from a fresh clone to SDKs that work. Installs, builds the generator, turns two real documents into TypeScript
// SDKs, compiles them, builds one, and makes calls with it over HTTP to a local server that answers from the document's examples.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, must, root } from './lib/setup.mjs';

const started = Date.now();
const step = (text) => console.log(`\n▸ ${text}`);
const quiet = { quiet: true };
const compiler = join('node_modules', '@typescript', 'native', 'bin', 'tsc');
const cli = join('generator', 'dist', 'cli.js');
const github = join('node_modules', '@octokit', 'openapi', 'generated', 'api.github.com.json');

step('Installing (once)');
install();

step('Building the generator');
await must('turbo', ['run', 'build', '--filter=sdkwright', '--output-logs=errors-only'], quiet);

step("GitHub's OpenAPI document (13 MB, from npm) → a TypeScript SDK in .quickstart/github");
rmSync(join(root, '.quickstart'), { recursive: true, force: true });
await must('node', [cli, 'generate', '--spec', github, '--target', 'typescript', '--package', 'github-sdk', '--out', '.quickstart/github']);
const checking = Date.now();
await must('node', [compiler, '-p', '.quickstart/github', '--noEmit', '--types', '', '--rootDir', '.quickstart/github'], quiet);
console.log(`tsc --strict accepts it (${((Date.now() - checking) / 1000).toFixed(1)} s).`);

step("Halyard's document (spec/) → sdks/typescript, built");
await must('node', [cli, 'generate', '--spec', 'spec/openapi.yaml', '--config', 'spec/sdkwright.yaml', '--target', 'typescript', '--out', 'sdks/typescript']);
await must('turbo', ['run', 'build', '--filter=@halyard-ai/sdk', '--output-logs=errors-only'], quiet);

step('Calling it over HTTP (examples/typescript/tour.ts)');
const { dumpIr } = await import(pathToFileURL(join(root, 'generator', 'dist', 'index.js')).href);
const { startMockServer } = await import(pathToFileURL(join(root, 'examples', 'mock-server.mjs')).href);
const { api } = await dumpIr({ spec: join(root, 'spec', 'openapi.yaml'), config: join(root, 'spec', 'sdkwright.yaml') });
const server = await startMockServer(api);
try {
  await must('node', ['examples/typescript/tour.ts'], { extraEnv: { HALYARD_BASE_URL: server.url, HALYARD_API_KEY: 'hk_test_quickstart' } });
} finally {
  await server.close();
}

console.log(`
Done in ${((Date.now() - started) / 1000).toFixed(0)} s; ${server.seen.length} requests were made. Next:
  ${'less sdks/typescript/README.md'.padEnd(48)}  the SDK as its users see it
  ${`node ${cli} generate --help`.padEnd(48)}  your own document
  ${'npm test'.padEnd(48)}  everything that guards it`);
