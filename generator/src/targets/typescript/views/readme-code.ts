import type { Operation, Service, TypeRef } from '../../../ir/index.js';
import { toBinding } from '../../../kit/identifier.js';
import { layout } from '../../../kit/layout.js';
import { literal } from '../../../kit/literal.js';
import type { ApiContext } from '../context.js';
import { exampleCall } from '../examples.js';
import { allServices } from '../../../kit/walk.js';

/** Code that stands in a Markdown fence: nothing in it ends the fence. */
export const fence = (code: string): string => code.replace(/```/g, '\\`\\`\\`');

/** A call as README.md shows it. */
export interface ShownCall {
  /** `client.models.list`, or the name of a per-operation function. */
  readonly callee: string;
  readonly args: readonly string[];
}

/** The method call of an operation; `stream` asks for a stream where the caller chooses. */
export function methodCall(operation: Operation, context: ApiContext, stream = false): ShownCall {
  const { access = [] } = context.names.services.get(serviceOf(operation, context)?.id ?? '') ?? {};
  const method = context.names.operations.get(operation.id)?.method ?? '';
  const trigger = stream && operation.streaming?.trigger.kind === 'param' ? { [operation.streaming.trigger.wire]: true } : {};
  return { callee: ['client', ...access, method].join('.'), args: exampleCall(operation, context, trigger).args };
}

/** The call as an expression, over several lines where it is long; `before` and `after` are what stands on its line besides. */
export const callCode = ({ callee, args }: ShownCall, before = 'await ', after = ';'): string =>
  layout(`${callee}(${args.join(', ')})`, 100 - before.length - after.length);

/** The call with options of its own at the end. */
export function withOptions(operation: Operation, options: string, context: ApiContext): string {
  const { callee, args } = methodCall(operation, context);
  const { argument, positional } = operation;
  const left = argument !== undefined && args.length === positional.length;
  return callCode({ callee, args: [...args, ...(left ? [context.mayBeEmpty(argument.type) ? '{}' : 'undefined'] : []), options] });
}

/** The service that an operation belongs to. */
export const serviceOf = (operation: Operation, { api }: ApiContext): Service | undefined =>
  allServices(api.root).find(({ operations }) => operations.includes(operation));

const taken = new Set(['client', 'console', 'error', 'event', 'fetch', 'params', 'process', 'stream']);

/** What a variable that holds a value of a type is called: after the type, where that has a name. */
export function variableName(ref: TypeRef | undefined, other: string, { decls, names }: ApiContext): string {
  const all = ref?.kind === 'named' ? (decls.get(ref.id)?.name.words ?? []) : [];
  const words = all.length > 1 && /^(object|resource|schema|model)$/.test(all.at(-1) ?? '') ? all.slice(0, -1) : all;
  if (words.length === 0 || words.length > 4) return other;
  if (words.at(-1) === 'response') return 'response';
  const name = toBinding(names.casing.camel(words), other);
  return taken.has(name) ? other : name;
}

/** The statements of a call: what it gives goes to a variable and is printed. */
export function callStatements(operation: Operation, context: ApiContext): string {
  if (operation.paging !== undefined) return loop(operation, context);
  const name = resultName(operation, context);
  const before = operation.result.kind === 'none' ? 'await ' : `const ${name} = await `;
  const call = callCode(methodCall(operation, context), before);
  if (operation.result.kind === 'none') return `${before}${call};`;
  return `${before}${call};\nconsole.log(${operation.result.kind === 'binary' ? `${name}.status` : name});`;
}

/** What the variable of a call's result is called. */
export function resultName({ result, streaming }: Operation, context: ApiContext): string {
  if (streaming?.trigger.kind === 'always') return 'stream';
  if (result.kind === 'binary') return 'response';
  return result.kind === 'value' && result.unwrap === undefined ? variableName(result.type, 'result', context) : 'result';
}

/** Statements that print every item of a paging call. */
export function loop(operation: Operation, context: ApiContext): string {
  const named = variableName(operation.paging?.item, 'item', context);
  const item = named === 'response' ? 'item' : named;
  const before = `for await (const ${item} of `;
  return `${before}${callCode(methodCall(operation, context), before, ') {')}) {\n  console.log(${item});\n}`;
}

/** Import statements for what a piece of code uses. */
export function withImports(code: string, from: string, names: readonly string[] = []): string {
  const used = [...names, ...(code.includes('toFile(') ? ['toFile'] : [])];
  const own = used.length === 0 ? [] : [`import { ${used.join(', ')} } from ${literal(from)};`];
  const node = code.includes('createReadStream(') ? ["import { createReadStream } from 'node:fs';"] : [];
  const head = [...node, ...own];
  return fence(head.length === 0 ? code : `${head.join('\n')}\n\n${code}`);
}

/** A type by the names that a program reaches it by. */
export interface TypeDoors {
  /** Below the client's class: `Halyard.Chat.CompletionCreateParams`. */
  readonly name: string;
  readonly plain: string;
  /** The module that exports it, below the package: `resources/chat/completions`. */
  readonly module: string;
}

/** How programs name the argument of an operation; undefined where it has no type of its own. */
export function argumentDoors(operation: Operation, context: ApiContext): TypeDoors | undefined {
  const { names, publicTypes } = context;
  const id = operation.argument?.type ?? '';
  const found = names.types.get(id);
  const home = names.services.get(found?.decl.home ?? '');
  if (found?.inputPath.length !== 1 || home === undefined || home.access.length === 0) return undefined;
  const plain = `${found.inputPath[0] ?? ''}${names.streamed.has(id) ? 'NonStreaming' : ''}`;
  if (!publicTypes(home.module).includes(plain)) return undefined;
  const classes = pathTo(context.api.root, found.decl.home)?.map((service) => names.services.get(service.id)?.class ?? '') ?? [];
  return { name: [names.client, ...classes, plain].join('.'), plain, module: (home.index ?? home.module).replace(/(\/index)?\.js$/, '') };
}

/** The services from the root's child down to one. */
function pathTo(service: Service, id: string): readonly Service[] | undefined {
  for (const child of service.children) {
    const rest = child.id === id ? [] : pathTo(child, id);
    if (rest !== undefined) return [child, ...rest];
  }
  return undefined;
}
