import type { Diagnostic, Severity } from '../diagnostics.js';

/** `1 file`, `2 files`. */
export const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** How many errors, warnings and notes there are, in words; those there are none of are left out, but for errors. */
export function countFindings(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity): number => diagnostics.filter((item) => item.severity === severity).length;
  const [errors, warnings, notes] = [count('error'), count('warning'), count('note')];
  return [plural(errors, 'error'), ...(warnings > 0 ? [plural(warnings, 'warning')] : []), ...(notes > 0 ? [plural(notes, 'note')] : [])].join(', ');
}
