import type { ProgressEvent, Stage } from './options.js';

/** Runs stages one after the other, and keeps their times. */
export interface Stages {
  run<T>(stage: Stage, work: () => T | Promise<T>): Promise<T>;
  /** Milliseconds per stage so far; a stage that ran twice has the sum. */
  readonly timings: Partial<Record<Stage, number>>;
}

/** Starts a run's stages; `onProgress` hears of each. */
export function startStages(onProgress: ((event: ProgressEvent) => void) | undefined): Stages {
  const timings: Partial<Record<Stage, number>> = {};
  const run = async <T>(stage: Stage, work: () => T | Promise<T>): Promise<T> => {
    onProgress?.({ stage, state: 'begin' });
    const start = performance.now();
    const result = await work();
    const ms = performance.now() - start;
    timings[stage] = (timings[stage] ?? 0) + ms;
    onProgress?.({ stage, state: 'end', ms });
    return result;
  };
  return { run, timings };
}
