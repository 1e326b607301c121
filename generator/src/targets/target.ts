import type { Diagnostic } from '../diagnostics.js';
import type { Api } from '../ir/index.js';

/** Who may change a file: the generator, nobody (runtime, copied verbatim), or the user after it was made once. */
export type Owner = 'generated' | 'runtime' | 'once';

/** A file of the output: text that is ready (runtime, JSON) or to be formatted by the named language. */
export interface PlannedFile {
  /** Path below the output folder, `/`-separated, already made safe by the target. */
  readonly path: string;
  readonly owner: Owner;
  /** Rendered text: pure and lazy, so that memory holds only what is being written. */
  readonly render: () => string;
  /** Formatter to run on the text, or undefined when it is final. */
  readonly format?: 'typescript' | 'json' | 'markdown' | 'python';
}

/** What the user asked of one target. */
export interface TargetOptions {
  /** Package name as published (npm or PyPI). */
  readonly packageName: string;
  readonly packageVersion: string;
  /** Further keys of `targets.<name>` and `settings` in the configuration that the target knows. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A language: everything of it is behind this interface. */
export interface Target {
  readonly name: string;
  plan(api: Api, options: TargetOptions): { readonly files: readonly PlannedFile[]; readonly diagnostics: readonly Diagnostic[] };
}
