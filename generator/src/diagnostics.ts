/** How much a diagnostic weighs: an error stops the run, a warning says what was left out or guessed, a note informs. */
export type Severity = 'error' | 'warning' | 'note';

/** Where a diagnostic points; `line` and `column` count from 1 and are filled in by `locate` before printing. */
export interface Place {
  readonly file: string;
  /** JSON pointer in that file. */
  readonly pointer?: string;
  /** Character offset, where the text could not be parsed. */
  readonly offset?: number;
  readonly line?: number;
  readonly column?: number;
}

/** A finding about the user's input. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  readonly place?: Place;
}

interface Entry {
  readonly severity: Severity;
  readonly message: (values: Readonly<Record<string, string>>) => string;
  readonly help: string | ((values: Readonly<Record<string, string>>) => string);
}

const entry = (severity: Severity, message: Entry['message'], help: Entry['help']): Entry => ({ severity, message, help });

/** Every code, severity, message and help, in one table. Codes are stable: tools and `diagnostics.ignored` name them. */
export const table = {
  'load/not-found': entry('error', (v) => `Cannot read ${v.path}: ${v.why}`, 'Check the path, or pass `-` to read from standard input.'),
} as const satisfies Record<string, Entry>;

/** A key of the table. */
export type DiagnosticCode = keyof typeof table;

/** Makes the diagnostic of a code; `values` fill its message. */
export function diagnostic(code: DiagnosticCode, values: Readonly<Record<string, string>>, place?: Place): Diagnostic {
  const { severity, message, help } = table[code] as Entry;
  return { code, severity, message: message(values), help: typeof help === 'string' ? help : help(values), ...(place ? { place } : {}) };
}
