import { resolve } from 'node:path';
import { currentState, saveState, sha256 } from '../write/index.js';
import { buildHash } from './build.js';
import type { Job, JobTarget } from './prepare.js';
import type { GenerateResult, TargetResult } from './result.js';

/** A document that was read: its absolute path or URL, and the hash of its text. */
export interface InputFile {
  readonly uri: string;
  readonly sha256: string;
}

type Remembered = Pick<GenerateResult, 'diagnostics' | 'counts'> & { readonly target: TargetResult };

/** The result of the last run, if that one had the same options, and neither what it read nor what it wrote changed since. */
export function recall(job: Job): Omit<GenerateResult, 'timings'> | undefined {
  if (job.force || job.dryRun) return undefined;
  const build = buildHash();
  const results: Remembered[] = [];
  for (const target of job.targets) {
    const state = currentState(target.out, keyOf(job, target, build));
    if (!state) return undefined;
    results.push(state.result as Remembered);
  }
  const [first] = results;
  return first && { status: 'current', diagnostics: first.diagnostics, counts: first.counts, targets: results.map(({ target }) => target) };
}

/** Remembers a run in each of its output folders. What came over the network can't be seen to be unchanged, so nothing is kept then. */
export function remember(job: Job, documents: readonly InputFile[], result: Omit<GenerateResult, 'timings'>): void {
  if (documents.some(({ uri }) => isUrl(uri))) return;
  const files = typeof job.spec === 'string' ? documents : documents.slice(1);
  const inputs = files.map(({ uri, sha256: hash }) => ({ file: uri, sha256: hash }));
  const build = buildHash();
  for (const [index, target] of job.targets.entries()) {
    const outcome = result.targets[index];
    if (!outcome) continue;
    const settled = settle(outcome);
    const remembered: Remembered = { diagnostics: result.diagnostics, counts: result.counts, target: settled };
    saveState(target.out, { key: keyOf(job, target, build), inputs, result: remembered }, settled.unchanged);
  }
}

/** The outcome of the next run, if nothing changes until then. */
function settle(outcome: TargetResult): TargetResult {
  const paths = [...outcome.created, ...outcome.updated, ...outcome.unchanged].sort();
  return { ...outcome, created: [], updated: [], removed: [], unchanged: paths };
}

/** SHA-256 over everything that decides what is generated, but for the files of the specification. */
function keyOf(job: Job, target: JobTarget, build: string): string {
  const { spec, cwd, configSources, strict, allowOrigins } = job;
  const entry = typeof spec === 'string' ? (isUrl(spec) ? spec : resolve(cwd, spec)) : [spec.file, sha256(spec.text)];
  const config = configSources.map(({ uri, bytes }) => [uri, sha256(bytes)]);
  return sha256(JSON.stringify([build, entry, cwd, config, target, job.targets.map(({ name }) => name), strict, allowOrigins]));
}

const isUrl = (uri: string): boolean => /^https?:/i.test(uri);
