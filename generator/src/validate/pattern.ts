import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { place, placeOf } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';

/** What other languages write in patterns: inline flags, possessive and atomic groups, anchors, POSIX classes, comments, named groups of Python. */
const dialects = /\(\?[imsxuaL-]+[:)]|\(\?>|\(\?#|\(\?P|\(\?\||[*+?}]\+|\\[AzZGQEhHRX]|\[\[:|\\x\{|\\p|\\P|\(\?<[=!]|&&\[/;

/** Checks the keyword `pattern`; it is compiled, never run. */
export function checkPattern({ pattern }: Node, at: () => Located<Node>, report: (problem: Diagnostic) => void): void {
  const why = typeof pattern === 'string' ? patternError(pattern) : 'it is no string';
  if (why === undefined) return;
  const dialect = typeof pattern === 'string' && dialects.test(pattern);
  report(diagnostic(dialect ? 'schema/pattern-dialect' : 'schema/pattern', { why }, placeOf(place(at(), 'pattern', pattern))));
}

/** Why a pattern is no ECMA-262 regular expression, with or without the flag `u`; undefined when it is one. */
export function patternError(pattern: string): string | undefined {
  if (compiles(pattern, 'u') === undefined) return undefined;
  return compiles(pattern, '');
}

function compiles(pattern: string, flags: string): string | undefined {
  try {
    new RegExp(pattern, flags);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.slice(message.lastIndexOf(': ') + 2);
  }
}
