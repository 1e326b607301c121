import type { Json, Operation, PageScheme, Response } from '../../ir/index.js';
import { literal, propertyKey } from '../../kit/literal.js';
import { sample } from '../../kit/sample.js';
import type { SampleOptions } from '../../kit/sample.js';
import type { ApiContext } from './context.js';
import { valueCode } from './examples.js';
import type { ValueNames } from './examples.js';

/** What the server of a test answers, as code, and what the call then has to give. */
export interface ExampleAnswer {
  readonly answer: string;
  readonly value: Json | undefined;
}

/** The variable of a test that holds the value which the server sends. */
export const valueName = 'value';

/** The status of the response that a call expects: the first success of the document. */
export function successStatus({ responses, result }: Operation): number {
  const success = responses.find(({ status }) => /^2/.test(status));
  const code = Number(success?.status);
  const wanted = Number.isInteger(code) && code >= 200 && code < 300 ? code : 200;
  return result.kind !== 'none' && (wanted === 204 || wanted === 205) ? 200 : wanted;
}

/** The answer to a call that gives one value: the document's own example where it has one. */
export function exampleAnswer(operation: Operation, context: ApiContext): ExampleAnswer {
  const { result } = operation;
  const status = successStatus(operation);
  const head = status === 200 ? [] : [`status: ${status}`];
  const code = (...entries: readonly string[]): string => (entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`);
  switch (result.kind) {
    case 'none':
      return { answer: code(`status: ${status === 200 ? 204 : status}`), value: undefined };
    case 'text':
    case 'binary':
      return { answer: code(...head, "text: 'content'", `type: ${literal(plainType(result.mediaType))}`), value: 'content' };
    case 'value': {
      const options: SampleOptions = { decls: context.decls, direction: 'output' };
      const value = inner(documented(operation.responses, result.mediaType), result.unwrap) ?? sample(result.type, options);
      const type = plainType(result.mediaType);
      const sent = result.unwrap === undefined ? valueName : `{ ${propertyKey(result.unwrap)}: ${valueName} }`;
      return {
        answer: code(...head, `json: ${sent}`, ...(type === 'application/json' ? [] : [`type: ${literal(type)}`])),
        value,
      };
    }
  }
}

/** The part of an example that a call yields. */
const inner = (whole: Json | undefined, unwrap: string | undefined): Json | undefined =>
  unwrap === undefined ? whole : whole instanceof Object && !Array.isArray(whole) && Object.hasOwn(whole, unwrap) ? (whole as Readonly<Record<string, Json>>)[unwrap] : undefined;

const plainType = (mediaType: string): string =>
  /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream';

/** The first example of a success that JSON carries without loss. */
function documented(responses: readonly Response[], mediaType: string): Json | undefined {
  const examples = responses.filter(({ status }) => /^2/.test(status)).flatMap(({ examples: list }) => list);
  const found = examples.find((example) => example.mediaType === undefined || example.mediaType === mediaType)?.value;
  return found !== undefined && isExact(found) ? found : undefined;
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function isExact(value: Json): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (typeof value === 'string') return !loneSurrogate.test(value);
  return (
    typeof value !== 'object' ||
    value === null ||
    (!Object.hasOwn(value, '__proto__') && Object.values(value).every((item: Json) => isExact(item)))
  );
}

/** The text of a stream of one event. */
export function streamAnswer({ streaming }: Operation, context: ApiContext): ExampleAnswer {
  if (streaming === undefined) throw new Error('The operation does not stream.');
  const event = sample(streaming.event, { decls: context.decls, direction: 'output' });
  const end = streaming.terminator === undefined ? '' : `data: ${streaming.terminator}\n\n`;
  const text =
    streaming.format === 'sse'
      ? `\`data: \${JSON.stringify(${valueName})}\\n\\n\`${end === '' ? '' : ` + ${literal(end)}`}`
      : `\`\${JSON.stringify(${valueName})}\\n\``;
  const type = streaming.format === 'sse' ? 'text/event-stream' : plainType(streaming.mediaType);
  return { answer: `{ text: ${text}, type: ${literal(type)} }`, value: event };
}

/** Answers of the pages of a list, as code that names the item by {@link valueName}. */
export interface PageAnswers {
  readonly answers: readonly string[];
  readonly item: Json;
  /** How many items there are on all pages. */
  readonly count: number;
}

/** Answers of two pages (one where the scheme has no next), and the items on all of them. */
export function pageAnswers(operation: Operation, scheme: PageScheme, context: ApiContext): PageAnswers {
  const options: SampleOptions = { decls: context.decls, direction: 'output' };
  const plain = operation.paging === undefined ? {} : sample(operation.paging.item, options);
  const item = scheme.kind === 'cursorId' && isRecord(plain) ? { ...plain, [scheme.response.itemId ?? 'id']: 'last' } : plain;
  const names: ValueNames = new Map([[item, valueName]]);
  const whole = operation.result.kind === 'value' ? sample(operation.result.type, options) : {};
  const base = isRecord(whole) ? whole : {};
  const page = (last: boolean): string => {
    const items = last && endsEmpty(scheme) ? [] : [item];
    const body = scheme.items.length === 0 ? items : fill(scheme, setPath(base, scheme.items, items), last);
    const headers = headersOf(scheme, last);
    return `{ json: ${valueCode(body, names)}${headers === '' ? '' : `, headers: { ${headers} }`} }`;
  };
  if (scheme.kind === 'single') return { answers: [page(true)], item, count: 1 };
  return { answers: [page(false), page(true)], item, count: endsEmpty(scheme) ? 1 : 2 };
}

/** Whether only an empty page tells that there are no more. */
function endsEmpty({ kind, response, headers }: PageScheme): boolean {
  if (response.hasMore !== undefined) return false;
  if (kind === 'pageNumber') return response.totalPages === undefined && headers.totalPages === undefined;
  if (kind === 'offset') return response.totalCount === undefined && headers.totalCount === undefined;
  return kind === 'cursorId';
}

function fill({ kind, response, fields }: PageScheme, body: Json, last: boolean): Json {
  const numeric = (path: readonly string[]): boolean => {
    const type = fields.find(({ name }) => name.wire === path[0])?.type;
    const inner = type?.kind === 'nullable' ? type.inner : type;
    return inner?.kind === 'scalar' && ['integer', 'int32', 'int64', 'number'].includes(inner.scalar);
  };
  const cursor =
    response.nextCursor === undefined
      ? []
      : [[response.nextCursor, last ? null : numeric(response.nextCursor) ? 2 : 'next'] as const];
  const url = response.nextUrl === undefined ? [] : [[response.nextUrl, last ? null : 'http://api.test/next?page=2'] as const];
  const more = response.hasMore === undefined ? [] : [[response.hasMore, !last] as const];
  const page = response.currentPage === undefined ? [] : [[response.currentPage, last ? 2 : 1] as const];
  const pages = response.totalPages === undefined ? [] : [[response.totalPages, 2] as const];
  const offset = response.offset === undefined ? [] : [[response.offset, last ? 1 : 0] as const];
  const total = response.totalCount === undefined || kind !== 'offset' ? [] : [[response.totalCount, 2] as const];
  return [...cursor, ...url, ...more, ...page, ...pages, ...offset, ...total].reduce(
    (made: Json, [path, value]) => setPath(made, path, value),
    body,
  );
}

function headersOf({ kind, headers }: PageScheme, last: boolean): string {
  const entry = (name: string | undefined, value: string): string[] =>
    name === undefined ? [] : [`${propertyKey(name)}: ${literal(value)}`];
  return [
    ...(kind === 'linkHeader' && !last ? ['link: \'<http://api.test/next?page=2>; rel="next"\''] : []),
    ...(last ? [] : entry(headers.nextCursor, 'next')),
    ...entry(headers.totalPages, '2'),
    ...entry(headers.totalCount, '2'),
  ].join(', ');
}

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function setPath(body: Json, [first, ...rest]: readonly string[], value: Json): Json {
  if (first === undefined) return value;
  const base = isRecord(body) ? body : {};
  return { ...base, [first]: setPath(base[first] ?? {}, rest, value) };
}
