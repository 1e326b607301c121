import type { Content, Encoding, Operation, Security } from '../../ir/index.js';
import type { Keyword, MethodArguments } from './arguments.js';
import { keywordsIn, planArguments, sentContent } from './arguments.js';
import type { PythonContext } from './context.js';
import { jsonLiteral, literal } from './literal.js';
import type { PythonImports } from './imports.js';
import { holdsFiles } from './shapes.js';
import { idsOf, isComposite } from '../../kit/walk.js';
import type { TypePlace } from './types.js';

/** Where a call is written. */
export interface CallPlace {
  readonly imports: PythonImports;
  readonly input: TypePlace;
  readonly output: TypePlace;
  /** `Async` in front of the names of asynchronous classes. */
  readonly prefix: '' | 'Async';
  /** Expression of what sends: `self`. */
  readonly client: string;
}

/** One way to call: annotations of the return value, and of the keyword that asks for a stream. */
export interface Signature {
  readonly result: string;
  readonly trigger?: string;
}

/** The text of a call. */
export interface Call {
  readonly args: MethodArguments;
  readonly overloads: readonly Signature[];
  readonly result: string;
  /** `self._post("/models", …)`, on one line. */
  readonly expression: string;
  /** Whether the method itself is a coroutine. */
  readonly awaits: boolean;
  /** Keyword that asks for a stream. */
  readonly trigger?: Keyword;
}

/** What a call gives, and the parts of which that is made. */
export interface CallResult {
  readonly result: string;
  readonly paged: PageText | undefined;
  /** What it gives when it does not stream, and when it does. */
  readonly plain: string;
  readonly stream: string | undefined;
}

/** The type of what a call gives. */
export function callResult(operation: Operation, place: CallPlace, context: PythonContext): CallResult {
  const { paging, streaming } = operation;
  const paged = paging === undefined ? undefined : pageText(operation, place, context);
  const plain = paged?.result ?? resultType(operation, place, context);
  const stream = streaming === undefined ? undefined : streamType(operation, place, context);
  const always = streaming?.trigger.kind === 'always';
  const result = always ? (stream as string) : stream === undefined ? plain : `${place.input.typing('Union')}[${plain}, ${stream}]`;
  return { result, paged, plain, stream };
}

/** Plans and prints the call of an operation. */
export function printCall(operation: Operation, given: CallPlace, context: PythonContext): Call {
  const args = planArguments(operation, context);
  const place = withinCall(given, args);
  const { paging, streaming } = operation;
  const asked = streaming?.trigger.kind === 'param' ? streaming.trigger.wire : undefined;
  const trigger = asked === undefined ? undefined : args.keywords.find(({ wire, in: where }) => wire === asked && where === 'body');
  const { result, paged, plain, stream } = callResult(operation, given, context);
  const always = streaming?.trigger.kind === 'always';
  const page = paged && pageText(operation, place, context).value;
  const entries = callEntries({ operation, args, place, context, page, trigger });
  const verb = paging === undefined ? sender(operation.method) : '_get_api_list';
  const first = verb === '_request' ? [literal(operation.method.toUpperCase())] : [];
  const method = paged && operation.method !== 'get' ? [`method=${literal(operation.method.toUpperCase())}`] : [];
  return {
    args,
    overloads: stream === undefined || always || trigger === undefined ? [] : overloadsOf(plain, stream, trigger, given),
    result,
    expression: `${place.client}.${verb}(${[...first, literal(operation.path), ...method, ...entries].join(', ')})`,
    awaits: paged === undefined,
    ...(trigger && { trigger }),
  };
}

/** The place of types inside a method, where its arguments may stand before builtins of the same name. */
function withinCall(place: CallPlace, { positional, keywords }: MethodArguments): CallPlace {
  const names = new Set([...positional, ...keywords].map(({ name }) => name));
  const inner = (outer: TypePlace): TypePlace => ({
    ...outer,
    plain: (name) => (names.has(name) ? place.imports.plain(name, names) : outer.plain(name)),
  });
  return { ...place, input: inner(place.input), output: inner(place.output) };
}

function overloadsOf(plain: string, stream: string, { field }: Keyword, { input, imports }: CallPlace): readonly Signature[] {
  const name = input.typing('Literal');
  imports.typing('overload');
  const off = field?.property.type.kind === 'nullable' ? `${input.typing('Optional')}[${name}[False]]` : `${name}[False]`;
  return [
    { result: plain, trigger: off },
    { result: stream, trigger: `${name}[True]` },
    { result: `${input.typing('Union')}[${plain}, ${stream}]`, trigger: input.plain('bool') },
  ];
}

const verbs = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);
const sender = (method: string): string => (verbs.has(method) ? `_${method}` : '_request');

/** The type of what a call yields when it does not stream. */
function resultType({ result }: Operation, { imports, output, prefix }: CallPlace, { printer }: PythonContext): string {
  switch (result.kind) {
    case 'none':
      return 'None';
    case 'text':
      return output.plain('str');
    case 'binary':
      return imports.from('_core.response', `${prefix}BinaryAPIResponse`);
    case 'value': {
      const text = printer.text(result.type, output);
      return result.optional && !/^Optional\[|^object$/.test(text) ? `${output.typing('Optional')}[${text}]` : text;
    }
  }
}

function streamType({ streaming }: Operation, { imports, output, prefix }: CallPlace, { printer }: PythonContext): string {
  const event = streaming === undefined ? 'object' : printer.text(streaming.event, output);
  return `${imports.from('_core.streaming', `${prefix}Stream`)}[${event}]`;
}

interface PageText {
  readonly result: string;
  /** The page class with its item type, as a value. */
  readonly value: string;
}

function pageText({ id, paging }: Operation, { imports, output, prefix }: CallPlace, { names, printer }: PythonContext): PageText {
  const name = names.pages.get(paging?.scheme ?? '');
  if (name === undefined || paging === undefined) throw new Error(`${id} pages by an unknown scheme.`);
  const item = printer.text(paging.item, output);
  const page = `${imports.from('.pagination', `${prefix === '' ? 'Sync' : 'Async'}${name}`)}[${item}]`;
  if (prefix === '') return { result: page, value: page };
  return { result: `${imports.from('_core.pagination', 'AsyncPaginator')}[${item}, ${page}]`, value: page };
}

interface Parts {
  readonly operation: Operation;
  readonly args: MethodArguments;
  readonly place: CallPlace;
  readonly context: PythonContext;
  readonly page: string | undefined;
  readonly trigger: Keyword | undefined;
}

/** The keywords of a call, in the order in which they are written. */
function callEntries(parts: Parts): readonly string[] {
  const { operation, args, place, context, page, trigger } = parts;
  const content = sentContent(operation);
  return [
    ...valueEntries(args, place, context),
    ...(content === undefined ? [] : bodyEntries(operation, content, args, parts)),
    ...styleEntry(operation, context),
    ...(page === undefined ? castEntries(operation, place, context) : [`page=${page}`]),
    ...acceptEntry(operation),
    ...(operation.server === undefined ? [] : [`server=${literal(operation.server)}`]),
    ...(operation.timeoutMs === undefined ? [] : [`timeout_s=${jsonLiteral(operation.timeoutMs / 1000)}`]),
    ...(operation.maxRetries === undefined ? [] : [`max_retries=${operation.maxRetries}`]),
    ...securityEntry(operation.security, context),
    ...retryEntry(operation),
    ...streamEntry(operation, place, context, trigger),
    optionsEntry(operation),
  ];
}

/** The value of a path parameter that may be left out is the client's own then. */
function pathValue({ wire, name, required }: Keyword, { imports, client }: CallPlace, { names }: PythonContext): string {
  const option = names.options.find(({ option: { use } }) => use.kind === 'param' && use.wire === wire);
  return required || option === undefined ? name : `${imports.from('_core.defaults', 'path_default')}(${client}, ${literal(option.name)}, ${name})`;
}

function valueEntries(args: MethodArguments, place: CallPlace, context: PythonContext): readonly string[] {
  const group = (name: string, where: Keyword['in']): readonly string[] => {
    const taken = where === 'path' ? args.positional.map(({ param, name: local }) => ({ wire: param.name.wire, name: local })) : [];
    const given = keywordsIn(args, where).map((keyword) => (where === 'path' ? { wire: keyword.wire, name: pathValue(keyword, place, context) } : keyword));
    const all = [...taken, ...given];
    return all.length === 0 ? [] : [`${name}={${all.map(({ wire, name: local }) => `${literal(wire)}: ${local}`).join(', ')}}`];
  };
  return [...group('path', 'path'), ...group('query', 'query'), ...group('headers', 'header'), ...group('cookies', 'cookie')];
}

function bodyEntries(operation: Operation, content: Content, args: MethodArguments, { place, context }: Parts): readonly string[] {
  const own = keywordsIn(args, 'body');
  const whole = own.find((keyword) => keyword.whole === true);
  const fields = own.map(({ wire, name }) => `${literal(wire)}: ${name}`).join(', ');
  const { mediaType: type } = content;
  return [
    `body=${whole === undefined ? `{${fields}}` : whole.name}`,
    ...(type === 'application/json' ? [] : [`content_type=${literal(type)}`]),
    ...filesEntry(content, context),
    ...fieldsEntry(content),
    ...(whole === undefined && args.optionalBody ? ['optional_body=True'] : []),
    ...transformEntry(operation, whole, place, context),
  ];
}

/** Names of the multipart fields that only take files, alone or in lists. */
function filesEntry({ kind, type }: Content, { decls }: PythonContext): readonly string[] {
  const decl = kind === 'multipart' && type.kind === 'named' ? decls.get(type.id) : undefined;
  if (decl?.kind !== 'record') return [];
  const files = decl.properties.filter((property) => (property.location ?? 'body') === 'body' && holdsFiles(property.type, decls));
  return files.length === 0 ? [] : [`files=${tuple(files.map(({ name }) => literal(name.wire)))}`];
}

/** How fields of a form or multipart body are written, where it is not as usual. */
function fieldsEntry({ fields, kind }: Content): readonly string[] {
  const entries = Object.entries(fields).flatMap(([wire, { contentType, encoding, headers }]) => {
    const parts = [
      ...(contentType === undefined || kind === 'form' ? [] : [`"content_type": ${literal(contentType)}`]),
      ...(encoding === undefined ? (kind === 'form' && contentType?.includes('json') === true ? ['"style": "json"'] : []) : styleParts(encoding, 'form', true)),
      ...(headers === undefined ? [] : [`"headers": ${jsonLiteral(headers)}`]),
    ];
    return parts.length === 0 ? [] : [`${literal(wire)}: {${parts.join(', ')}}`];
  });
  return entries.length === 0 ? [] : [`fields={${entries.join(', ')}}`];
}

/** The type by which keys of values get the names that they have on the wire; only where one differs. */
function transformEntry(operation: Operation, whole: Keyword | undefined, { input }: CallPlace, { renamed, names, printer }: PythonContext): readonly string[] {
  const { argument, body } = operation;
  if (argument === undefined || body === undefined) return [];
  if (whole !== undefined) {
    const type = whole.field?.property.type ?? body.contents[0].type;
    const text = idsOf(type).some((id) => renamed.has(id)) ? printer.text(type, input) : undefined;
    return text === undefined ? [] : [`body_type=${text}`];
  }
  const place = names.types.get(argument.type)?.input;
  return renamed.below(argument.type) && place !== undefined ? [`transform=${input.refer(place)}`] : [];
}

/** What of an encoding differs from the default style of its place, as entries of a dict. */
function styleParts(encoding: Encoding, style: string, explode: boolean): readonly string[] {
  if (encoding.kind === 'json') return ['"style": "json"'];
  const usual =
    encoding.style === style ? explode : encoding.style === 'form' || encoding.style === 'deepObject' || encoding.style === 'cookie';
  return [
    ...(encoding.style === style ? [] : [`"style": ${literal(encoding.style)}`]),
    ...(encoding.explode === usual ? [] : [`"explode": ${encoding.explode ? 'True' : 'False'}`]),
    ...(encoding.allowReserved ? ['"allow_reserved": True'] : []),
  ];
}

const usualStyle: Readonly<Record<'path' | 'query' | 'header' | 'cookie', readonly [style: string, explode: boolean]>> = {
  path: ['simple', false],
  query: ['form', true],
  header: ['simple', false],
  cookie: ['form', true],
};

function styleEntry({ params }: Operation, context: PythonContext): readonly string[] {
  const entries = params.flatMap(({ name, encoding, type, in: where }) => {
    const usual = encoding.kind === 'style' && encoding.byDefault === true && isComposite(type, context.decls) ? context.api.queryFormat : null;
    const parts = usual === null ? styleParts(encoding, ...usualStyle[where]) : formatParts(usual);
    return parts.length === 0 ? [] : [`${literal(name.wire)}: {${parts.join(', ')}}`];
  });
  return entries.length === 0 ? [] : [`styles={${entries.join(', ')}}`];
}

/** The style that stands for the configured format of arrays and objects in queries. */
function formatParts({ array, nested }: NonNullable<PythonContext['api']['queryFormat']>): readonly string[] {
  if (nested === 'dots') return ['"style": "dots"', ...(array === 'comma' ? ['"explode": False'] : [])];
  return [`"style": ${literal(array === 'repeat' ? 'deepObject' : array)}`];
}

function castEntries({ result, streaming }: Operation, { imports, output, prefix }: CallPlace, { printer }: PythonContext): readonly string[] {
  if (streaming?.trigger.kind === 'always') return [];
  switch (result.kind) {
    case 'none':
      return ['cast_to=None'];
    case 'text':
      return [`cast_to=${output.plain('str')}`];
    case 'binary':
      return [`cast_to=${imports.from('_core.response', `${prefix}BinaryAPIResponse`)}`];
    case 'value':
      return [
        `cast_to=${printer.text(result.type, output)}`,
        ...(result.optional ? ['optional=True'] : []),
        ...(result.unwrap === undefined ? [] : [`unwrap=${literal(result.unwrap)}`]),
      ];
  }
}

function acceptEntry({ result, streaming }: Operation): readonly string[] {
  if (result.kind === 'none' || streaming?.trigger.kind === 'always') return [];
  if (result.kind === 'value' && /^application\/json\b/i.test(result.mediaType)) return [];
  return [`accept=${literal(result.mediaType)}`];
}

/** Alternatives of scheme names, as the runtime reads them. */
export const securityText = (security: Security): string =>
  tuple(security.map((set) => tuple(set.map(({ scheme }) => literal(scheme)))));

/** A tuple's text. */
export const tuple = (items: readonly string[]): string => `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;

function securityEntry(security: Security | undefined, { api }: PythonContext): readonly string[] {
  if (security === undefined) return [];
  const text = securityText(security);
  return text === securityText(api.security) ? [] : [`security=${text}`];
}

const idempotentMethods = new Set(['get', 'head', 'options', 'put', 'delete', 'trace', 'query']);

function retryEntry({ retry, method }: Operation): readonly string[] {
  if (retry === 'keyed') return ['keyed=True'];
  return (retry === 'safe') === idempotentMethods.has(method) ? [] : [`idempotent=${retry === 'safe' ? 'True' : 'False'}`];
}

function streamEntry(operation: Operation, { imports, output }: CallPlace, { printer }: PythonContext, trigger: Keyword | undefined): readonly string[] {
  const { streaming } = operation;
  if (streaming === undefined) return [];
  const { format, terminator, terminatorPrefix, errorEvents, errorProperty, event } = streaming;
  const options = [
    ...(terminator === undefined ? [] : [`terminator=${literal(terminator)}`]),
    ...(terminatorPrefix === true ? ['terminator_prefix=True'] : []),
    ...(errorProperty === undefined ? [] : [`error_property=${literal(errorProperty)}`]),
    ...(errorEvents.length === 1 && errorEvents[0] === 'error' ? [] : [`error_events=${tuple(errorEvents.map((name) => literal(name)))}`]),
  ];
  const made = `${imports.from('_core.streaming', format)}(${[printer.text(event, output), ...(format === 'sse' ? options : [])].join(', ')})`;
  if (streaming.trigger.kind === 'always') return [`stream=${made}`];
  return trigger === undefined ? [] : [`stream=${made} if ${trigger.name} else None`];
}

const optionsEntry = ({ retry }: Operation): string =>
  `options=_options(extra_headers, extra_query, extra_body, timeout${retry === 'keyed' ? ', idempotency_key' : ''})`;
