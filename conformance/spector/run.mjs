// `npm run spector`: generates, calls and counts: language, scenarios passed, results equal. `--language NAME`; `--kept` skips generating.
import { parseArgs } from 'node:util';
import { loadCases } from './lib/cases.mjs';
import { compileAll } from './lib/compile.mjs';
import { gapOf } from './lib/gaps.mjs';
import { generateAll } from './lib/generate.mjs';
import { install } from './lib/install.mjs';
import { runCases } from './lib/run.mjs';
import { languages } from './languages.mjs';

const { values: flags } = parseArgs({ options: { language: { type: 'string' }, kept: { type: 'boolean' } } });

install();
await compileAll();
const cases = loadCases();
const rows = [];
let failed = 0;
for (const language of languages.filter(({ name }) => !flags.language || name === flags.language)) {
  const complaints = flags.kept ? [] : await generateAll(language.name, cases);
  const { scenarios, results, equal } = await runCases(language, cases);
  const outcomes = [...scenarios].map(([scenario, outcome]) => ({ scenario, ...outcome, gap: gapOf(scenario, language.name) }));
  const passed = outcomes.filter((one) => one.passed).length;
  const wrong = outcomes.filter((one) => (one.passed && one.problems.length === 0) === (one.gap !== undefined));
  for (const line of complaints) console.log(line);
  for (const { scenario, problems, gap } of wrong) console.log(`${language.name} ${scenario}: ${gap ? 'is no gap any more' : 'FAILED'}${problems.map((one) => `\n    ${one}`).join('')}`);
  failed += wrong.length + complaints.length;
  rows.push([language.name, `${passed} of ${scenarios.size}`, `${equal} of ${results}`, String(outcomes.length - passed)]);
}

const line = (cells) => console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(14) : cell.padStart(16))).join(''));
line(['language', 'scenarios', 'results equal', 'gaps']);
for (const row of rows) line(row);
process.exit(failed === 0 ? 0 : 1);
