import { relative, resolve } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics.js';
import type { Api } from '../ir/index.js';
import type { PlannedFile, Target } from '../targets/target.js';
import { sha256, write, type OutputFile, type WriteReport, type WriteRequest } from '../write/index.js';
import { version } from './build.js';
import type { Findings } from './findings.js';
import type { Job, JobTarget } from './prepare.js';
import type { InputFile } from './remember.js';
import { renderFiles } from './render.js';
import type { TargetResult } from './result.js';

/** What a target wants to write. */
export interface Plan {
  readonly target: JobTarget;
  readonly packageName: string;
  readonly files: readonly PlannedFile[];
}

/** A plan with its files rendered and formatted. */
export interface Output extends Omit<Plan, 'files'> {
  readonly files: readonly OutputFile[];
}

/** Finds the targets of a job by their names. */
export async function loadTargets(job: Job, findings: Findings): Promise<ReadonlyMap<string, Target>> {
  const { targets } = await import('../targets/index.js');
  const isKnown = ({ name }: JobTarget): boolean => Object.hasOwn(targets, name);
  const unknown = job.targets.filter((target) => !isKnown(target));
  findings.add(unknown.map(({ name }) => diagnostic('generate/unknown-target', { name, known: Object.keys(targets).join(', ') })));
  const wanted = job.targets.filter(isKnown).map(async ({ name }) => [name, await targets[name]?.()] as const);
  return new Map((await Promise.all(wanted)).flatMap(([name, target]) => (target ? [[name, target] as const] : [])));
}

/** The name of a package that nobody named, as the API writes its own: `openai` for OpenAI, `star-trek` for Star Trek. */
const usualName = ({ name }: Api): string =>
  name.wire
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || name.words.join('-');

/** Asks every target for its files. */
export function planTargets(job: Job, { api, targets }: { readonly api: Api; readonly targets: ReadonlyMap<string, Target> }, findings: Findings): readonly Plan[] {
  return job.targets.map((target) => {
    const planner = targets.get(target.name);
    if (!planner) throw new Error(`The target ${target.name} is unknown`);
    const packageName = target.packageName ?? usualName(api);
    const { packageVersion, settings } = target;
    const { files, diagnostics } = planner.plan(api, { packageName, packageVersion, settings });
    findings.add(diagnostics);
    return { target, packageName, files };
  });
}

/** Renders and formats all files. */
export async function renderTargets(plans: readonly Plan[]): Promise<readonly Output[]> {
  const outputs: Output[] = [];
  for (const plan of plans) outputs.push({ ...plan, files: await renderFiles(plan.files) });
  return outputs;
}

/** Writes all output folders, or none when one of them refuses: undefined then. */
export function writeTargets(job: Job, outputs: readonly Output[], { inputs, findings }: { readonly inputs: readonly InputFile[]; readonly findings: Findings }): readonly TargetResult[] | undefined {
  const hash = hashInputs(job, inputs);
  const writeAll = (dryRun: boolean): readonly WriteReport[] => outputs.map((output) => write({ ...requestFor(job, output, hash, dryRun), probe: !job.dryRun }));
  const trial = job.dryRun || outputs.length > 1 ? writeAll(true) : [];
  const refused = trial.some(({ diagnostics }) => hasError(diagnostics));
  const reports = job.dryRun || refused ? trial : writeAll(false);
  reports.forEach(({ diagnostics }, index) => findings.add(diagnostics.map((item) => fromFolder(item, job, outputs[index]))));
  if (reports.some(({ diagnostics }) => hasError(diagnostics))) return undefined;
  return outputs.map((output, index) => resultOf(output, reports[index]));
}

const hasError = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(({ severity }) => severity === 'error');

function requestFor(job: Job, { target, files }: Output, inputs: string, dryRun: boolean): WriteRequest {
  return { folder: target.out, files, generator: version, inputs: sha256(JSON.stringify([inputs, target.name, target.packageName, target.packageVersion])), force: job.force, dryRun };
}

/** SHA-256 over the documents and the configuration: the same wherever they lie. */
const hashInputs = (job: Job, inputs: readonly InputFile[]): string => sha256(JSON.stringify([...inputs.map((input) => input.sha256), ...job.configSources.map(({ bytes }) => sha256(bytes))]));

/** The writer names files below the output folder; diagnostics name them as seen from the working folder. */
function fromFolder(item: Diagnostic, { cwd }: Job, output: Output | undefined): Diagnostic {
  if (!item.place) return item;
  const file = resolve(output?.target.out ?? cwd, item.place.file);
  const seen = relative(cwd, file) || '.';
  return { ...item, place: { ...item.place, file: seen.startsWith('..') ? file : seen } };
}

function resultOf({ target, packageName }: Output, report: WriteReport | undefined): TargetResult {
  if (!report) throw new Error(`${target.name} was not written`);
  const { created, updated, unchanged, removed } = report;
  return { name: target.name, packageName, out: target.out, created, updated, unchanged, removed };
}
