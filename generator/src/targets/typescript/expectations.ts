import type { Json, Operation, Param } from '../../ir/index.js';
import { literal, propertyKey } from '../../kit/literal.js';
import type { ApiContext } from './context.js';
import { holdsFile, valueCode } from './examples.js';
import type { ExampleCall } from './examples.js';

/** Entries of the object that a request must match: what the example call has to put on the wire. */
export function wireExpectations(operation: Operation, call: ExampleCall, context: ApiContext): readonly string[] {
  const path = pathText(operation, call);
  const query = queryEntries(operation, call, context);
  const headers = [...headerEntries(operation, call), ...authEntries(operation, context)];
  return [
    `method: ${literal(operation.method.toUpperCase())}`,
    ...(path === undefined ? [] : [`path: ${literal(path)}`]),
    ...(query.length === 0 ? [] : [`query: { ${query.join(', ')} }`]),
    ...(headers.length === 0 ? [] : [`headers: { ${headers.join(', ')} }`]),
  ];
}

/** The decoded path; undefined where the style of a parameter decides how it looks, or another server answers. */
function pathText({ parts, params, server }: Operation, call: ExampleCall): string | undefined {
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

function queryEntries({ params }: Operation, call: ExampleCall, { api }: ApiContext): readonly string[] {
  return params.flatMap((param) => {
    const value = call.params.get(param);
    if (param.in !== 'query' || value === undefined) return [];
    return queryPairs(param, value, api.queryFormat).map(
      ([name, values]) => `${propertyKey(name)}: [${values.map((text) => literal(text)).join(', ')}]`,
    );
  });
}

const joints: Readonly<Record<string, string>> = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' };

/** Names and values of a query parameter as a server reads them; empty for shapes whose form is up to the style. */
function queryPairs(
  { name, encoding }: Param,
  value: Json,
  format: ApiContext['api']['queryFormat'],
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

function headerEntries({ params }: Operation, call: ExampleCall): string[] {
  return params.flatMap((param) => {
    const value = call.params.get(param);
    return param.in === 'header' && isScalar(value) && param.encoding.kind === 'style'
      ? [`${propertyKey(param.name.wire.toLowerCase())}: ${literal(String(value))}`]
      : [];
  });
}

/** The credential that the first way of authenticating puts into a header. */
function authEntries({ security }: Operation, { api }: ApiContext): string[] {
  const first = (security ?? api.security)[0] ?? [];
  return first.flatMap(({ scheme }) => {
    const found = api.auth.find(({ id }) => id === scheme);
    if (found?.kind === 'apiKey' && found.in === 'header')
      return [`${propertyKey(found.wire.toLowerCase())}: ${literal(`${found.prefix ?? ''}test-secret`)}`];
    return found?.kind === 'bearer' ? ["authorization: 'Bearer test-secret'"] : [];
  });
}

/** Statements that check the body that was sent. */
export function bodyExpectations({ body }: Operation, call: ExampleCall): readonly string[] {
  const content = body?.contents[0];
  if (content === undefined || call.body === undefined) return [];
  const { body: value } = call;
  switch (content.kind) {
    case 'json':
      return holdsFile(value) ? [] : [`expect(JSON.parse(sent[0]!.body)).toEqual(${valueCode(value)});`];
    case 'form':
      return [
        `expect(formFields(sent[0]!.body)).toMatchObject({ ${scalarFields(value)
          .map(([name, text]) => `${propertyKey(name)}: ${literal(text)}`)
          .join(', ')} });`,
      ];
    case 'multipart':
      return isRecord(value)
        ? [
            `expect(partNames(sent[0]!.body)).toEqual(expect.arrayContaining([${partNames(value)
              .map((name) => literal(name))
              .join(', ')}]));`,
          ]
        : [];
    case 'text':
    case 'xml':
      return typeof value === 'string' ? [`expect(sent[0]!.body).toBe(${literal(value)});`] : [];
    case 'binary':
      return ["expect(sent[0]!.body).toBe('example');"];
    case 'jsonl':
    case 'sse':
      return [];
  }
}

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const partNames = (value: { readonly [key: string]: Json }): string[] =>
  Object.entries(value)
    .filter(([name, item]) => /^[\w-]+$/.test(name) && (isScalar(item) || holdsFile(item)) && !Array.isArray(item))
    .map(([name]) => name);

const scalarFields = (value: Json): (readonly [string, string])[] =>
  isRecord(value) ? Object.entries(value).flatMap(([name, item]) => (isScalar(item) ? [[name, String(item)] as const] : [])) : [];
