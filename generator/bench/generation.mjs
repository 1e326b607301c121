// Generation, side by side: each document, each tool, in turn, several times; medians of wall time, CPU time and peak memory.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents } from './documents.mjs';
import { measureCommand } from './measure.mjs';
import { median } from './stats.mjs';
import { syntheticDocument } from './synthetic.mjs';
import { limit, sdkwright, tools } from './tools.mjs';

const own = tools[0];

const summary = (runs) => ({ wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ user, sys }) => user + sys)), memory: median(runs.map(({ maxrss }) => maxrss)) });

/** Number and bytes of the files in a folder. */
export function sizeOf(folder) {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : [];
  return { files: files.length, bytes: files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) };
}

/** A new folder. None is removed before the end: a file system may find room for new files slowly just after many others went. */
const fresh = (work) => mkdtempSync(join(work, 'out-'));

/** Every tool on every document, `runs` times, in turn: a table of rows a document. */
export function* compareGeneration({ runs, work }) {
  for (const document of documents(work)) yield { document: document.name, rows: compareOne(document, { runs, work }) };
}

function compareOne({ file, whole }, { runs, work }) {
  const results = new Map();
  const note = (tool, result) => results.set(tool, [...(results.get(tool) ?? []), result]);
  const sizes = new Map();
  const broken = new Map();
  for (let round = 0; round < runs; round++) {
    let output = '';
    for (const tool of tools) {
      if (broken.has(tool)) continue;
      const out = fresh(work);
      if (tool === own) output = out;
      const result = measureCommand(tool.command(tool.whole ? whole : file, out));
      sizes.set(tool, sizeOf(out));
      if (result.code !== 0 || sizes.get(tool).files === 0) broken.set(tool, reason(result));
      else note(tool, result);
    }
    note('unchanged', measureCommand(own.command(file, output)));
    note('write', measureCommand(limit(file, output, fresh(work))));
    note('read', measureCommand(limit(file)));
  }
  const bound = summary(results.get('write')).wall;
  const row = (key, rest) => (broken.has(key) ? { ...rest, broken: broken.get(key) } : { ...rest, ...summary(results.get(key)), ratio: summary(results.get(key)).wall / bound, ...sizes.get(key) });
  return [
    row('read', { tool: 'limit: start, read, parse' }),
    row('write', { tool: 'limit: the same, and write the same files' }),
    ...tools.map((tool) => row(tool, { tool: `${tool.name} ${tool.version()}${tool.whole && whole !== file ? ' (document bundled before)' : ''}` })),
    row('unchanged', { tool: `${own.name}, nothing changed` }),
  ];
}

/** What a tool that failed said: the first line that reads like an error. */
function reason({ code, stderr }) {
  const lines = stderr.split('\n').map((line) => line.trim()).filter(Boolean);
  return (lines.find((line) => /error|fail|can't|cannot/i.test(line)) ?? `exit code ${code}`).slice(0, 100);
}

/** Milliseconds of each stage of sdkwright, as `--timings` tells them: medians. */
export function stageTimings({ runs, work }) {
  return documents(work).map(({ name, file }) => {
    const times = Array.from({ length: runs }, () => {
      const [command, ...args] = sdkwright(file, fresh(work), '--timings');
      const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
      return Object.fromEntries([...(stdout + stderr).matchAll(/^(\w+) +([\d.]+) ms$/gm)].map(([, stage, ms]) => [stage, Number(ms)]));
    });
    return { document: name, stages: Object.fromEntries(Object.keys(times[0]).map((stage) => [stage, median(times.map((time) => time[stage] ?? 0))])) };
  });
}

/** Wall time, CPU time and memory over documents of growing size; `perOperation` is CPU in milliseconds. */
export function* linearity({ runs, work, sizes = [250, 500, 1000, 2000, 4000] }) {
  const compared = tools.slice(0, 2);
  for (const operations of sizes) {
    const file = join(work, `synthetic-${operations}.json`);
    writeFileSync(file, JSON.stringify(syntheticDocument(operations)));
    const results = new Map(compared.map((tool) => [tool, []]));
    for (let round = 0; round < runs; round++) {
      for (const tool of compared) {
        const result = measureCommand(tool.command(file, fresh(work)));
        if (result.code !== 0) throw new Error(`${tool.name} failed at ${operations} operations: ${reason(result)}`);
        results.get(tool).push(result);
      }
    }
    yield { operations, tools: compared.map((tool) => ({ tool: tool.name, ...summary(results.get(tool)), perOperation: (summary(results.get(tool)).cpu * 1000) / operations })) };
  }
}
