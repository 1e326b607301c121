// Figures as text and as Markdown tables.

export const ms = (seconds) => (seconds >= 10 ? `${seconds.toFixed(1)} s` : seconds >= 1 ? `${seconds.toFixed(2)} s` : `${Math.round(seconds * 1000)} ms`);
export const mebibytes = (value) => `${Math.round(value)} MiB`;
export const megabytes = (bytes) => (bytes >= 1e5 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`);
export const kilobytes = (bytes) => (bytes === undefined ? '—' : `${(bytes / 1024).toFixed(1)} KiB`);
export const count = (value) => value.toLocaleString('en-US');
export const times = (ratio) => `${ratio.toFixed(ratio < 10 ? 2 : 1)}×`;
export const micro = (value) => `${Math.round(value)} µs`;

/** A Markdown table, padded so that it can be read in a terminal too; the first column is text, the others are figures. */
export function table(columns, rows) {
  const widths = columns.map((column, at) => Math.max(3, column.length, ...rows.map((row) => row[at].length)));
  const line = (cells) => `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(columns), rule, ...rows.map(line)].join('\n');
}

/** A sentence that names whoever does better than `ours`, so that no table has to be searched for it. */
export function ahead(ours, { rows, name, value, better = (a, b) => a < b, what }) {
  const own = rows.find((row) => name(row) === ours);
  const names = rows.filter((row) => value(row) !== undefined && better(value(row), value(own))).map(name);
  return names.length === 0 ? `Nobody is ahead of ${ours} in ${what}.` : `Ahead of ${ours} in ${what}: ${names.join(', ')}.`;
}
