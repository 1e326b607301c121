// The page's part on generation.
import { ahead, count, mebibytes, megabytes, ms, table, times } from './tables.mjs';
import { tools } from './tools.mjs';

const columns = ['', 'wall', 'of the limit', 'CPU', 'peak memory', 'files', 'written'];

const row = ({ tool, broken, wall, ratio, cpu, memory, files, bytes }) =>
  broken ? [tool, 'failed', '', '', '', '', ''] : [tool, ms(wall), times(ratio), ms(cpu), mebibytes(memory), files ? count(files) : '', files ? megabytes(bytes) : ''];

/** One document's table. */
export function documentTable({ document, rows }) {
  const failures = rows.filter(({ broken }) => broken).map(({ tool, broken }) => `${tool} failed: \`${broken.replaceAll('`', "'")}\``);
  const compared = rows.filter(({ tool }) => !/^limit|nothing changed/.test(tool)).map(({ tool, ...rest }) => ({ ...rest, tool: tool.split(' ')[0] }));
  const said = [['wall time', 'wall'], ['CPU time', 'cpu'], ['memory', 'memory']].map(([what, key]) => ahead('sdkwright', { rows: compared, name: ({ tool }) => tool, value: (row) => row[key], what }));
  return [`### ${document}`, '', table(columns, rows.map(row)), '', said.join(' '), ...(failures.length > 0 ? ['', failures.join('. ')] : [])].join('\n');
}

/** Where sdkwright's time goes. */
export function stagesTable(documents) {
  const stages = Object.keys(documents[0].stages);
  return ['### sdkwright’s stages, in milliseconds', '', table(['', ...stages], documents.map(({ document, stages: times }) => [document, ...stages.map((stage) => (times[stage] ?? 0).toFixed(0))]))].join('\n');
}

/** Growth. */
export function linearityTable(rows) {
  const names = rows[0].tools.map(({ tool }) => tool);
  const heads = names.flatMap((name) => [`${name}: wall`, 'CPU an operation', 'memory']);
  const cells = ({ operations, tools: each }) => [count(operations), ...each.flatMap(({ wall, perOperation, memory }) => [ms(wall), `${perOperation.toFixed(2)} ms`, mebibytes(memory)])];
  return ['### Growth: synthetic documents', '', table(['operations', ...heads], rows.map(cells))].join('\n');
}

/** What each tool makes, without which its figures say little. */
export const makes = () => tools.map(({ name, version, makes: what }) => `- ${name} ${version()}: ${what}`).join('\n');
