import { collectFindings, type Findings } from './generate/findings.js';
import { countApi } from './generate/count.js';
import type { GenerateOptions } from './generate/options.js';
import { loadTargets, planTargets, renderTargets, writeTargets, type Plan } from './generate/outputs.js';
import { prepare, type Job } from './generate/prepare.js';
import { recall, remember, type InputFile } from './generate/remember.js';
import { noCounts, type Counts, type GenerateResult } from './generate/result.js';
import { startStages, type Stages } from './generate/stages.js';
import type { Api } from './ir/index.js';
import type { Place } from './diagnostics.js';
import type { Source } from './load/source.js';
import type { OpenApi } from './resolve/openapi.js';
import { sha256 } from './write/index.js';

/**
 * Generates SDKs from an OpenAPI document. What the user got wrong is among the result's diagnostics, and then nothing is written; what
 * sdkwright got wrong throws.
 *
 * @example
 * const { status, diagnostics } = await generate({ spec: 'openapi.yaml', targets: [{ name: 'typescript', out: 'sdk' }] });
 */
export async function generate(options: GenerateOptions): Promise<GenerateResult> {
  const stages = startStages(options.onProgress);
  const job = await prepare(options);
  const known = recall(job);
  if (known) return { ...known, timings: stages.timings };

  const findings = collectFindings({ strict: job.strict, ignored: new Set(job.config.ignored) });
  findings.add(job.diagnostics);
  const { plans, counts, inputs } = await plan(job, findings, stages);
  const finish = (status: GenerateResult['status'], targets: GenerateResult['targets'] = []): GenerateResult => {
    return { status, diagnostics: findings.sorted(), counts, targets, timings: stages.timings };
  };
  if (!plans) return finish('invalid');
  const outputs = await stages.run('render', () => renderTargets(plans));
  const written = await stages.run('write', () => writeTargets(job, outputs, { inputs, findings }));
  if (!written) return finish('refused');
  const result = finish('generated', written);
  if (!job.dryRun) remember(job, inputs, result);
  return result;
}

/** What is to be rendered, unless there are errors. The documents themselves are let go of: they are large. */
interface Planned {
  readonly plans?: readonly Plan[];
  readonly counts: Counts;
  /** Every document that was read. */
  readonly inputs: readonly InputFile[];
}

/** From the job to the planned files. */
async function plan(job: Job, findings: Findings, stages: Stages): Promise<Planned> {
  const targets = await loadTargets(job, findings);
  const { api, sources, trace, counts } = await readApi(job, findings, stages);
  const plans = api && (await stages.run('plan', () => planTargets(job, { api, targets }, findings)));
  findings.locate([...sources, ...job.configSources], trace);
  const inputs = sources.map(({ uri, bytes }) => ({ uri, sha256: sha256(bytes) }));
  return { counts, inputs, ...(plans && !findings.fatal ? { plans } : {}) };
}

/** Makes the changes to the document that the configuration asks for. */
async function change({ config }: Job, originals: readonly Source[], findings: Findings): Promise<Pick<ReadApi, 'sources' | 'trace'>> {
  const { transform } = await import('./transform/transform.js');
  findings.locate(originals); // what was found so far is about the document as it was read
  const { sources, diagnostics, trace } = transform(originals, config);
  findings.add(diagnostics);
  return { sources, trace };
}

/** What reading gives: the documents, as far as they could be read, and the API unless there are errors. */
export interface ReadApi {
  readonly sources: readonly Source[];
  /** Leads from a place in a document that the configuration changed to the user's own file. */
  readonly trace?: (place: Place) => Place;
  readonly openapi?: OpenApi;
  readonly api?: Api;
  readonly counts: Counts;
}

/** The first half of the line: from a document to the API. */
export async function readApi(job: Job, findings: Findings, stages: Stages): Promise<ReadApi> {
  const nothing = { sources: [], counts: noCounts };
  if (findings.fatal) return nothing;
  const [{ load }, { resolve }, { validate }, { model }] = await Promise.all([import('./load/load.js'), import('./resolve/resolve.js'), import('./validate/validate.js'), import('./model/model.js')]);
  const loaded = await stages.run('load', () => load(job));
  findings.add(loaded.diagnostics);
  const original = { ...nothing, sources: loaded.value ?? [] };
  if (findings.fatal) return original;
  const read = job.config.transforms.length === 0 ? original : { ...original, ...(await stages.run('load', () => change(job, original.sources, findings))) };
  if (findings.fatal) return read;
  const resolved = await stages.run('resolve', () => resolve(read.sources));
  findings.add(resolved.diagnostics);
  const openapi = resolved.value;
  if (!openapi || findings.fatal) return read;
  findings.add(await stages.run('validate', () => validate(openapi)));
  if (findings.fatal) return { ...read, openapi };
  const { api, diagnostics } = await stages.run('model', () => model(openapi, job.config));
  findings.add(diagnostics);
  return findings.fatal ? { ...read, openapi } : { ...read, openapi, api, counts: countApi(api, openapi) };
}
