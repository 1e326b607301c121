import type { Operation, Service, TypeRef } from '../../../ir/index.js';
import { exampleValues, holdsFile } from '../../../kit/example-values.js';
import { argumentCodes } from '../example-code.js';
import type { PythonContext } from '../context.js';
import { isKeyword, toPythonName } from '../identifier.js';
import { layout } from '../layout.js';
import { allServices, operationsOf } from '../../../kit/walk.js';

/** Code that stands in a Markdown fence: nothing in it ends the fence. */
export const fence = (code: string): string => code.replace(/```/g, '\\`\\`\\`');

/** A call as README.md shows it. */
export interface ShownCall {
  /** `client.models.list(limit=20)`, on one line. */
  readonly code: string;
  /** The variable that its value goes to; undefined where there is none. */
  readonly variable: string | undefined;
}

/** The call of an operation; `stream` asks for a stream where the caller chooses, `form` is what stands before the method. */
export function shownCall(operation: Operation, context: PythonContext, { stream = false, form = '', client = 'client' } = {}): ShownCall {
  const { names } = context;
  const service = serviceOf(operation, context);
  const access = names.services.get(service?.id ?? '')?.access ?? [];
  const trigger = stream && operation.streaming?.trigger.kind === 'param' ? { [operation.streaming.trigger.wire]: true } : {};
  const args = argumentCodes(operation, exampleValues(operation, context.decls, trigger), context);
  const callee = [client, ...access, ...(form === '' ? [] : [form]), names.methods.get(operation.id) ?? ''].join('.');
  return { code: `${callee}(${args.join(', ')})`, variable: operation.result.kind === 'none' ? undefined : variableName(operation, context) };
}

const serviceOf = (operation: Operation, { api }: PythonContext): Service | undefined => allServices(api.root).find(({ operations }) => operations.includes(operation));

const taken = new Set(['client', 'print', 'event', 'stream', 'page', 'asyncio', 'error', 'os', 'main']);

function variableName(operation: Operation, context: PythonContext): string {
  if (operation.result.kind === 'binary') return 'response';
  const name = typeVariable(operation.paging?.item ?? (operation.result.kind === 'value' ? operation.result.type : undefined), context);
  return name ?? (operation.paging === undefined ? 'result' : 'item');
}

/** A variable named after a type. */
function typeVariable(ref: TypeRef | undefined, { decls }: PythonContext): string | undefined {
  const name = ref?.kind === 'named' ? decls.get(ref.id)?.name : undefined;
  if (name === undefined || name.words.length > 4) return undefined;
  const made = name.words.at(-1) === 'response' ? 'response' : toPythonName(name);
  return taken.has(made) || isKeyword(made) || !/^[a-z][a-z_]*$/.test(made) ? undefined : made;
}

/** The statements of a call, blocking or awaited, at a depth of blocks: its value goes to a variable and is printed. */
export function callStatements(operation: Operation, context: PythonContext, { isAsync = false, indent = 0 } = {}): readonly string[] {
  const { code, variable } = shownCall(operation, context);
  const pad = ' '.repeat(indent);
  const wait = isAsync ? 'await ' : '';
  if (operation.paging !== undefined) return [pad + layout(`${isAsync ? 'async ' : ''}for ${variable ?? 'item'} in ${code}:`, indent), `${pad}    print(${variable ?? 'item'})`];
  if (variable === undefined) return [pad + layout(`${wait}${code}`, indent)];
  return [pad + layout(`${variable} = ${wait}${code}`, indent), `${pad}print(${operation.result.kind === 'binary' ? `len(${wait}${variable}.read())` : variable})`];
}

/** The operations that README.md shows; undefined where the API has none of a kind. */
export interface ReadmePicks {
  readonly main: Operation | undefined;
  readonly streaming: Operation | undefined;
  readonly paging: Operation | undefined;
  readonly upload: Operation | undefined;
  readonly download: Operation | undefined;
}

/** Finds the operations of README.md. */
export function readmePicks({ api: { readme, root }, decls }: PythonContext): ReadmePicks {
  const all = operationsOf(root);
  const named = (id: string | undefined): Operation | undefined => all.find((operation) => operation.id === id);
  const sendsFile = (operation: Operation): boolean => operation.body?.contents[0].kind === 'multipart' && holdsFile(exampleValues(operation, decls).body);
  const upload = named(readme.upload);
  return {
    main: named(readme.headline ?? readme.default),
    streaming: named(readme.streaming),
    paging: named(readme.pagination),
    upload: upload !== undefined && sendsFile(upload) ? upload : all.find((each) => each.deprecated === false && sendsFile(each)),
    download: all.find(({ deprecated, result }) => deprecated === false && result.kind === 'binary'),
  };
}
