// Proofs that the vectors can fail: a naive client, and copies of the SDK with one rule broken, must be caught.
import { compareRequests } from '../harness/identical.mjs';
import { openSuite, runAll } from '../harness/suite.mjs';
import { sdkFolder } from '../languages.mjs';
import { layOutMutant } from './lay-out.mjs';
import { mutants } from './mutants.mjs';
import { naiveLanguage } from './naive.mjs';

const inParallel = async (count, items, work) => {
  const queue = [...items];
  await Promise.all(Array.from({ length: count }, async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item);
  }));
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
async function proveMutant({ suite, vectors, mutant, index }) {
  const folder = layOutMutant({ from: sdkFolder('typescript'), mutant, index });
  if (!folder) return { ...mutant, ok: false, note: 'the text to change is not there any more' };
  const language = (flags) => ({ name: `mutant ${index}${flags.join('')}`, command: [process.execPath, '--expose-gc', suite.driver, folder, ...flags] });
  if (mutant.rule === 'R48') {
    const both = [language([]), language(['--fetch'])];
    const some = vectors.filter(({ rule }) => rule === 'R43');
    const results = [];
    for (const one of both) results.push(...(await runAll({ suite, vectors: some, language: one })));
    return { ...mutant, ok: compareRequests(results, both).some(({ problems }) => problems.length > 0) };
  }
  const own = vectors.filter(({ rule }) => rule === mutant.rule);
  const results = await runAll({ suite, vectors: own, language: language([]), width: 8 });
  const failed = results.filter(({ problems }) => problems.length > 0);
  return { ...mutant, ok: failed.length > 0, note: failed[0] ? `${failed.length} of ${own.length}, first: ${failed[0].vector.title}: ${failed[0].problems[0].slice(0, 140)}` : '' };
}

/** Runs the proofs; resolves with an exit code. */
export async function prove({ vectors, verbose, driver }) {
  const suite = { ...(await openSuite()), driver };
  const results = await proveNaive({ suite, vectors, verbose });
  const rules = new Set(vectors.map(({ rule }) => (rule === 'R43' ? 'R48' : rule)).concat(vectors.map(({ rule }) => rule)));
  const chosen = mutants.map((mutant, index) => ({ mutant, index })).filter(({ mutant }) => rules.has(mutant.rule));
  await inParallel(4, chosen, async ({ mutant, index }) => results.push(await proveMutant({ suite, vectors, mutant, index })));
  await suite.stop();
  results.sort((a, b) => Number(a.rule.slice(1)) - Number(b.rule.slice(1)));
  for (const { rule, why, ok, note } of results) console.log(`${ok ? 'caught' : 'MISSED'} ${rule.padEnd(4)} ${why}${(verbose || !ok) && note ? ` (${note})` : ''}`);
  const missed = results.filter(({ ok }) => !ok).length;
  console.log(`\n${results.length - missed} passed, ${missed} failed`);
  return missed === 0 ? 0 : 1;
}
