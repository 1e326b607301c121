// The page's part on SDKs.
import { count, kilobytes, megabytes, micro, table, times } from './tables.mjs';
import { streamShapes } from './sdk/streams.mjs';

export function requestsTable(method, rows) {
  const columns = ['', 'one by one', 'of bare fetch', '64 at once', 'of bare fetch'];
  return table([`CPU a request, ${method.toUpperCase()}`, ...columns.slice(1)], rows.map(({ mode, sequential, sequentialRatio, parallel, parallelRatio }) => [mode, micro(sequential), times(sequentialRatio), micro(parallel), times(parallelRatio)]));
}

export const streamsTable = (rows) => table(['MB/s', ...streamShapes, 'of the parser'], rows.map(({ reader, rates, ratio }) => [reader, ...rates.map((rate) => rate.toFixed(0)), times(ratio)]));

export const importsTable = (rows) => table(['program', 'whole run', 'over the empty one', 'CPU over the empty one'], rows.map(({ name, time, wall, cpu }) => [name, ...[time, wall, cpu].map((value) => `${value.toFixed(1)} ms`)]));

export const bundlesTable = (rows) => table(['one call, gzipped', 'for browsers', 'for Node'], rows.map(({ name, browser, node }) => [name, kilobytes(browser), kilobytes(node)]));

export const installedTable = (rows) => table(['package', 'size', 'files'], rows.map(({ name, bytes, files }) => [name, megabytes(bytes), count(files)]));
