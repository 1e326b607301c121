// The page's part on Python.
import { ahead, count, mebibytes, megabytes, micro, ms, table, times } from './tables.mjs';

const none = '';
const known = (value, text) => (value === undefined ? none : text(value));
const milliseconds = (value) => `${value.toFixed(0)} ms`;

function requests(rows) {
  const columns = ['CPU a request, GET', 'one by one', 'ratio', '64 at once', 'ratio', 'to'];
  return table(columns, rows.map(({ name, of, sequential, sequentialRatio, parallel, parallelRatio }) => [name, micro(sequential), known(sequentialRatio, times), known(parallel, micro), known(parallelRatio, times), of ?? none]));
}

function starts(rows) {
  const columns = ['import, client, first call', 'import alone', 'all of it', 'memory', 'modules', 'over its dependencies', 'memory over them'];
  return table(columns, rows.map(({ name, importing, wall, memory, modules, over }) => [name, milliseconds(importing), milliseconds(wall), mebibytes(memory), count(modules), known(over, ({ wall: more }) => milliseconds(more)), known(over, ({ memory: more }) => mebibytes(more))]));
}

function decoding(rows) {
  const columns = ['MB/s', 'as promised', 'to plain pydantic', 'one unknown value'];
  const text = table(columns, rows.map(({ name, same, other, ratio }) => [name, same.toFixed(0), times(ratio), known(other, (rate) => rate.toFixed(0))]));
  return `${text}\n\n${ahead('Halyard’s SDK', { rows, name: ({ name }) => name, value: ({ same }) => same, what: 'decoding', better: (a, b) => a > b })}`;
}

function generation(rows) {
  const columns = ['GitHub (JSON)', 'wall', 'CPU', 'CPU to TypeScript alone', 'peak memory', 'files', 'written'];
  return table(columns, rows.map(({ name, wall, cpu, cpuRatio, memory, files, bytes }) => [name, ms(wall), ms(cpu), times(cpuRatio), mebibytes(memory), count(files), megabytes(bytes)]));
}

/** The tables by the names that page.md gives them. */
export const pythonTables = { pythonRequests: requests, pythonStarts: starts, pythonDecoding: decoding, pythonGeneration: generation };
