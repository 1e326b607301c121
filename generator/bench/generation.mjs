// Generation, side by side: each document, each tool, in turn, several times; medians of wall time, CPU time and peak memory.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { limit, tools } from './tools.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

/** The documents: those that ship with the project and npm, and with SDKWRIGHT_CORPUS those of that folder. */
export function documents() {
  const corpus = process.env.SDKWRIGHT_CORPUS;
  const require = createRequire(import.meta.url);
  const all = [
    { name: 'Halyard (YAML, in parts)', file: join(root, 'spec', 'openapi.yaml') },
    { name: 'GitHub (JSON)', file: require.resolve('@octokit/openapi/generated/api.github.com.json') },
    ...(corpus ? [{ name: 'OpenAI (YAML)', file: join(corpus, 'openai.yaml') }, { name: 'Kubernetes (Swagger 2.0 JSON)', file: join(corpus, 'k8s-swagger2.json') }] : []),
  ];
  return all.filter(({ file }) => existsSync(file));
}

const measure = (command, seconds = 240) => JSON.parse(execFileSync('python3', [join(here, 'measure.py'), String(seconds), ...command], { encoding: 'utf8', maxBuffer: 1 << 24, env: { ...process.env, NO_COLOR: '1', CI: '1' } }));

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const summary = (runs) => ({ wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ user, sys }) => user + sys)), memory: median(runs.map(({ maxrss }) => maxrss)) });

function size(folder) {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : [];
  return { files: files.length, bytes: files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) };
}

function fresh(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Runs every tool on every document `runs` times, in turn; yields a row a tool and document. */
export function* compare({ runs = 5, only } = {}) {
  const work = mkdtempSync(join(tmpdir(), 'sdkwright-bench-'));
  try {
    for (const document of documents()) {
      if (only && !document.name.toLowerCase().includes(only)) continue;
      yield* compareOne(document, { runs, work });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function* compareOne({ name, file }, { runs, work }) {
  const results = new Map();
  const note = (tool, result) => results.set(tool, [...(results.get(tool) ?? []), result]);
  const sizes = new Map();
  const broken = new Map();
  const own = join(work, 'sdkwright');
  for (let round = 0; round < runs; round++) {
    for (const tool of tools) {
      if (broken.has(tool.name)) continue;
      const out = fresh(join(work, tool.name));
      const result = measure(tool.command(file, out));
      sizes.set(tool.name, size(out));
      if (result.code !== 0 || sizes.get(tool.name).files === 0) broken.set(tool.name, result.stderr.trim().split('\n').at(-1)?.slice(0, 120) || `exit code ${result.code}, nothing written`);
      else note(tool.name, result);
    }
    note('unchanged', measure(tools[0].command(file, own)));
    note('limit', measure(limit(file, own, fresh(join(work, 'limit')))));
    note('limit without writing', measure(limit(file, '', '')));
  }
  const bound = summary(results.get('limit'));
  const row = (tool, label, version) => ({ document: name, tool: label, version, ...summary(results.get(tool)), ratio: summary(results.get(tool)).wall / bound.wall, ...sizes.get(tool) });
  yield row('limit without writing', 'limit: start, read, parse', process.version);
  yield row('limit', 'limit: … and write the same files', process.version);
  for (const tool of tools) {
    if (broken.has(tool.name)) yield { document: name, tool: tool.name, version: tool.version(), broken: broken.get(tool.name) };
    else yield row(tool.name, tool.name, tool.version());
  }
  yield row('unchanged', 'sdkwright, nothing changed', tools[0].version());
}
