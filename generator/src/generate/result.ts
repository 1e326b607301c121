import type { Diagnostic } from '../diagnostics.js';
import type { Stage } from './options.js';

/** How much there was. */
export interface Counts {
  readonly operations: number;
  readonly types: number;
  /** Endpoints of the document that are not generated: they could not be (a warning names each), or the configuration leaves them out. */
  readonly skipped: number;
}

/** What became of one target's output folder; paths are relative to it. */
export interface TargetResult {
  readonly name: string;
  readonly packageName: string;
  /** Absolute path of the output folder. */
  readonly out: string;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/** The outcome of a run, as plain data. */
export interface GenerateResult {
  /** `generated`; `current`, when nothing changed since the last run; `invalid`, when the input has errors; `refused`, when writing would lose something. */
  readonly status: 'generated' | 'current' | 'invalid' | 'refused';
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
  /** Empty unless the status is `generated` or `current`. */
  readonly targets: readonly TargetResult[];
  /** Milliseconds per stage that ran. */
  readonly timings: Readonly<Partial<Record<Stage, number>>>;
}

/** Counts of nothing. */
export const noCounts: Counts = { operations: 0, types: 0, skipped: 0 };
