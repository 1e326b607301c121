import type { Diagnostic } from '../diagnostics.js';
import { locateAll } from '../load/locate.js';
import type { Source } from '../load/source.js';

/** What a run has found so far. */
export interface Findings {
  add(diagnostics: readonly Diagnostic[]): void;
  /** True when what was found stops the run. */
  readonly fatal: boolean;
  /** Operations that were left out. */
  readonly skipped: number;
  /** Everything that was found, with lines and columns. */
  located(sources: readonly Source[]): readonly Diagnostic[];
}

const skips: ReadonlySet<string> = new Set(['model/operation-skipped']);

/** Collects diagnostics: drops those that the configuration ignores, and makes warnings errors when `strict`. Errors can't be ignored. */
export function collectFindings({ strict, ignored }: { readonly strict: boolean; readonly ignored: ReadonlySet<string> }): Findings {
  const found: Diagnostic[] = [];
  const isWanted = ({ code, severity }: Diagnostic): boolean => severity === 'error' || !ignored.has(code);
  const weigh = (item: Diagnostic): Diagnostic => (strict && item.severity === 'warning' ? { ...item, severity: 'error' } : item);
  return {
    add: (diagnostics) => {
      for (const item of diagnostics) if (isWanted(item)) found.push(weigh(item));
    },
    get fatal() {
      return found.some(({ severity }) => severity === 'error');
    },
    get skipped() {
      return found.filter(({ code }) => skips.has(code)).length;
    },
    located: (sources) => locateAll(found, sources),
  };
}
