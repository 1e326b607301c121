// The page's part on SDKs.
import { ahead, count, kilobytes, megabytes, micro, table, times } from './tables.mjs';
import { streamShapes } from './sdk/streams.mjs';

const ours = 'Halyard’s SDK';

/** A table, and below it who is ahead of us in each of `whats`: pairs of words and key. */
const judged = (text, rows, { name, whats, us = ours, better }) => [text, '', whats.map(([what, value]) => ahead(us, { rows, name, value, what, better })).join(' ')].join('\n');

export function requestsTable(method, rows) {
  const columns = [`CPU a request, ${method.toUpperCase()}`, 'one by one', 'of bare fetch', '64 at once', 'of bare fetch'];
  const text = table(columns, rows.map(({ mode, sequential, sequentialRatio, parallel, parallelRatio }) => [mode, micro(sequential), times(sequentialRatio), micro(parallel), times(parallelRatio)]));
  const whats = [['requests one by one', ({ sequential }) => sequential], ['64 at once', ({ parallel }) => parallel]];
  return judged(text, rows, { name: ({ mode }) => mode, whats });
}

export function streamsTable(rows) {
  const text = table(['MB/s', ...streamShapes, 'of the parser'], rows.map(({ reader, rates, ratio }) => [reader, ...rates.map((rate) => rate.toFixed(0)), times(ratio)]));
  const whats = streamShapes.map((shape, at) => [shape, ({ rates }) => rates[at]]);
  return judged(text, rows, { name: ({ reader }) => reader, whats, better: (a, b) => a > b });
}

export const importsTable = (rows) => table(['program', 'whole run', 'over the empty one', 'CPU over the empty one'], rows.map(({ name, time, wall, cpu }) => [name, ...[time, wall, cpu].map((value) => `${value.toFixed(1)} ms`)]));

export function bundlesTable(rows) {
  const text = table(['one call, gzipped', 'for browsers', 'for Node'], rows.map(({ name, browser, node }) => [name, kilobytes(browser), kilobytes(node)]));
  const whats = [['size for browsers', ({ browser }) => browser]];
  return judged(text, rows, { name: ({ name }) => name, whats, us: `${ours}, one function` });
}

export const installedTable = (rows) => table(['package', 'size', 'files'], rows.map(({ name, bytes, files }) => [name, megabytes(bytes), count(files)]));
