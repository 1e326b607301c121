/** How much a diagnostic weighs: an error stops the run, a warning says what was left out or guessed, a note informs. */
export type Severity = 'error' | 'warning' | 'note';

/** What fills the places of a message. */
export type Values = Readonly<Record<string, string>>;

/** A line of the table. */
export interface Entry {
  readonly severity: Severity;
  readonly message: (values: Values) => string;
  readonly help: string | ((values: Values) => string);
}

/** Writes a line of the table. */
export const entry = (severity: Severity, message: Entry['message'], help: Entry['help']): Entry => ({ severity, message, help });
