// `npm run conformance`: runs the vectors in every language and prints rule × language.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareSdks } from './harness/prepare-sdks.mjs';
import { openSuite, runAll } from './harness/suite.mjs';
import { loadVectors } from './harness/vectors.mjs';
import { compareRequests } from './harness/identical.mjs';
import { languages } from './languages.mjs';
import { prove } from './proofs/prove.mjs';

const { values: flags } = parseArgs({
  options: { rule: { type: 'string', multiple: true }, title: { type: 'string' }, language: { type: 'string' }, verbose: { type: 'boolean' }, prove: { type: 'boolean' }, generate: { type: 'boolean' }, width: { type: 'string' } },
});

const vectors = loadVectors().filter(({ rule, title }) => (!flags.rule || flags.rule.includes(rule)) && (!flags.title || title.includes(flags.title)));

/** Writes each language's requests, so that a run elsewhere can be compared with this one. */
function writeRequests(language, results) {
  const folder = join(import.meta.dirname, '.out');
  mkdirSync(folder, { recursive: true });
  const text = results.filter(({ requests }) => requests !== undefined).map(({ vector, requests }) => `### ${vector.id}\n${requests}\n`).join('\n');
  writeFileSync(join(folder, `${language.name.replace(/\W+/g, '-')}.requests.txt`), text);
}

function printTable(results, chosen) {
  const rules = [...new Set(results.map(({ vector }) => vector.rule))];
  console.log(`\n${'rule'.padEnd(6)}${chosen.map(({ name }) => name.padStart(20)).join('')}`);
  for (const rule of rules) {
    const cells = chosen.map((language) => {
      const own = results.filter((result) => result.vector.rule === rule && result.language === language);
      const good = own.filter(({ problems }) => problems.length === 0).length;
      return (good === own.length ? `${good} ok` : `${good} of ${own.length} FAIL`).padStart(20);
    });
    console.log(rule.padEnd(6) + cells.join(''));
  }
}

function printProblems({ vector, language, problems, outcome, record }) {
  console.log(`\nFAIL ${vector.id} (${language.name})`);
  for (const problem of problems) console.log(`     ${problem}`);
  if (!flags.verbose) return;
  console.log(`     requests: ${JSON.stringify(record?.requests.map(({ headers, ...rest }) => ({ ...rest, headers: Object.fromEntries(headers) })), null, 1).slice(0, 4000)}`);
  console.log(`     outcome: ${JSON.stringify(outcome, null, 1).slice(0, 4000)}`);
}

async function main() {
  prepareSdks({ force: flags.generate });
  if (flags.prove) return prove({ vectors, verbose: flags.verbose, language: flags.language });
  const chosen = languages.filter(({ name, ready }) => ready() && (!flags.language || flags.language === name));
  if (chosen.length === 0) throw new Error(`No SDK is ready for ${flags.language ?? 'any language'}.`);
  const suite = await openSuite();
  const results = [];
  const report = (result) => result.problems.length > 0 && printProblems(result);
  for (const language of chosen) {
    const own = await runAll({ suite, vectors, language, report, again: true, ...(flags.width ? { width: Number(flags.width) } : {}) });
    writeRequests(language, own);
    results.push(...own);
  }
  await suite.stop();
  results.push(...compareRequests(results, chosen));
  for (const result of results.filter(({ vector, problems }) => vector.rule === 'R48' && problems.length > 0)) printProblems(result);
  printTable(results, chosen);
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed === 0 && results.length > 0 ? 0 : 1;
}

process.exit(await main());
