import { configTable } from './diagnostics/config.js';
import type { Entry, Severity } from './diagnostics/entry.js';
import { generateTable } from './diagnostics/generate.js';
import { loadTable } from './diagnostics/load.js';
import { modelTable } from './diagnostics/model.js';
import { qualityTable } from './diagnostics/quality.js';
import { resolveTable } from './diagnostics/resolve.js';
import { schemaTable, validateTable } from './diagnostics/validate.js';
import { writeTable } from './diagnostics/write.js';

export type { Severity } from './diagnostics/entry.js';

/** Where a diagnostic points; `line` and `column` count from 1 and are filled in by `locate` before printing. */
export interface Place {
  readonly file: string;
  /** JSON pointer in that file. */
  readonly pointer?: string;
  /** Character offset, where the text could not be parsed. */
  readonly offset?: number;
  readonly line?: number;
  readonly column?: number;
  /** The line itself, filled in together with `line`. */
  readonly excerpt?: string;
}

/** What a stage that reads user input gives back: a value when it could make one, and what it found. */
export interface Result<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** A finding about the user's input. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  readonly place?: Place;
}

/** Every code, severity, message and help, in one table. Codes are stable: tools and `diagnostics.ignored` name them. */
export const table = {
  ...loadTable,
  ...resolveTable,
  ...validateTable,
  ...schemaTable,
  ...qualityTable,
  ...configTable,
  ...modelTable,
  ...generateTable,
  ...writeTable,
} as const satisfies Record<string, Entry>;

/** A key of the table. */
export type DiagnosticCode = keyof typeof table;

/** Makes the diagnostic of a code; `values` fill its message, cut and cleaned of what a terminal would obey. */
export function diagnostic(code: DiagnosticCode, values: Readonly<Record<string, string>>, place?: Place): Diagnostic {
  const { severity, message, help } = table[code] as Entry;
  const shown = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, printable(value)]));
  return { code, severity, message: message(shown), help: typeof help === 'string' ? help : help(shown), ...(place ? { place } : {}) };
}

const longestValue = 300;

/** Makes a text from a document safe to print: control and bidirectional characters become escapes, and a very long text is cut. */
export function printable(text: string): string {
  const cut = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  return cut.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
