import { JSONPathEnvironment, JSONPathError } from 'json-p3';

/** Where a value stands: keys and indexes from the root. */
export type Location = readonly (string | number)[];

/** A path can't be read; the message says why. */
export class PathError extends Error {}

const environment = new JSONPathEnvironment({ maxRecursionDepth: 1000 });

/** Finds all values that a JSONPath (RFC 9535) leads to. */
export function find(path: string, root: unknown): readonly Location[] {
  try {
    return environment.query(standard(path), root as never).nodes.map(({ location }) => location);
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    throw new PathError(error.message);
  }
}

const plainName = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * Writes a path by the letter of the standard: names that older dialects take bare (`$.paths./users/{id}.get`) get their brackets and quotes,
 * `===` becomes `==`.
 */
export function standard(path: string): string {
  let text = '';
  for (let at = 0; at < path.length; ) {
    const bracket = path[at] === '[' ? endOfBracket(path, at) : 0;
    if (bracket > 0) {
      text += path.slice(at, bracket).replaceAll(/([!=]=)=/g, '$1');
      at = bracket;
      continue;
    }
    const [all, dots = '', name = ''] = /^(\.{0,2})([^.[]*)/.exec(path.slice(at)) ?? [''];
    if (all === '') return text + path.slice(at);
    text += segment(dots, name);
    at += all.length;
  }
  return text;
}

function segment(dots: string, name: string): string {
  if (dots === '' || name === '' || name === '*' || plainName.test(name)) return dots + name;
  return `${dots === '..' ? '..' : ''}${quoted(name)}`;
}

/** A name in brackets and quotes. */
export const quoted = (name: string): string => `['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;

/** The offset after the bracket that closes the one at an offset; 0 when none does. */
function endOfBracket(path: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < path.length; at += 1) {
    const char = path[at] as string;
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '[') depth += 1;
    else if (char === ']' && (depth -= 1) === 0) return at + 1;
  }
  return 0;
}

/** A path that ends in a name as the path before it, and the name; undefined when it ends otherwise. */
export function splitLast(path: string): { readonly above: string; readonly name: string } | undefined {
  const text = standard(path);
  const dotted = /^(.*[^.])\.([\p{L}_][\p{L}\p{N}_]*)$/u.exec(text);
  if (dotted) return { above: dotted[1] as string, name: dotted[2] as string };
  const bracketed = /^(.*?)\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]$/s.exec(text);
  if (!bracketed || bracketed[1] === '') return undefined;
  return { above: bracketed[1] as string, name: (bracketed[2] ?? bracketed[3] ?? '').replaceAll(/\\(.)/g, '$1') };
}
