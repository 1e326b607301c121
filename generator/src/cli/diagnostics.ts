import type { Diagnostic, Severity } from '../diagnostics.js';
import { clean, cleanLine } from './clean.js';
import { plural } from './count.js';
import type { Style, Terminal } from './terminal.js';

const perCode: Record<Severity, number> = { error: 50, warning: 5, note: 2 };
const order: Record<Severity, number> = { note: 0, warning: 1, error: 2 };
const colours: Record<Severity, keyof Style> = { error: 'red', warning: 'yellow', note: 'cyan' };

/** How diagnostics are printed. */
export interface DiagnosticPrinting {
  /** Errors only. */
  readonly quiet: boolean;
  /** All, however often a code repeats. */
  readonly verbose: boolean;
  /** False: notes are counted, not printed, unless `verbose`. */
  readonly notes: boolean;
  /** True: on standard output, as they are what was asked for; else on standard error. */
  readonly asResult?: boolean;
}

/** Prints diagnostics, errors last; a code that repeats is shown a few times and then counted. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], terminal: Terminal, { quiet, verbose, notes, asResult }: DiagnosticPrinting): void {
  const [say, style] = asResult === true ? [terminal.print, terminal.printStyle] : [terminal.say, terminal.style];
  const wanted = (severity: Severity): boolean => severity === 'error' || (!quiet && (severity === 'warning' || notes || verbose));
  const shown = diagnostics.filter(({ severity }) => wanted(severity));
  for (const group of byCode(shown)) {
    const [first] = group;
    if (!first) continue;
    const limit = verbose ? group.length : perCode[first.severity];
    for (const diagnostic of group.slice(0, limit)) say(formatDiagnostic(diagnostic, style));
    if (group.length > limit) say(style.dim(`  … and ${group.length - limit} more of ${first.code} (--verbose prints all)`));
  }
  const hidden = quiet ? 0 : diagnostics.length - shown.length;
  if (hidden > 0) say(style.dim(`${plural(hidden, 'note')} (--verbose prints ${hidden === 1 ? 'it' : 'them'})`));
}

/** One diagnostic as `file:line:column severity code  message`, with its help below; safe to print wherever its text comes from. */
export function formatDiagnostic({ code, severity, message, help, place }: Diagnostic, style: Style): string {
  const where = place ? `${cleanLine([place.file, place.line, place.column].filter((part) => part !== undefined).join(':'))} ` : '';
  const line = `${style.bold(where)}${style[colours[severity]](severity)} ${style.dim(code)}  ${clean(message)}`;
  const excerpt = place?.excerpt?.trim() ? `\n  ${style.dim(`${place.line} |`)} ${cleanLine(place.excerpt.trim())}` : '';
  return `${line}${excerpt}${help === '' ? '' : `\n  ${style.dim(`help: ${clean(help)}`)}`}`;
}

function byCode(diagnostics: readonly Diagnostic[]): Diagnostic[][] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const key = `${order[diagnostic.severity]} ${diagnostic.code}`;
    const group = groups.get(key);
    if (group) group.push(diagnostic);
    else groups.set(key, [diagnostic]);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
