import type { Content, Encoding, Operation, Param, Security, TypeRef } from '../../ir/index.js';
import type { Symbol } from '../../kit/imports.js';
import { literal, propertyKey } from '../../kit/literal.js';
import type { Arguments } from './calls.js';
import type { ApiContext } from './context.js';
import { streamExpression } from './results.js';
import type { TypePlace } from './types.js';

const value = (module: string, name: string, space: string): Symbol => ({ module, name, kind: 'value', space });
const encoders = {
  multipart: value('core/uploads.js', 'multipart', 'Uploads'),
  form: value('core/form.js', 'form', 'Forms'),
  jsonLines: value('core/jsonl.js', 'jsonLines', 'JSONLines'),
};

interface BodyText {
  readonly expression: string;
  readonly contentType?: string;
}

/** The expression of a request body, and its content type where it is not the runtime's default. */
export function bodyExpression({ body }: Operation, local: string, { imports }: TypePlace, context: ApiContext): BodyText {
  const content = body?.contents[0] as Content;
  const object = body?.shape === 'fields' || context.isRecord(content.type) ? local : `${local} as object`;
  const { mediaType, kind } = content;
  const files = kind === 'multipart' ? fileFields(content, context) : [];
  switch (kind) {
    case 'multipart':
      return { expression: `${imports.use(encoders.multipart)}(${[object, ...fieldOptions(content, files)].join(', ')})` };
    case 'form':
      return { expression: `${imports.use(encoders.form)}(${[object, ...fieldStyles(content)].join(', ')})` };
    case 'jsonl':
      return {
        expression: `${imports.use(encoders.jsonLines)}(${local}${context.isList(content.type) ? '' : ' as Iterable<unknown>'})`,
        ...(isJsonLines(mediaType) ? {} : { contentType: mediaType }),
      };
    case 'json':
      return mediaType === 'application/json' || isRange(mediaType) ? { expression: local } : { expression: local, contentType: mediaType };
    case 'text':
      return { expression: local, contentType: isRange(mediaType) ? 'text/plain' : mediaType };
    case 'xml':
    case 'sse':
    case 'binary':
      return { expression: local, contentType: mediaType };
  }
}

/** `image/*` says which types a body may have, not which one it has. */
const isRange = (mediaType: string): boolean => mediaType.includes('*');

const isJsonLines = (mediaType: string): boolean => mediaType === 'application/jsonl';

/** Wire names of the fields whose every value is a file, or each item of whose list is: what else is passed there is a mistake. */
function fileFields({ type }: Content, context: ApiContext): readonly string[] {
  const decl = type.kind === 'named' ? context.decls.get(type.id) : undefined;
  if (decl?.kind !== 'record') return [];
  const isFile = (ref: TypeRef): boolean => context.isFile(ref) || (ref.kind === 'list' && context.isFile(ref.item));
  return decl.properties.filter(({ type: own, location = 'body' }) => location === 'body' && isFile(own)).map(({ name }) => name.wire);
}

function fieldOptions({ fields }: Content, files: readonly string[]): string[] {
  const all = { ...Object.fromEntries(files.map((wire): [string, Content['fields'][string]] => [wire, {}])), ...fields };
  const entries = Object.entries(all).map(([wire, { contentType, encoding, headers }]) => {
    const parts = [
      ...(files.includes(wire) ? ['file: true'] : []),
      ...(contentType === undefined ? [] : [`contentType: ${literal(contentType)}`]),
      ...(encoding === undefined ? [] : styleParts(encoding, 'form', true)),
      ...(headers === undefined
        ? []
        : [
            `headers: { ${Object.entries(headers)
              .map(([key, text]) => `${propertyKey(key)}: ${literal(text)}`)
              .join(', ')} }`,
          ]),
    ];
    return parts.length === 0 ? '' : `${propertyKey(wire)}: { ${parts.join(', ')} }`;
  });
  const given = entries.filter((entry) => entry !== '');
  return given.length === 0 ? [] : [`{ ${given.join(', ')} }`];
}

function fieldStyles({ fields }: Content): string[] {
  const entries = Object.entries(fields).flatMap(([wire, { encoding, contentType }]) => {
    const parts =
      encoding === undefined ? (contentType?.includes('json') ? ["style: 'json'"] : []) : styleParts(encoding, 'form', true);
    return parts.length === 0 ? [] : [`${propertyKey(wire)}: { ${parts.join(', ')} }`];
  });
  return entries.length === 0 ? [] : [`{ ${entries.join(', ')} }`];
}

/** What of an encoding differs from the default style of its place. */
function styleParts(encoding: Encoding, style: string, explode: boolean): string[] {
  if (encoding.kind === 'json') return ["style: 'json'"];
  const parts: string[] = [];
  if (encoding.style !== style) parts.push(`style: ${literal(encoding.style)}`);
  const usual =
    encoding.style === style
      ? explode
      : encoding.style === 'form' || encoding.style === 'deepObject' || encoding.style === 'cookie';
  if (encoding.explode !== usual) parts.push(`explode: ${String(encoding.explode)}`);
  if (encoding.allowReserved) parts.push('allowReserved: true');
  return parts;
}

interface OptionContext {
  readonly body: BodyText | undefined;
  readonly bare: boolean;
  readonly place: TypePlace;
  readonly context: ApiContext;
}

/** The entries of the request options of a call, in the order in which they are written. */
export function requestOptions(operation: Operation, args: Arguments, { body, bare, place, context }: OptionContext): string[] {
  const { result, streaming } = operation;
  const stream = streaming === undefined ? undefined : streamExpression(operation, place, context);
  const plain = result.kind === 'binary' || result.kind === 'text' || result.kind === 'none';
  return [
    ...parameterOptions(args),
    ...(body === undefined ? [] : [body.expression === 'body' ? 'body' : `body: ${body.expression}`]),
    ...(body?.contentType === undefined ? [] : [`contentType: ${literal(body.contentType)}`]),
    ...styleOption(operation, context),
    ...(operation.timeoutMs === undefined ? [] : [`timeout: ${operation.timeoutMs}`]),
    ...(operation.maxRetries === undefined ? [] : [`maxRetries: ${operation.maxRetries}`]),
    ...acceptOption(operation),
    '...options',
    ...(operation.server === undefined ? [] : [`server: ${literal(operation.server)}`]),
    ...securityOption(operation.security, context),
    ...retryOptions(operation),
    ...(plain && streaming?.trigger.kind !== 'always' ? [`responseType: ${literal(result.kind)}`] : []),
    ...(result.kind === 'value' && result.optional ? ["responseType: 'optionalJson'"] : []),
    ...(isPlainString(operation, context) ? ["responseType: 'stringJson'"] : []),
    ...(result.kind === 'value' && result.unwrap !== undefined ? [`unwrap: ${literal(result.unwrap)}`] : []),
    ...(stream === undefined ? [] : [`stream: ${stream}`]),
    ...(bare ? extrasOption(operation, place, context) : []),
  ];
}

const extras = {
  params: value('core/param-styles.js', 'paramStyles', 'ParamStyles'),
  raw: value('internal/raw-body.js', 'encodeRaw', 'RawBody'),
  unread: value('core/unread.js', 'unread', 'Unread'),
};

/** What an operation needs that the bare client does not have. */
function extrasOption(operation: Operation, { imports }: TypePlace, context: ApiContext): string[] {
  const { params, body, result } = operation;
  const needed = {
    params: styleOption(operation, context).length > 0 || params.some((param) => !isPlain(param, context)),
    raw: body?.contents[0]?.kind === 'binary' || isRange(body?.contents[0]?.mediaType ?? ''),
    unread: result.kind === 'binary',
  };
  const entries = (['params', 'raw', 'unread'] as const)
    .filter((name) => needed[name])
    .map((name) => [name, imports.use(extras[name])] as const)
    .map(([name, local]) => (name === local ? name : `${name}: ${local}`));
  return entries.length === 0 ? [] : [`extras: { ${entries.join(', ')} }`];
}

/** True for parameters that the bare client can write. */
function isPlain({ in: where, type }: Param, context: ApiContext): boolean {
  if (where === 'cookie') return false;
  return !context.isComposite(type) || (where !== 'header' && context.isList(type));
}

/** A string as JSON, which servers send as plain text, too. */
const isPlainString = ({ result }: Operation, context: ApiContext): boolean =>
  result.kind === 'value' && !result.optional && result.unwrap === undefined && context.isString(result.type);

function parameterOptions({ positional, picked, object }: Arguments): string[] {
  const group = (where: Param['in']): string[] => {
    const taken = where === 'path' ? positional : [];
    const all = [...taken, ...picked].filter(({ param }) => param.in === where);
    return all.map(({ param, local }) => (param.name.wire === local ? local : `${propertyKey(param.name.wire)}: ${local}`));
  };
  const option = (name: string, entries: readonly string[]): string[] =>
    entries.length === 0 ? [] : [`${name}: { ${entries.join(', ')} }`];
  return [
    ...option('pathParams', group('path')),
    ...(object?.rest === 'query' ? ['query'] : option('query', group('query'))),
    ...option('headerParams', group('header')),
    ...option('cookieParams', group('cookie')),
  ];
}

const defaults: Readonly<Record<Param['in'], readonly [style: string, explode: boolean]>> = {
  path: ['simple', false],
  query: ['form', true],
  header: ['simple', false],
  cookie: ['form', true],
};

function styleOption({ params }: Operation, context: ApiContext): string[] {
  const entries = params.flatMap(({ name, encoding, type, in: where }) => {
    const usual =
      encoding.kind === 'style' && encoding.byDefault === true && context.isComposite(type) ? context.api.queryFormat : null;
    const parts = usual === null ? styleParts(encoding, ...defaults[where]) : formatParts(usual);
    return parts.length === 0 ? [] : [`${propertyKey(name.wire)}: { ${parts.join(', ')} }`];
  });
  return entries.length === 0 ? [] : [`styles: { ${entries.join(', ')} }`];
}

/** The style that stands for the configured format of arrays and objects in queries. */
function formatParts({ array, nested }: NonNullable<ApiContext['api']['queryFormat']>): string[] {
  if (nested === 'dots') return ["style: 'dots'", ...(array === 'comma' ? ['explode: false'] : [])];
  return [`style: ${literal(array === 'repeat' ? 'deepObject' : array)}`];
}

function acceptOption({ result, streaming }: Operation): string[] {
  if (result.kind === 'none' || streaming?.trigger.kind === 'always') return [];
  if (result.kind === 'value' && /^application\/json\b/i.test(result.mediaType)) return [];
  return [`accept: ${literal(result.mediaType)}`];
}

/** Alternatives of scheme names, as the runtime reads them. */
export const securityText = (security: Security): string =>
  `[${security.map((set) => `[${set.map(({ scheme }) => literal(scheme)).join(', ')}]`).join(', ')}]`;

function securityOption(security: Security | undefined, { api }: ApiContext): string[] {
  if (security === undefined) return [];
  const text = securityText(security);
  return text === securityText(api.security) ? [] : [`security: ${text}`];
}

const idempotentMethods = new Set(['get', 'head', 'options', 'put', 'delete', 'trace', 'query']);

function retryOptions({ retry, method }: Operation): string[] {
  if (retry === 'keyed') return ['keyed: true'];
  const usual = idempotentMethods.has(method);
  if ((retry === 'safe') === usual) return [];
  return [`idempotent: ${String(retry === 'safe')}`];
}
