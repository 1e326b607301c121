import { entry, type Entry, type Severity } from './diagnostics/entry.js';
import { loadTable } from './diagnostics/load.js';

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
  'generate/no-target': entry('error', () => 'No target was named', 'Pass --target NAME and --out FOLDER, or list targets in sdkwright.yaml.'),
  'generate/unknown-target': entry('error', (v) => `There is no target ${v.name}`, (v) => `The targets are: ${v.known}.`),
  'generate/no-output': entry('error', (v) => `Target ${v.name} has no output folder`, 'Pass --out FOLDER, or set `output` for the target in sdkwright.yaml.'),
  'write/unsafe-path': entry('error', (v) => `Will not write ${v.path}: ${v.why}`, 'Rename what this file is called after, in the document or in sdkwright.yaml.'),
  'write/collision': entry('error', (v) => `${v.path} and ${v.other} would be one file on a disk that ignores case`, 'Rename one of the two in sdkwright.yaml.'),
  'write/link-outside': entry('error', (v) => `Will not write ${v.path}: ${v.link} is a symbolic link that leads out of the output folder`, 'Remove the link, or choose another output folder.'),
  'write/foreign': entry(
    'error',
    (v) => `Will not write ${v.path}: a file that sdkwright did not make is there already`,
    'Move the file away, or choose another output folder. Files of your own are safe in `lib/`.',
  ),
  'write/edited': entry(
    'error',
    (v) => `Will not write ${v.path}: it was edited by hand since it was generated`,
    'Move the change to `lib/`, or pass --force to overwrite it.',
  ),
  'write/stale-edited': entry(
    'warning',
    (v) => `${v.path} is not generated any more, but was edited by hand: it stays, and is yours now`,
    'Delete it when you do not need it.',
  ),
  'write/locked': entry('error', (v) => `Another run is writing to ${v.folder} (process ${v.pid} on ${v.host})`, (v) => `Wait for it to end. If there is no such run, delete ${v.lock}.`),
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
  // eslint-disable-next-line no-control-regex -- these are the characters to find
  return cut.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
