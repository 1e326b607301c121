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

/** Makes the diagnostic of a code; `values` fill its message. */
export function diagnostic(code: DiagnosticCode, values: Readonly<Record<string, string>>, place?: Place): Diagnostic {
  const { severity, message, help } = table[code] as Entry;
  return { code, severity, message: message(values), help: typeof help === 'string' ? help : help(values), ...(place ? { place } : {}) };
}
