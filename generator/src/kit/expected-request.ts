import type { Api, Json, Operation, Param } from '../ir/index.js';
import { holdsFile } from './example-values.js';
import type { ExampleValues } from './example-values.js';

/** The decoded path; undefined where the style of a parameter decides how it looks, or another server answers. */
export function expectedPath({ parts, params, server }: Operation, call: ExampleValues): string | undefined {
  if (server !== undefined) return undefined;
  const pieces = parts.map((part) => {
    if (part.kind === 'literal') return part.text;
    const param = params.find((candidate) => candidate.in === 'path' && candidate.name.wire === part.wire);
    const value = param === undefined ? undefined : call.params.get(param);
    const simple = param?.encoding.kind === 'style' && param.encoding.style === 'simple';
    return simple && isScalar(value) ? String(value) : undefined;
  });
  const text = pieces.every((piece) => piece !== undefined) ? pieces.join('') : undefined;
  return text === undefined || /[?#%]|\/\/|\/\.{1,2}(\/|$)/.test(text) || !/^[\x20-\x7e]*$/.test(text) ? undefined : text;
}

const isScalar = (value: Json | undefined): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** Query parameters as a server reads them, each with its values; without those whose form is up to the style. */
export const expectedQuery = ({ params }: Operation, call: ExampleValues, { queryFormat }: Api): readonly (readonly [string, readonly string[]])[] =>
  params.flatMap((param) => {
    const value = call.params.get(param);
    return param.in !== 'query' || value === undefined ? [] : queryPairs(param, value, queryFormat);
  });

const joints: Readonly<Record<string, string>> = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' };

/** Names and values of a query parameter as a server reads them; empty for shapes whose form is up to the style. */
function queryPairs(
  { name, encoding }: Param,
  value: Json,
  format: Api['queryFormat'],
): (readonly [string, readonly string[]])[] {
  if (encoding.kind === 'json') return [[name.wire, [JSON.stringify(value)]]];
  if (isScalar(value)) return encoding.style === 'deepObject' ? [] : [[name.wire, [String(value)]]];
  if (
    !Array.isArray(value) ||
    value.length === 0 ||
    !value.every((item: Json) => isScalar(item)) ||
    encoding.style === 'deepObject'
  )
    return [];
  const texts = value.map(String);
  if (encoding.byDefault === true && format !== null) return format.array === 'comma' ? [[name.wire, [texts.join(',')]]] : [];
  return encoding.explode && encoding.style === 'form'
    ? [[name.wire, texts]]
    : encoding.explode
      ? []
      : [[name.wire, [texts.join(joints[encoding.style] ?? ',')]]];
}

/** Header parameters of simple values, by lower-case name. */
export const expectedHeaders = ({ params }: Operation, call: ExampleValues): readonly (readonly [string, string])[] =>
  params.flatMap((param) => {
    const value = call.params.get(param);
    return param.in === 'header' && isScalar(value) && param.encoding.kind === 'style' ? [[param.name.wire.toLowerCase(), String(value)] as const] : [];
  });

/** The credentials that the first way of authenticating puts into headers, by lower-case name, when every secret is `test-secret`. */
export function expectedAuth({ security }: Operation, api: Api): readonly (readonly [string, string])[] {
  const first = (security ?? api.security)[0] ?? [];
  return first.flatMap(({ scheme }): (readonly [string, string])[] => {
    const found = api.auth.find(({ id }) => id === scheme);
    if (found?.kind === 'apiKey' && found.in === 'header') return [[found.wire.toLowerCase(), `${found.prefix ?? ''}test-secret`]];
    return found?.kind === 'bearer' ? [['authorization', 'Bearer test-secret']] : [];
  });
}

/** Whether a value is an object with members. */
export const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names of the parts that a multipart body of these fields has for certain. */
export const partNames = (value: { readonly [key: string]: Json }): string[] =>
  Object.entries(value)
    .filter(([name, item]) => /^[\w-]+$/.test(name) && (isScalar(item) || holdsFile(item)) && !Array.isArray(item))
    .map(([name]) => name);

/** The simple fields of a form. */
export const scalarFields = (value: Json): (readonly [string, string])[] =>
  isRecord(value) ? Object.entries(value).flatMap(([name, item]) => (isScalar(item) ? [[name, String(item)] as const] : [])) : [];
