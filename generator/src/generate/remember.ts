import { currentState, saveState, sha256 } from '../write/index.js';
import { buildHash } from './build.js';
import type { Job, JobTarget } from './prepare.js';
import type { GenerateResult, TargetResult } from './result.js';

/** What a run read, as the write room remembers it: absolute paths with hashes. */
export interface ReadFile {
  /** Absolute path or URL. */
  readonly uri: string;
  readonly text: string;
}

type Remembered = Pick<GenerateResult, 'diagnostics' | 'counts'> & { readonly target: TargetResult };

/** The result of the last run, if that one had the same options, and neither what it read nor what it wrote changed since. */
export function recall(job: Job): Omit<GenerateResult, 'timings'> | undefined {
  if (job.force || job.dryRun || job.targets.length === 0) return undefined;
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
export function remember(job: Job, read: readonly ReadFile[], result: Pick<GenerateResult, 'diagnostics' | 'counts' | 'targets'>): void {
  if (read.some(({ uri }) => /^https?:/i.test(uri))) return;
  const inputs = [...read.filter(({ uri }) => uri !== job.specUri), ...job.configFiles].map(({ uri, text }) => ({ file: uri, sha256: sha256(text) }));
  const spec = typeof job.spec === 'string' ? read.filter(({ uri }) => uri === job.specUri).map(({ uri, text }) => ({ file: uri, sha256: sha256(text) })) : [];
  const build = buildHash();
  for (const target of job.targets) {
    const outcome = result.targets.find(({ name }) => name === target.name);
    if (!outcome) continue;
    const settled: TargetResult = { ...outcome, created: [], updated: [], removed: [], unchanged: [...outcome.created, ...outcome.updated, ...outcome.unchanged].sort() };
    const state = { key: keyOf(job, target, build), inputs: [...spec, ...inputs], result: { diagnostics: result.diagnostics, counts: result.counts, target: settled } satisfies Remembered };
    saveState(target.out, state, settled.unchanged);
  }
}

/** SHA-256 over everything that decides what is generated, but for the files that are read. */
function keyOf(job: Job, target: JobTarget, build: string): string {
  const spec = typeof job.spec === 'string' ? job.specUri : [job.spec.file, sha256(job.spec.text)];
  const others = job.targets.map(({ name, out }) => [name, out]);
  return sha256(JSON.stringify([build, spec, job.configKey, target, others, job.strict, job.allowOrigins]));
}
