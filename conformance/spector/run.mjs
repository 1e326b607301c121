// `npm run spector`: generates, calls and counts: language, scenarios passed, results equal. `--language NAME`, `--kept` skips generating, `--verbose`.
import { parseArgs } from 'node:util';
import { loadCases } from './lib/cases.mjs';
import { compileAll } from './lib/compile.mjs';
import { generateAll } from './lib/generate.mjs';
import { install } from './lib/install.mjs';
import { runCases } from './lib/run.mjs';
import { languages } from './languages.mjs';

const { values: flags } = parseArgs({ options: { language: { type: 'string' }, kept: { type: 'boolean' }, verbose: { type: 'boolean' } } });

install();
await compileAll();
const cases = loadCases();
const rows = [];
for (const language of languages.filter(({ name }) => !flags.language || name === flags.language)) {
  const complaints = flags.kept ? [] : await generateAll(language.name, cases);
  for (const line of complaints.slice(0, flags.verbose ? Infinity : 10)) console.log(line);
  const { scenarios, judged, results, equal } = await runCases(language, cases);
  const passed = [...scenarios.values()].filter((one) => one.passed).length;
  rows.push({ language: language.name, scenarios: `${passed} of ${scenarios.size}`, results: `${equal} of ${results}`, complaints: complaints.length });
  for (const { scenario, operation, server, problems } of judged) {
    if (server !== 'pass' || problems.length > 0) console.log(`${language.name} ${scenario} (${operation}): ${server}${problems.map((one) => `\n    ${one}`).join('')}`);
  }
}
console.table(rows);
