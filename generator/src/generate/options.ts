/** A specification that is at hand as text rather than as a file. */
export interface SpecText {
  readonly text: string;
  /** Name that diagnostics print; `<text>` unless given. */
  readonly file?: string;
}

/** One SDK to be generated. */
export interface TargetRequest {
  /** Name of the target, e.g. `typescript`. */
  readonly name: string;
  /** Output folder, relative to `cwd`; the configuration's `output` of the target unless given. */
  readonly out?: string;
  /** Package name as published; the configuration's unless given. */
  readonly packageName?: string;
}

/** What {@link generate} is asked to do. */
export interface GenerateOptions {
  /** Path or URL of the OpenAPI document, `-` for standard input, or the text itself. */
  readonly spec: string | SpecText;
  /** Path of `sdkwright.yaml` (or a file of the discontinued hosted generators), its parsed content, or `false` for none. Default: the one beside the document. */
  readonly config?: string | Readonly<Record<string, unknown>> | false;
  /** Default: every target of the configuration that has an output folder. */
  readonly targets?: readonly TargetRequest[];
  /** Makes warnings errors. */
  readonly strict?: boolean;
  /** Does everything except writing. */
  readonly dryRun?: boolean;
  /** Generates though nothing changed, and overwrites generated files that were edited by hand. */
  readonly force?: boolean;
  /** Origins (`https://example.com`) that references may be fetched from; none unless given. */
  readonly allowOrigins?: readonly string[];
  /** Folder that relative paths start at; the process's own unless given. */
  readonly cwd?: string;
  /** Called when a stage begins and when it has ended. */
  readonly onProgress?: (event: ProgressEvent) => void;
}

/** The stages of a run, in order. */
export type Stage = 'load' | 'resolve' | 'validate' | 'model' | 'plan' | 'render' | 'write';

/** A stage began, or ended after `ms` milliseconds. */
export type ProgressEvent = { readonly stage: Stage; readonly state: 'begin' } | { readonly stage: Stage; readonly state: 'end'; readonly ms: number };
