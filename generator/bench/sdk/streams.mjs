// How fast SDKs read server-sent events.
import { join } from 'node:path';
import { interleave, median, runProgram } from '../stats.mjs';

const shapes = [
  ['many', 8],
  ['many', 32],
  ['one', 1],
  ['one', 4],
];

/** Megabytes a second of CPU for each reader and shape: medians; ratios are to eventsource-parser's callback. */
export async function compareStreams(project, { runs }) {
  const program = join(project, 'stream.mjs');
  const readers = runProgram(program);
  const rows = readers.map((reader) => ({ reader, rates: [] }));
  for (const [shape, megabytes] of shapes) {
    const results = await interleave(runs, Object.fromEntries(readers.map((reader) => [reader, () => runProgram(program, [reader, shape, String(megabytes)]).rate])));
    for (const row of rows) row.rates.push(median(results.get(row.reader)));
  }
  return rows.map((row) => ({ ...row, ratio: row.rates[1] / rows[0].rates[1] }));
}

/** The columns of `rates`, in words. */
export const streamShapes = shapes.map(([shape, megabytes]) => (shape === 'many' ? `${megabytes} MB of small events` : `one event of ${megabytes} MB`));
