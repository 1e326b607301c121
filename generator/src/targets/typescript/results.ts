import type { Operation, Streaming } from '../../ir/index.js';
import type { Symbol } from '../../kit/imports.js';
import { literal } from '../../kit/literal.js';
import type { ApiContext } from './context.js';
import type { TypePlace } from './types.js';

const type = (module: string, name: string, space: string): Symbol => ({ module, name, kind: 'type', space });
const value = (module: string, name: string, space: string): Symbol => ({ module, name, kind: 'value', space });
const symbols = {
  promise: type('core/api-promise.js', 'APIPromise', 'Promises'),
  pagePromise: type('core/pagination.js', 'PagePromise', 'Pagination'),
  stream: type('core/streaming.js', 'Stream', 'Streaming'),
  sse: value('core/streaming.js', 'sse', 'Streaming'),
  jsonl: value('core/jsonl.js', 'jsonl', 'JSONLines'),
};

/** What a call returns. */
export interface CallResult {
  readonly plain: string;
  /** The type of the streamed answer, when the caller chooses. */
  readonly streamed: string | undefined;
  /** Return type of the last overload. */
  readonly either: string;
  /** Return type of the implementation. */
  readonly implementation: string;
  /** Page class with its item type, as a value. */
  readonly page: string | undefined;
}

/** The return types of a call. */
export function callResult(operation: Operation, place: TypePlace, context: ApiContext): CallResult {
  const { imports } = place;
  const { paging, streaming } = operation;
  const same = (text: string): CallResult => ({
    plain: text,
    streamed: undefined,
    either: text,
    implementation: text,
    page: undefined,
  });
  if (paging !== undefined) {
    const alias = context.pageAliases.get(operation.id);
    const names = context.names.pages.get(paging.scheme);
    if (alias === undefined || names === undefined)
      throw new Error(`${operation.id} pages by the unknown scheme ${paging.scheme}.`);
    const item = context.printer.text(paging.item, place);
    const page = `${imports.use(value('core/pagination.js', names.page, 'Pagination'))}<${item}>`;
    const name = imports.use({ module: alias.module, name: alias.name, kind: 'type', space: alias.space });
    return { ...same(`${imports.use(symbols.pagePromise)}<${name}, ${item}>`), page };
  }
  const promise = imports.use(symbols.promise);
  if (streaming === undefined) return same(`${promise}<${valueType(operation, place, context)}>`);
  const stream = `${imports.use(symbols.stream)}<${context.printer.text(streaming.event, place)}>`;
  if (streaming.trigger.kind === 'always') return same(`${promise}<${stream}>`);
  const plain = valueType(operation, place, context);
  return {
    plain: `${promise}<${plain}>`,
    streamed: `${promise}<${stream}>`,
    either: `${promise}<${stream} | ${plain}>`,
    implementation: `${promise}<${stream} | ${plain}>`,
    page: undefined,
  };
}

/** The type of what a call yields when it does not stream. */
export function valueType({ result }: Operation, place: TypePlace, { printer }: ApiContext): string {
  switch (result.kind) {
    case 'none':
      return 'void';
    case 'text':
      return 'string';
    case 'binary':
      return place.imports.global('Response');
    case 'value': {
      const text = printer.text(result.type, place);
      return result.optional && text !== 'unknown' ? `${text} | undefined` : text;
    }
  }
}

/** The expression of a call's stream decoder. */
export function streamExpression(operation: Operation, place: TypePlace, context: ApiContext): string {
  const streaming = operation.streaming as Streaming;
  const event = context.printer.text(streaming.event, { ...place, direction: 'output' });
  const options = [
    ...(streaming.terminator === undefined ? [] : [`terminator: ${literal(streaming.terminator)}`]),
    ...(streaming.terminatorPrefix === true ? ['terminatorPrefix: true'] : []),
    ...(isDefaultErrors(streaming.errorEvents)
      ? []
      : [`errorEvents: [${streaming.errorEvents.map((name) => literal(name)).join(', ')}]`]),
    ...(streaming.errorProperty === undefined ? [] : [`errorProperty: ${literal(streaming.errorProperty)}`]),
  ];
  const decoder = place.imports.use(streaming.format === 'sse' ? symbols.sse : symbols.jsonl);
  const made = `${decoder}<${event}>(${streaming.format === 'sse' && options.length > 0 ? `{ ${options.join(', ')} }` : ''})`;
  if (streaming.trigger.kind === 'always') return made;
  const access = context.triggerAccess(operation);
  return `${access} ? ${made} : undefined`;
}

const isDefaultErrors = (events: readonly string[]): boolean => events.length === 1 && events[0] === 'error';
