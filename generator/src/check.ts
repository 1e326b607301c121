import { initConfig } from './config/init.js';
import type { Diagnostic } from './diagnostics.js';
import { collectFindings } from './generate/findings.js';
import type { GenerateOptions } from './generate/options.js';
import { prepare } from './generate/prepare.js';
import type { Counts } from './generate/result.js';
import { startStages } from './generate/stages.js';
import { readApi } from './generate.js';
import type { Api } from './ir/index.js';
import { quality } from './validate/quality.js';

/** What {@link check} and {@link dumpIr} are asked to do. */
export type CheckOptions = Pick<GenerateOptions, 'spec' | 'config' | 'strict' | 'allowOrigins' | 'cwd'>;

/** What a document is like. */
export interface CheckResult {
  /** False when there are errors (with `strict`: or warnings). */
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
}

/** The IR of a document, unless it has errors. */
export interface DumpResult {
  readonly api?: Api;
  readonly diagnostics: readonly Diagnostic[];
}

/** Says what is wrong with a document, and what would make a poor SDK; writes nothing. */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const { api, counts, diagnostics, ok } = await read(options, quality);
  return { ok: ok && api !== undefined, diagnostics, counts };
}

/** Gives what targets see of a document: the intermediate representation, as plain JSON data. */
export async function dumpIr(options: CheckOptions): Promise<DumpResult> {
  const { api, diagnostics } = await read(options, () => []);
  return { ...(api ? { api } : {}), diagnostics };
}

/** A first configuration, unless the document has errors. */
export interface InitResult {
  /** The text of a `sdkwright.yaml`. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes down what is inferred from a document, as a configuration to start from; gives its text, writes no file. */
export async function init(options: Omit<CheckOptions, 'config'>): Promise<InitResult> {
  const { api, entry, diagnostics } = await read({ ...options, config: false }, () => []);
  return { ...(api ? { text: initConfig(api, entry) } : {}), diagnostics };
}

async function read(options: CheckOptions, lint: typeof quality) {
  const job = await prepare({ ...options, targets: [] });
  const findings = collectFindings({ strict: job.strict, ignored: new Set(job.config.ignored) });
  findings.add(job.diagnostics);
  const { api, openapi, counts, sources, trace } = await readApi(job, findings, startStages(undefined));
  if (openapi) findings.add(lint(openapi));
  findings.locate([...sources, ...job.configSources], trace);
  return { api, counts, entry: sources[0]?.file ?? '', ok: !findings.fatal, diagnostics: findings.sorted() };
}
