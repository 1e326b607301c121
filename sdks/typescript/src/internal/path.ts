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
    if (text.split('/').some((part) => DOT_SEGMENT.test(part))) {
      throw new TypeError(`The value for \`${names.join('`, `')}\` makes the path segment '${text}', which would change the path`);
    }
    return text;
  });
}

/** What URL parsers rewrite, or end a path at: sent raw, it would differ from one transport to another. */
const REWRITTEN = /[^!-~]+|["#<>\\^`{|}]/g;

/** A path segment `.` or `..`. */
const DOT_PATH = /\/(?:\.|%(?:25)*2e){1,2}(?:\/|$)/i;

/**
 * A path and query in the bytes that every transport sends. What follows `?` is the query.
 * @throws TypeError when the path has a `.` or `..` segment, which URL parsers would resolve away.
 */
export function encodeTarget(target: string): string {
  const end = target.indexOf('?');
  const path = end < 0 ? target : target.slice(0, end);
  const text = path.replace(REWRITTEN, encodeText);
  if (DOT_PATH.test(text)) throw new TypeError(`The path '${path}' has a segment '.' or '..', which would change the path`);
  return end < 0 ? text : text + target.slice(end).replace(REWRITTEN, encodeText).replaceAll("'", '%27');
}

const describe = (value: unknown): string => (typeof value === 'object' ? stringifyJSON(value) : String(value));
