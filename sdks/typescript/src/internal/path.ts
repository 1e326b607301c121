import { encodeReserved, encodeText, isRecord, present, toText, written } from './text.js';
import { stringifyJSON } from './json.js';
import type { ParamStyle, ParamStyles } from './types.js';

/** `.` and `..` as a server may read them: plain, percent-encoded, or encoded several times over. */
const DOT_SEGMENT = /^(?:\.|%(?:25)*2e){1,2}$/i;

/** Expands one parameter by the OpenAPI styles for paths: simple (default), label, matrix, or a JSON text. */
function expand(name: string, value: unknown, style: ParamStyle): string {
  const encode = style.allowReserved ? (text: string) => encodeReserved(text, /[?#]/) : encodeText;
  const part = (member: unknown) => encode(toText(member));
  const { explode } = style;
  const prefix = style.style === 'label' ? '.' : style.style === 'matrix' ? ';' : '';
  const own = style.style === 'matrix' ? `${encodeText(name)}=` : '';
  const joint = explode ? prefix || ',' : ',';
  if (style.style === 'json') return encode(stringifyJSON(value));
  if (Array.isArray(value)) {
    const members = value.filter((member) => member != null).map(part);
    if (members.length === 0) return '';
    return explode ? prefix + members.map((member) => own + member).join(joint) : prefix + own + members.join(joint);
  }
  if (isRecord(value)) {
    const members = present(value).map(([key, member]) => encode(key) + (explode ? '=' : ',') + part(member));
    return members.length === 0 ? '' : prefix + (explode ? '' : own) + members.join(joint);
  }
  const text = part(value);
  return text && prefix + own + text;
}

/**
 * Puts parameters into a path template, percent-encoded.
 * @throws TypeError when a parameter is missing or empty, or would make a `.` or `..` segment.
 */
export function encodePath(template: string, pathParams: Record<string, unknown>, styles?: ParamStyles): string {
  if (!template.includes('{')) return template;
  return template.replace(/[^/?#]*\{[^?#]*?\}[^/?#{}]*/g, (segment) => {
    const names: string[] = [];
    const text = segment.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const value = pathParams[name];
      const expanded = value == null ? '' : written(name, () => expand(name, value, styles?.[name] ?? {}));
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
