// Proofs that the vectors can fail: a naive client, and copies of the SDK with one rule broken, must be caught.
import { compareRequests } from '../harness/identical.mjs';
import { openSuite, runAll } from '../harness/suite.mjs';
import { pythonCommand, sdkFolder, typescriptCommand } from '../languages.mjs';
import { layOutMutant } from './lay-out.mjs';
import { mutants } from './mutants.mjs';
import { pythonMutants } from './mutants-python.mjs';
import { naiveLanguage } from './naive.mjs';

const inParallel = async (count, items, work) => {
  const queue = [...items];
  await Promise.all(Array.from({ length: count }, async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item);
  }));
};

/** How a mutant's copy is started; for R48, with another transport, too. */
const kinds = {
  typescript: { command: typescriptCommand, other: '--fetch' },
  python: { command: pythonCommand, other: '--httpcore' },
};

/** The naive client must fail vectors of every rule. */
async function proveNaive({ suite, vectors, verbose }) {
  const quick = vectors.filter(({ memory }) => !memory).map((vector) => ({ ...vector, limit_ms: 8000 }));
  const results = await runAll({ suite, vectors: quick, language: naiveLanguage(), width: 16 });
  if (verbose) for (const { vector, problems } of results) console.log(`${problems.length > 0 ? 'caught' : 'passed'} naive: ${vector.id}: ${problems[0] ?? ''}`);
  const caught = new Set(results.filter(({ problems }) => problems.length > 0).map(({ vector }) => vector.rule));
  return [...new Set(vectors.map(({ rule }) => rule))].map((rule) => ({ rule, why: 'naive client', ok: caught.has(rule) }));
}

/** One vector of the mutant's own rule must fail; for R48, the requests must differ. */
async function proveMutant({ suite, vectors, language, mutant, index }) {
  const { command, other } = kinds[language];
  const folder = layOutMutant({ from: sdkFolder(language), language, mutant, index });
  if (!folder) return { ...mutant, language, ok: false, note: 'the text to change is not there any more' };
  const lane = (flags) => ({ name: `${language} mutant ${index}${flags.join('')}`, command: command(folder, ...flags) });
  if (mutant.rule === 'R48') {
    const both = [lane([]), lane([other])];
    const some = vectors.filter(({ rule }) => rule === 'R43');
    const results = [];
    for (const one of both) results.push(...(await runAll({ suite, vectors: some, language: one })));
    return { ...mutant, language, ok: compareRequests(results, both).some(({ problems }) => problems.length > 0) };
  }
  const own = vectors.filter(({ rule }) => rule === mutant.rule);
  const results = await runAll({ suite, vectors: own, language: lane([]), width: 8 });
  const failed = results.filter(({ problems }) => problems.length > 0);
  return { ...mutant, language, ok: failed.length > 0, note: failed[0] ? `${failed.length} of ${own.length}, first: ${failed[0].vector.title}: ${failed[0].problems[0].slice(0, 140)}` : '' };
}

/** Runs the proofs; resolves with an exit code. */
export async function prove({ vectors, verbose, language }) {
  const suite = await openSuite();
  const results = language === 'python' ? [] : await proveNaive({ suite, vectors, verbose });
  const rules = new Set(vectors.map(({ rule }) => (rule === 'R43' ? 'R48' : rule)).concat(vectors.map(({ rule }) => rule)));
  const all = { typescript: mutants, python: pythonMutants };
  const chosen = Object.entries(all).flatMap(([name, list]) => list.map((mutant, index) => ({ language: name, mutant, index })));
  const wanted = chosen.filter((one) => rules.has(one.mutant.rule) && (!language || one.language === language));
  await inParallel(4, wanted, async (one) => results.push(await proveMutant({ suite, vectors, ...one })));
  await suite.stop();
  results.sort((a, b) => Number(a.rule.slice(1)) - Number(b.rule.slice(1)));
  for (const { rule, why, language: of = 'typescript', ok, note } of results) console.log(`${ok ? 'caught' : 'MISSED'} ${rule.padEnd(4)} ${of.padEnd(10)} ${why}${(verbose || !ok) && note ? ` (${note})` : ''}`);
  const missed = results.filter(({ ok }) => !ok).length;
  console.log(`\n${results.length - missed} passed, ${missed} failed`);
  return missed === 0 ? 0 : 1;
}
