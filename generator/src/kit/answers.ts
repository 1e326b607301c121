import type { Json, Operation, PageScheme, Response } from '../ir/index.js';
import { sample } from './sample.js';
import type { SampleOptions } from './sample.js';

/** What the server of a test answers. */
export interface Answer {
  readonly status: number;
  readonly json?: Json;
  readonly text?: string;
  /** Content type; of JSON unless said otherwise. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, and what the call then has to give. */
export interface ExampleAnswer {
  readonly answer: Answer;
  readonly value: Json | undefined;
}

/** The status of the response that a call expects: the first success of the document. */
export function successStatus({ responses, result }: Operation): number {
  const success = responses.find(({ status }) => /^2/.test(status));
  const code = Number(success?.status);
  const wanted = Number.isInteger(code) && code >= 200 && code < 300 ? code : 200;
  return result.kind !== 'none' && (wanted === 204 || wanted === 205) ? 200 : wanted;
}

/** The answer to a call that gives one value: the document's own example where it has one. */
export function exampleAnswer(operation: Operation, decls: SampleOptions['decls']): ExampleAnswer {
  const { result } = operation;
  const status = successStatus(operation);
  switch (result.kind) {
    case 'none':
      return { answer: { status: status === 200 ? 204 : status }, value: undefined };
    case 'text':
    case 'binary':
      return { answer: { status, text: 'content', type: plainType(result.mediaType) }, value: 'content' };
    case 'value': {
      const value = inner(documented(operation.responses, result.mediaType), result.unwrap) ?? sample(result.type, { decls, direction: 'output' });
      const type = plainType(result.mediaType);
      const json = result.unwrap === undefined ? value : { [result.unwrap]: value };
      return { answer: { status, json, ...(type === 'application/json' ? {} : { type }) }, value };
    }
  }
}

/** The part of an example that a call yields. */
const inner = (whole: Json | undefined, unwrap: string | undefined): Json | undefined =>
  unwrap === undefined ? whole : whole instanceof Object && !Array.isArray(whole) && Object.hasOwn(whole, unwrap) ? (whole as Readonly<Record<string, Json>>)[unwrap] : undefined;

/** A content type that may stand in a header. */
export const plainType = (mediaType: string): string =>
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

/** Answers of the pages of a list. */
export interface PageAnswers {
  readonly answers: readonly Answer[];
  readonly item: Json;
  /** How many items there are on all pages. */
  readonly count: number;
}

/** Answers of two pages (one where the scheme has no next), and the items on all of them. */
export function pageAnswers(operation: Operation, scheme: PageScheme, decls: SampleOptions['decls']): PageAnswers {
  const options: SampleOptions = { decls, direction: 'output' };
  const plain = operation.paging === undefined ? {} : sample(operation.paging.item, options);
  const item = scheme.kind === 'cursorId' && isRecord(plain) ? { ...plain, [scheme.response.itemId ?? 'id']: 'last' } : plain;
  const whole = operation.result.kind === 'value' ? sample(operation.result.type, options) : {};
  const base = isRecord(whole) ? whole : {};
  const page = (last: boolean): Answer => {
    const items = last && endsEmpty(scheme) ? [] : [item];
    const json = scheme.items.length === 0 ? items : fill(scheme, setPath(base, scheme.items, items), last ? null : nextUrl(operation));
    const headers = headersOf(scheme, last ? null : nextUrl(operation));
    return { status: 200, json, ...(Object.keys(headers).length === 0 ? {} : { headers }) };
  };
  if (scheme.kind === 'single') return { answers: [page(true)], item, count: 1 };
  return { answers: [page(false), page(true)], item, count: endsEmpty(scheme) ? 1 : 2 };
}

/** The address of a second page, with the scheme of the first one: a link that leaves https is not followed. */
const nextUrl = ({ server = '' }: Operation): string => `${/^https:/i.test(server) ? 'https' : 'http'}://api.test/next?page=2`;

/** Whether only an empty page tells that there are no more. */
function endsEmpty({ kind, response, headers }: PageScheme): boolean {
  if (response.hasMore !== undefined) return false;
  if (kind === 'pageNumber') return response.totalPages === undefined && headers.totalPages === undefined;
  if (kind === 'offset') return response.totalCount === undefined && headers.totalCount === undefined;
  return kind === 'cursorId';
}

function fill({ kind, response, fields }: PageScheme, body: Json, next: string | null): Json {
  const last = next === null;
  const numeric = (path: readonly string[]): boolean => {
    const type = fields.find(({ name }) => name.wire === path[0])?.type;
    const inner = type?.kind === 'nullable' ? type.inner : type;
    return inner?.kind === 'scalar' && ['integer', 'int32', 'int64', 'number'].includes(inner.scalar);
  };
  const cursor =
    response.nextCursor === undefined
      ? []
      : [[response.nextCursor, last ? null : numeric(response.nextCursor) ? 2 : 'next'] as const];
  const url = response.nextUrl === undefined ? [] : [[response.nextUrl, next] as const];
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

function headersOf({ kind, headers }: PageScheme, next: string | null): Readonly<Record<string, string>> {
  const last = next === null;
  const entry = (name: string | undefined, value: string): readonly (readonly [string, string])[] => (name === undefined ? [] : [[name, value]]);
  return Object.fromEntries([
    ...(kind === 'linkHeader' && !last ? [['link', `<${next}>; rel="next"`] as const] : []),
    ...(last ? [] : entry(headers.nextCursor, 'next')),
    ...entry(headers.totalPages, '2'),
    ...entry(headers.totalCount, '2'),
  ]);
}

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function setPath(body: Json, [first, ...rest]: readonly string[], value: Json): Json {
  if (first === undefined) return value;
  const base = isRecord(body) ? body : {};
  return { ...base, [first]: setPath(base[first] ?? {}, rest, value) };
}
