import { stringifyJSON } from './json.js';
import { encodeReserved, encodeText, isRecord, present, toText } from './text.js';
import type { ParamStyle } from './types.js';

/** Expands one parameter by the OpenAPI styles for paths: simple (default), label, matrix, or a JSON text. */
export function encodePathParam(name: string, value: unknown, style: ParamStyle = {}): string {
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
