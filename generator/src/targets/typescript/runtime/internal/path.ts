import { stringifyJSON } from './json.js';
import { plain } from './params.js';
import { encodeText, toText, written } from './text.js';
import type { ParamCodec, ParamStyles } from './types.js';

/** `.` and `..` as a server may read them: plain, percent-encoded, or encoded several times over. */
const DOT_SEGMENT = /^(?:\.|%(?:25)*2e){1,2}$/i;

/** The default style of paths for what is no object: members joined by commas. */
const simple = (value: unknown): string => (Array.isArray(value) ? value : [value]).flatMap((member) => (member == null ? [] : [encodeText(toText(member))])).join();

/**
 * Puts parameters into a path template, percent-encoded.
 * @throws TypeError when a parameter is missing or empty, or would make a `.` or `..` segment.
 */
export function encodePath(template: string, pathParams: Record<string, unknown>, styles?: ParamStyles, codec?: ParamCodec): string {
  if (!template.includes('{')) return template;
  const expand = (name: string, value: unknown) => (codec ? written(name, () => codec.path(name, value, styles?.[name])) : simple(plain(name, value)));
  return template.replace(/[^/?#]*\{[^?#]*?\}[^/?#{}]*/g, (segment) => {
    const names: string[] = [];
    const text = segment.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const value = pathParams[name];
      const expanded = value == null ? '' : expand(name, value);
      // R46: an empty segment would call another operation.
      if (expanded === '') {
        throw new TypeError(`Expected a non-empty value for \`${name}\` but received ${value === '' ? "''" : describe(value)}`);
      }
      names.push(name);
      return expanded;
    });
    // R46: a dot segment would be resolved away by URL parsers and proxies, and call another operation.
    if (hasDots(text)) {
      throw new TypeError(`The value for \`${names.join('`, `')}\` makes the path segment '${text}', which would change the path`);
    }
    return text;
  });
}

/**
 * A path and query in the bytes that every transport sends: what URL parsers would rewrite, or end the path at, is encoded.
 * @throws TypeError when the path has a `.` or `..` segment, which they would resolve away.
 */
export function encodeTarget(target: string): string {
  const text = target.replace(/[^!-~]+|["#<>\\^`{|}]/g, encodeText).replace(/\?.*/, (query) => query.replaceAll("'", '%27'));
  if (hasDots(text.replace(/\?.*/, ''))) throw new TypeError('A path segment `.` or `..` would change the path');
  return text;
}

const hasDots = (path: string): boolean => path.split('/').some((part) => DOT_SEGMENT.test(part));

const describe = (value: unknown): string => (typeof value === 'object' ? stringifyJSON(value) : String(value));
