// The documents that generators are measured on.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(import.meta.url);

/** Halyard's document, which is in parts, as one file: for tools that do not follow references to other files. */
function bundleHalyard(work) {
  const whole = join(work, 'halyard.yaml');
  const redocly = require.resolve('@redocly/cli/package.json');
  const [bin] = Object.values(require(redocly).bin);
  execFileSync(process.execPath, [join(dirname(redocly), bin), 'bundle', join(root, 'spec', 'openapi.yaml'), '--output', whole], { stdio: 'ignore', env: { ...process.env, REDOCLY_TELEMETRY: 'off' } });
  return whole;
}

/** Documents that ship with the project or npm, and with SDKWRIGHT_CORPUS those of that folder. `whole` is the same in one file. */
export function documents(work) {
  const corpus = process.env.SDKWRIGHT_CORPUS;
  const halyard = { name: 'Halyard (YAML, in parts)', file: join(root, 'spec', 'openapi.yaml'), whole: bundleHalyard(work) };
  const one = (name, file) => ({ name, file, whole: file });
  return [
    halyard,
    one('GitHub (JSON)', require.resolve('@octokit/openapi/generated/api.github.com.json')),
    ...(corpus ? [one('OpenAI (YAML)', join(corpus, 'openai.yaml')), one('Kubernetes (Swagger 2.0 JSON)', join(corpus, 'k8s-swagger2.json'))] : []),
  ].filter(({ file }) => existsSync(file));
}
