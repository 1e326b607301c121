// Proofs that the vectors can fail: a naive client, and copies of the SDK with one rule broken, must be caught.
import { openSuite, runAll } from '../harness/suite.mjs';
import { naiveLanguage } from './naive.mjs';

/** Runs the proofs; resolves with an exit code. */
export async function prove({ vectors, verbose }) {
  const suite = await openSuite();
  const rules = [...new Set(vectors.map(({ rule }) => rule))];
  const results = await runAll({ suite, vectors: vectors.filter(({ memory }) => !memory), language: naiveLanguage(), width: 12 });
  await suite.stop();
  const caught = new Set();
  for (const { vector, problems } of results) {
    if (problems.length > 0) caught.add(vector.rule);
    if (verbose) console.log(`${problems.length > 0 ? 'caught' : 'passed'} ${vector.id}: ${problems[0] ?? ''}`);
  }
  for (const rule of rules) console.log(`${rule.padEnd(5)} ${caught.has(rule) ? 'a faulty client is caught' : 'NO PROOF'}`);
  console.log(`\n${caught.size} passed, ${rules.length - caught.size} failed`);
  return caught.size === rules.length ? 0 : 1;
}
