import type { Diagnostic, Place } from '../diagnostics.js';
import { locateAll } from '../load/locate.js';
import type { Source } from '../load/source.js';

/** What a run has found so far. */
export interface Findings {
  add(diagnostics: readonly Diagnostic[]): void;
  /** True when what was found stops the run. */
  readonly fatal: boolean;
  /** Works out lines and columns of what was found so far; the documents are not needed after it. `trace` leads from changed documents to the user's own. */
  locate(sources: readonly Source[], trace?: (place: Place) => Place): void;
  /** Everything that was found, file by file from the top. */
  sorted(): readonly Diagnostic[];
}

/** What has no place comes first; the order does not depend on the locale. */
function byPlace({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
  if (a?.file !== b?.file) return (a?.file ?? '') < (b?.file ?? '') ? -1 : 1;
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}

/** Collects diagnostics: drops those that the configuration ignores, and makes warnings errors when `strict`. Errors can't be ignored. */
export function collectFindings({ strict, ignored }: { readonly strict: boolean; readonly ignored: ReadonlySet<string> }): Findings {
  let found: Diagnostic[] = [];
  const isWanted = ({ code, severity }: Diagnostic): boolean => severity === 'error' || !ignored.has(code);
  const weigh = (item: Diagnostic): Diagnostic => (strict && item.severity === 'warning' ? { ...item, severity: 'error' } : item);
  return {
    add: (diagnostics) => {
      for (const item of diagnostics) if (isWanted(item)) found.push(weigh(item));
    },
    get fatal() {
      return found.some(({ severity }) => severity === 'error');
    },
    locate: (sources, trace = (place) => place) => {
      const traced = found.map((item) => (item.place ? { ...item, place: trace(item.place) } : item));
      found = [...locateAll(traced, sources)];
    },
    sorted: () => [...found].sort(byPlace),
  };
}
