import { dirname, resolve } from 'node:path';
import { emptyConfig, type Config, type TargetConfig } from '../config/config.js';
import { readConfig } from '../config/read.js';
import { diagnostic, type Diagnostic, type Result } from '../diagnostics.js';
import { decode, type Decoded } from '../load/file.js';
import type { Source } from '../load/source.js';
import { readConfigFile } from './config-file.js';
import type { GenerateOptions, SpecText, TargetRequest } from './options.js';
import { settingsOf } from './settings.js';

/** Options with every default settled and the configuration read: what a run works on. */
export interface Job {
  /** A path, a URL, or a text; standard input was read already. */
  readonly spec: string | Required<SpecText>;
  readonly cwd: string;
  readonly allowOrigins: readonly string[];
  readonly strict: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly config: Config;
  /** The configuration's text, for positions; none when there is no configuration. */
  readonly configSources: readonly Source[];
  readonly targets: readonly JobTarget[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A target that was asked for, with its output folder. */
export interface JobTarget {
  readonly name: string;
  /** Absolute path. */
  readonly out: string;
  /** Undefined: named after the API. */
  readonly packageName: string | undefined;
  readonly packageVersion: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Settles the options of a run; errors among the job's diagnostics mean that it cannot start. */
export async function prepare(options: GenerateOptions): Promise<Job> {
  const cwd = resolve(options.cwd ?? '.');
  const { value: spec = '-', diagnostics: unread } = await readSpec(options.spec);
  const source = readConfigFile(options, cwd);
  const read = source.value ? readConfig(source.value) : { value: emptyConfig, diagnostics: [] };
  const config = read.value ?? emptyConfig;
  const context = { config, source: source.value, cwd };
  const targets = settleTargets(options.targets ? { requests: options.targets, diagnostics: [] } : await configured(config), context);
  return {
    spec,
    cwd,
    allowOrigins: options.allowOrigins ?? [],
    strict: options.strict ?? false,
    dryRun: options.dryRun ?? false,
    force: options.force ?? false,
    config,
    configSources: source.value ? [source.value] : [],
    targets: targets.filter((item) => 'name' in item),
    diagnostics: [...unread, ...source.diagnostics, ...read.diagnostics, ...targets.filter((item) => 'code' in item)],
  };
}

async function readSpec(spec: GenerateOptions['spec']): Promise<Result<Job['spec']>> {
  if (spec !== '-') return { value: typeof spec === 'string' ? spec : { text: spec.text, file: spec.file ?? '<text>' }, diagnostics: [] };
  const { value, diagnostics } = await readStandardInput();
  return value ? { value: { text: value.text, file: '<stdin>' }, diagnostics } : { diagnostics };
}

async function readStandardInput(): Promise<Result<Decoded>> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { diagnostics: [diagnostic('load/not-found', { path: 'standard input', why: code === 'EISDIR' ? 'it is a folder' : message })] };
  }
  return decode(Buffer.concat(chunks), '<stdin>');
}

interface Context {
  readonly config: Config;
  readonly source: Source | undefined;
  readonly cwd: string;
}

/** What is asked for when nobody asks: the targets of the configuration that say where their output goes, as far as there are such targets. */
async function configured({ targets }: Config): Promise<Requests> {
  const wanted = targets.filter(({ output, skip }) => output !== undefined && !skip);
  const { targets: known } = await import('../targets/index.js');
  const [there, missing] = [wanted.filter(({ name }) => Object.hasOwn(known, name)), wanted.filter(({ name }) => !Object.hasOwn(known, name))];
  const notes = missing.map(({ name }) => diagnostic('generate/target-unavailable', { name, known: Object.keys(known).join(', ') }));
  const homeless = targets.filter(({ name, output, skip }) => output === undefined && !skip && Object.hasOwn(known, name)).map(({ name }) => name);
  if (there.length > 0) return { requests: there.map(({ name }) => ({ name })), diagnostics: [...notes, ...homeless.map((name) => diagnostic('generate/target-skipped', { name }))] };
  const none = homeless.length > 0 ? homeless.map((name) => diagnostic('generate/no-output', { name })) : [diagnostic('generate/no-target', { known: Object.keys(known).join(', ') })];
  return { requests: [], diagnostics: [...notes, ...none] };
}

interface Requests {
  readonly requests: readonly TargetRequest[];
  readonly diagnostics: readonly Diagnostic[];
}

function settleTargets({ requests, diagnostics }: Requests, context: Context): (JobTarget | Diagnostic)[] {
  const settled = requests.map((request) => settle(request, context));
  const checked = settled.map((item, index) => {
    if (!('name' in item)) return item;
    const other = settled.slice(0, index).find((one) => 'name' in one && one.out === item.out);
    return other && 'name' in other ? diagnostic('generate/same-output', { name: item.name, other: other.name }) : item;
  });
  return [...checked, ...diagnostics];
}

function settle({ name, out, packageName }: TargetRequest, { config, source, cwd }: Context): JobTarget | Diagnostic {
  const said: TargetConfig | undefined = config.targets.find((one) => one.name === name);
  const folder = out === undefined ? outputOf(said, source, cwd) : resolve(cwd, out);
  if (folder === undefined) return diagnostic('generate/no-output', { name });
  return { name, out: folder, packageName: packageName ?? said?.packageName, packageVersion: '0.1.0', settings: settingsOf(source, name) };
}

/** A folder of the configuration is relative to the file that names it. */
function outputOf(said: TargetConfig | undefined, source: Source | undefined, cwd: string): string | undefined {
  return said?.output === undefined ? undefined : resolve(source ? dirname(source.uri) : cwd, said.output);
}
