import type { Content, Operation, Param, TypeDecl, TypeId, TypeRef } from '../../ir/index.js';
import { makeScope } from '../../kit/identifier.js';
import { remember } from '../../kit/remember.js';
import type { PythonContext } from './context.js';
import { fieldsOf, methodKeywords, sortFields } from './fields.js';
import type { Field } from './fields.js';
import { toPythonName } from './identifier.js';
import { idsOf } from '../../kit/walk.js';
import { refsOf } from './type-names.js';

/** A keyword of a method: one field of what the call sends. */
export interface Keyword {
  readonly name: string;
  readonly wire: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  readonly required: boolean;
  readonly field?: Field;
  /** Its place among the fields in the document. */
  readonly index?: number;
  /** Set on the keyword that is the whole body. */
  readonly whole?: boolean;
}

/** What a method takes, and where each value goes. */
export interface MethodArguments {
  readonly positional: readonly { readonly param: Param; readonly name: string }[];
  /** Required ones first. */
  readonly keywords: readonly Keyword[];
  /** True when leaving all of the body's keywords out sends no body. */
  readonly optionalBody: boolean;
}

/** Plans the arguments of an operation's method. */
export const planArguments = remember((operation: Operation, context: PythonContext): MethodArguments => {
  const { argument, body, params } = operation;
  const scope = makeScope(methodKeywords);
  const wires = operation.positional.slice(-1);
  const positional = wires.flatMap((wire) => {
    const param = params.find((candidate) => candidate.in === 'path' && candidate.name.wire === wire);
    return param === undefined ? [] : [{ param, name: scope.take(toPythonName(param.name), wire) }];
  });
  const others = operation.positional.slice(0, -1).flatMap((wire): readonly Keyword[] => {
    const param = params.find((candidate) => candidate.in === 'path' && candidate.name.wire === wire);
    return param === undefined ? [] : [{ name: scope.take(toPythonName(param.name), wire), wire, in: 'path', required: true }];
  });
  const decl = argument === undefined ? undefined : context.decls.get(argument.type);
  const optionalBody = body !== undefined && !body.required;
  if (argument === undefined) return { positional, keywords: others, optionalBody };
  if (decl?.kind !== 'record' || (body?.shape === 'value' && argument.bodyField === undefined)) {
    const whole: Keyword = { name: scope.take('body', 'body'), wire: 'body', in: 'body', required: argument.required, whole: true };
    return { positional, keywords: [...others, whole], optionalBody };
  }
  const declared = fieldsOf(decl, 'input');
  const fields = sortFields(declared, context.sorted).map((field): Keyword => {
    const { location = argument.name === 'query' ? 'query' : 'body', required } = field.property;
    const whole = argument.bodyField !== undefined && location === 'body';
    const needed = required && !(location === 'body' && optionalBody);
    return { name: scope.take(field.name, field.wire), wire: field.wire, in: location, required: needed, field, index: declared.indexOf(field), ...(whole && { whole }) };
  });
  const all = [...others, ...fields];
  return { positional, keywords: [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)], optionalBody };
});

/** The keywords of one place in the document's order, in which their values are sent; the signature's is another. */
export const keywordsIn = ({ keywords }: MethodArguments, where: Keyword['in']): readonly Keyword[] =>
  keywords.filter((keyword) => keyword.in === where).sort((a, b) => (a.index ?? -1) - (b.index ?? -1));

/** The body's content that the SDK sends. */
export const sentContent = ({ body }: Operation): Content | undefined => body?.contents[0];

/** Declarations of which values are sent under other names than they have in Python, here or below. */
export function renamedTypes(decls: readonly TypeDecl[]): ReadonlySet<TypeId> {
  const users = new Map<TypeId, TypeId[]>();
  const found = new Set<TypeId>();
  const mark = (start: TypeId): void => {
    const open = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      open.push(...(users.get(id) ?? []));
    }
  };
  const own: TypeId[] = [];
  for (const decl of decls) {
    const refs: readonly TypeRef[] = decl.kind === 'record' ? [...decl.properties.map(({ type }) => type), ...(decl.extra ? [decl.extra] : [])] : refsOf(decl);
    for (const id of refs.flatMap(idsOf)) {
      const list = users.get(id);
      if (list) list.push(decl.id);
      else users.set(id, [decl.id]);
    }
    if (decl.kind === 'record' && fieldsOf(decl, 'input').some(({ name, wire }) => name !== wire)) own.push(decl.id);
  }
  own.forEach(mark);
  return found;
}
