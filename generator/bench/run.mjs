// `npm run bench [-- generation|sdk|python] [--runs N] [--write]`: compares, prints tables, and with --write makes docs/benchmarks.md of them.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareGeneration, linearity, stageTimings } from './generation.mjs';
import { load, writePage } from './page.mjs';
import { installPeers } from './peers.mjs';
import { comparePython } from './python/compare.mjs';
import { installPythonPeers } from './python/environment.mjs';
import { documentTable, linearityTable, stagesTable } from './report-generation.mjs';
import { pythonTables } from './report-python.mjs';
import { bundlesTable, importsTable, installedTable, requestsTable, streamsTable } from './report-sdk.mjs';
import { compareSDKs } from './sdk/compare.mjs';
import { cli } from './tools.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string', default: '5' }, write: { type: 'boolean', default: false } } });
const runs = Number(values.runs);
const all = ['generation', 'sdk', 'python'];
const parts = positionals.length > 0 ? positionals : all;
if (!Number.isInteger(runs) || runs < 1 || parts.some((part) => !all.includes(part))) stop('usage: npm run bench [-- generation|sdk|python] [--runs N] [--write]', 64);
if (values.write && parts.length < all.length) stop('--write needs all parts: every figure on the page is of one run', 64);
if (!existsSync(cli)) stop('The generator is not built: npm run build', 1);

function stop(message, code) {
  console.error(message);
  process.exit(code);
}

const sections = {};
const tell = (name, text) => {
  sections[name] = text;
  console.log(`\n${text}`);
};

function generation(work) {
  const documents = [];
  for (const result of compareGeneration({ runs, work })) {
    documents.push(documentTable(result));
    tell('documents', documents.at(-1));
  }
  sections.documents = documents.join('\n\n');
  tell('stages', stagesTable(stageTimings({ runs, work })));
  tell('linearity', linearityTable([...linearity({ runs: Math.min(runs, 3), work })]));
}

const tables = {
  get: (rows) => requestsTable('get', rows),
  post: (rows) => requestsTable('post', rows),
  streams: streamsTable,
  imports: importsTable,
  bundles: bundlesTable,
  installed: installedTable,
};

async function sdk(work) {
  for await (const [name, rows] of compareSDKs({ runs, work })) tell(name, tables[name](rows));
}

async function python(work) {
  for await (const [name, rows] of comparePython({ runs, work })) tell(name, pythonTables[name](rows));
}

if (parts.some((part) => part !== 'python')) installPeers();
if (parts.includes('python')) installPythonPeers();
const loadBefore = load();
const work = mkdtempSync(join(tmpdir(), 'sdkwright-bench-'));
try {
  if (parts.includes('generation')) generation(work);
  if (parts.includes('sdk')) await sdk(work);
  if (parts.includes('python')) await python(work);
  if (values.write) writePage(sections, { runs, loadBefore });
} finally {
  rmSync(work, { recursive: true, force: true });
}
