// docs/benchmarks.md: the tables of one run, with what one has to know to read them.
import { cpus, loadavg, totalmem } from 'node:os';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peerVersion } from './peers.mjs';
import { versionOf } from './python/environment.mjs';
import { makes } from './report-generation.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

const versions = () => ['openai', '@anthropic-ai/sdk', 'stripe', '@hey-api/openapi-ts', 'undici', 'eventsource-parser'].map((name) => `${name} ${peerVersion(name)}`).join(', ');

const pythonVersions = () => ['openai', 'openapi-python-client', 'httpx2', 'aiohttp', 'pydantic'].map((name) => `${name} ${versionOf(name)}`).join(', ');

const machine = () => `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Linux, Node ${process.version.slice(1)}`;

/** What the machine had to do: the load of the last minute, to be called at the start and at the end. */
export const load = () => (loadavg()[0] ?? 0).toFixed(1);

/** Fills the placeholders of page.md, `{{name}}`, with the run's tables, and writes the page. */
export function writePage(sections, { runs, loadBefore }) {
  const known = { ...sections, makes: makes(), versions: versions(), pythonVersions: pythonVersions(), machine: machine(), runs: String(runs), loadBefore, loadAfter: load(), date: new Date().toISOString().slice(0, 10) };
  const text = readFileSync(join(here, 'page.md'), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (known[name] === undefined) throw new Error(`page.md asks for ${name}, which was not measured`);
    return known[name];
  });
  writeFileSync(join(root, 'docs', 'benchmarks.md'), text);
  console.log('\nWrote docs/benchmarks.md');
}
