// Makes the blocking half of the Python runtime of its asynchronous half: `node scripts/unasync.mjs`, `--check` only compares.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const core = fileURLToPath(new URL('../src/targets/python/runtime/_core/', import.meta.url));

/** Files that are written by hand in both halves, as they hold what truly differs. */
const byHand = /^(_io|_net|__init__)\.py$/;

/** Longer ones first, as the first that fits is taken. */
const rules = [
  [/\bAsyncAPIClient\b/g, 'SyncAPIClient'],
  [/\bAsyncAPIResource\b/g, 'SyncAPIResource'],
  [/\b_?Async(?=[A-Z])/g, (found) => (found.startsWith('_') ? '_' : '')],
  [/\basync (def|with|for)\b/g, '$1'],
  [/\bawait /g, ''],
  [/\b__aenter__\b/g, '__enter__'],
  [/\b__aexit__\b/g, '__exit__'],
  [/\b__aiter__\b/g, '__iter__'],
  [/\b__anext__\b/g, '__next__'],
  [/\bStopAsyncIteration\b/g, 'StopIteration'],
  [/\baclose\b/g, 'close'],
  [/\bopen_async\b/g, 'open'],
  [/\b_async\b/g, '_sync'],
  [/\basync with\b/g, 'with'],
  [/\basynchronous\b/g, 'blocking'],
  [/\bAwaitable\[(\w+)\]/g, '$1'],
  [/^(from collections\.abc import .*?)\bAwaitable, /gm, '$1'],
];

/** The blocking image of asynchronous source. */
export function unasync(source) {
  let text = source;
  for (const [pattern, replacement] of rules) text = text.replace(pattern, replacement);
  return tidy(text);
}

/** What the rules leave behind: names imported twice, imports out of order, a method that is there under both of its names. */
function tidy(text) {
  return text
    .replace(/ {4}def close\(self\) -> None:\n {8}"""[^"]*"""\n(?: {8}.*\n)+\n(?= {4}def close\(self\) -> None:)/g, '')
    .replace(/^( *)from (\S+) import ([^(\n]+)$/gm, (whole, indent, from, names) => `${indent}from ${from} import ${sorted(names.split(', ')).join(', ')}`)
    .replace(/^from (\S+) import \(\n((?: {4}\w+,\n)+)\)$/gm, (whole, from, names) => {
      const all = sorted(names.trim().split(/,\s*/).filter(Boolean));
      return `from ${from} import (\n${all.map((name) => `    ${name},\n`).join('')})`;
    });
}

const rank = (name) => (/^[A-Z_\d]+$/.test(name) && name.length > 1 ? 0 : /^_?[A-Z]/.test(name) ? 1 : 2);

function sorted(names) {
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
}

/** Names and texts of the blocking half's made files. */
export function images() {
  return readdirSync(`${core}_async`)
    .filter((name) => name.endsWith('.py') && !byHand.test(name))
    .map((name) => ({ name, path: `${core}_sync/${name}`, text: unasync(readFileSync(`${core}_async/${name}`, 'utf8')) }));
}

/** Source without what a formatter may change once names got shorter. */
const bare = (text) => text.replace(/[\s(),]+/g, '');

/** Paths that are not as they should be: changed by hand, missing, or left over. */
export function drift() {
  const made = images();
  const wrong = made.filter(({ path, text }) => !existsSync(path) || bare(readFileSync(path, 'utf8')) !== bare(text)).map(({ path }) => path);
  const names = new Set(made.map(({ name }) => name));
  const left = readdirSync(`${core}_sync`).filter((name) => name.endsWith('.py') && !byHand.test(name) && !names.has(name));
  return [...wrong, ...left.map((name) => `${core}_sync/${name}`)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wrong = drift();
  if (process.argv.includes('--check')) {
    if (wrong.length > 0) console.error(`Run node scripts/unasync.mjs: ${wrong.join(', ')}`);
    process.exitCode = wrong.length > 0 ? 1 : 0;
  } else {
    const made = new Map(images().map(({ path, text }) => [path, text]));
    for (const path of wrong) {
      if (made.has(path)) writeFileSync(path, made.get(path));
      else rmSync(path);
    }
    // What became shorter may fit into one line now.
    if (made.size > 0) spawnSync(process.env.RUFF ?? 'ruff', ['format', '--quiet', '--line-length', '110', `${core}_sync`], { stdio: 'inherit' });
  }
}
