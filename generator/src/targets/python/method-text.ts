import type { Docs, Operation } from '../../ir/index.js';
import { safeProse, wrapProse } from '../../kit/comment.js';
import { remember } from '../../kit/remember.js';
import type { Call, CallPlace, Signature } from './calls.js';
import { planArguments } from './arguments.js';
import type { Keyword } from './arguments.js';
import type { PythonContext } from './context.js';
import { docsProse, docstring } from './docstring.js';
import { layout, lineLength } from './layout.js';

/** A method of a resource, printed for one kind of client. */
export interface MethodText {
  readonly name: string;
  /** Decorators, signatures of the ways to call it, and the method itself. */
  readonly text: string;
}

interface MethodParts {
  readonly operation: Operation;
  readonly name: string;
  readonly call: Call;
  readonly place: CallPlace;
  readonly context: PythonContext;
}

/** A method with its overloads, indented for a class body. */
export function methodText(parts: MethodParts): MethodText {
  const { operation, name, call, place } = parts;
  const doc = documentation(operation, parts.context);
  const body = layout(`return ${call.awaits && place.prefix === 'Async' ? 'await ' : ''}${call.expression}`, 8);
  const deprecated = deprecation(operation, place);
  const overloads = call.overloads.map((signature) => `    @overload\n${deprecated}${definition(parts, signature)}${doc === '' ? ' ...' : `\n        ${doc}\n        ...`}`);
  const implementation = `${deprecated}${definition(parts, { result: call.result })}\n${doc === '' || overloads.length > 0 ? '' : `        ${doc}\n`}        ${body}`;
  return { name, text: [...overloads, implementation].join('\n\n') };
}

/** `@deprecated("reason")`, which type checkers show and a call warns of. */
function deprecation({ deprecated }: Operation, { imports }: CallPlace): string {
  if (deprecated === false) return '';
  const reason = typeof deprecated === 'string' ? safeProse(deprecated).replace(/\s+/g, ' ') : 'This operation is deprecated.';
  const text = `"${reason.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
  return `    ${layout(`@${imports.from('typing_extensions', 'deprecated')}(${text})`, 4)}\n`;
}

function definition({ operation, name, call, place, context }: MethodParts, signature: Signature): string {
  const { input, imports } = place;
  const { args, trigger } = call;
  const annotate = (keyword: Keyword): string => {
    const asked = keyword === trigger && signature.trigger !== undefined;
    const type = asked ? (signature.trigger as string) : keywordType(keyword, operation, place, context);
    const isOptional = !keyword.required && !(asked && !type.includes('False'));
    if (!isOptional) return layout(`${keyword.name}: ${type}`, 8, 1);
    const end = keyword.in === 'path' ? '| None = None' : `| ${imports.from('_core.types', 'Omit')} = ${imports.from('_core.types', 'omit')}`;
    const line = `${keyword.name}: ${type} ${end}`;
    return line.length + 9 <= lineLength ? line : `${layout(`${keyword.name}: ${type}`, 8)}\n        ${end}`;
  };
  const positional = args.positional.map(({ param, name: local }) => layout(`${local}: ${context.printer.text(param.type, input)}`, 8, 1));
  const keywords = args.keywords.map((keyword) => ({ text: annotate(keyword) }));
  const ordered = [...keywords.filter(({ text }) => !text.endsWith('= omit')), ...keywords.filter(({ text }) => text.endsWith('= omit'))];
  const core = (each: string): string => imports.from('_core.types', each);
  const extra = [
    ...(operation.retry === 'keyed' ? [`idempotency_key: ${input.plain('str')} | None = None`] : []),
    `extra_headers: ${core('Headers')} | None = None`,
    `extra_query: ${core('Query')} | None = None`,
    `extra_body: ${core('Body')} | None = None`,
    `timeout: ${input.plain('float')} | ${core('Timeout')} | None | ${core('NotGiven')} = ${core('not_given')}`,
  ];
  const list = ['self', ...positional, '*', ...ordered.map(({ text }) => text), ...extra];
  const head = `    ${call.awaits && place.prefix === 'Async' ? 'async ' : ''}def ${name}(`;
  return `${head}\n${list.map((item) => `        ${item},\n`).join('')}    ${returnText(signature.result)}:`;
}

function returnText(result: string): string {
  const line = `) -> ${result}`;
  return line.includes('[') || line.length + 5 <= lineLength ? layout(line, 4, 1) : `) -> (\n        ${result}\n    )`;
}

/** The annotation of a keyword, without its default. */
export function keywordType({ field, whole, in: where, wire }: Keyword, operation: Operation, { input }: CallPlace, context: PythonContext): string {
  if (field) return context.printer.text(field.property.type, input);
  if (whole === true && operation.argument) {
    const decl = context.decls.get(operation.argument.type);
    return decl === undefined || decl.kind === 'record' ? context.printer.text({ kind: 'named', id: operation.argument.type }, input) : context.printer.body(decl, input);
  }
  const param = operation.params.find((candidate) => candidate.in === where && candidate.name.wire === wire);
  return param === undefined ? input.plain('object') : context.printer.text(param.type, input);
}

const lastArguments = [
  ['extra_headers', 'Send extra headers'],
  ['extra_query', 'Add additional query parameters to the request'],
  ['extra_body', 'Add additional JSON properties to the request'],
  ['timeout', 'Override the client-level default timeout for this request, in seconds'],
] as const;

/** What a method says of itself, blocking or not: the operation's prose, then each argument that has any. */
const documentation = remember((operation: Operation, context: PythonContext): string => {
  const { positional, keywords } = planArguments(operation, context);
  const prose = docsProse(operation.docs);
  const own = [
    ...positional.map(({ param, name }) => ({ name, docs: param.docs })),
    ...keywords.map(({ name, field, in: where, wire }) => ({
      name,
      docs: field?.property.docs ?? operation.params.find((param) => param.in === where && param.name.wire === wire)?.docs ?? {},
    })),
  ].flatMap(({ name, docs }) => argumentText(name, docs));
  const key = operation.retry === 'keyed' ? ['  idempotency_key: Specify a custom idempotency key for this request'] : [];
  const last = lastArguments.map(([name, text]) => `  ${name}: ${text}`);
  const args = own.length === 0 ? '' : `Args:\n${[...own, ...last, ...key].join('\n\n')}`;
  return docstring([prose, args].filter((text) => text !== '').join('\n\n'), 8);
});

function argumentText(name: string, docs: Docs): readonly string[] {
  const prose = docsProse(docs);
  if (prose === '') return [];
  const [first = '', ...rest] = wrapProse(`${name}: ${prose}`, lineLength - 14).split('\n');
  return [[`  ${first}`, ...rest.map((line) => (line === '' ? '' : `      ${line.trimEnd()}`))].join('\n')];
}
