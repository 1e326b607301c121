import type { Operation, Param } from '../../ir/index.js';
import { makeScope, toBinding } from '../../kit/identifier.js';
import type { Imports, Symbol } from '../../kit/imports.js';
import { literal, memberAccess, propertyKey } from '../../kit/literal.js';
import { bodyExpression, requestOptions } from './call-options.js';
import { bindingName } from './names.js';
import type { ApiContext } from './context.js';
import { callResult } from './results.js';
import type { TypePlace } from './types.js';

/** One way to call an operation. */
export interface Signature {
  /** `modelID: string, options?: RequestOptions`. */
  readonly parameters: string;
  readonly result: string;
}

/** The text of a call, for a method or a function. */
export interface Call {
  /** Overloads; empty when there is one way to call. */
  readonly overloads: readonly Signature[];
  readonly signature: Signature;
  /** Statements before the call: taking an argument object apart. */
  readonly lead: string;
  /** `client.get('/models', { query, ...options })`. */
  readonly expression: string;
}

/** Where a call is written. */
export interface CallPlace {
  readonly imports: Imports;
  readonly module: string;
  /** Expression of the client: `this._client`, `this` or `client`. */
  readonly client: string;
  /** The client may be the bare one: the call brings what its operation needs beyond that. */
  readonly bare?: boolean;
}

const runtime = (module: string, name: string, space: string, kind: 'type' | 'value' = 'type'): Symbol => ({
  module,
  name,
  kind,
  space,
});
const requestOptionsSymbol = runtime('internal/request-options.js', 'RequestOptions', 'Options');

/** What an operation's arguments are called, and where each goes. */
export interface Arguments {
  readonly positional: readonly { readonly param: Param; readonly local: string }[];
  /** Parameters that are picked out of the argument object by name. */
  readonly picked: readonly { readonly param: Param; readonly key: string; readonly local: string }[];
  /** The argument object: its local name, and what its remaining properties are. */
  readonly object?: { readonly local: string; readonly rest: 'query' | 'body' | undefined };
  /** Body fields that have another name in the argument object than on the wire. */
  readonly renamed: readonly { readonly wire: string; readonly key: string; readonly local: string }[];
  /** The expression of the body before it is encoded. */
  readonly bodyLocal: string | undefined;
}

/** Plans the arguments of an operation. */
export function planArguments(operation: Operation, context: ApiContext): Arguments {
  const { casing } = context.names;
  const { argument, params } = operation;
  const locals = makeScope(['options', 'client', 'body', 'query', 'params']);
  const positional = operation.positional.flatMap((wire) => {
    const param = params.find((candidate) => candidate.in === 'path' && candidate.name.wire === wire);
    return param === undefined ? [] : [{ param, local: bindingName(param.name, casing, locals) }];
  });
  if (argument === undefined) return { positional, picked: [], renamed: [], bodyLocal: undefined };
  const keys = context.argumentKeys(operation);
  const left = params.filter((param) => !positional.some((taken) => taken.param === param));
  const hasBody = operation.body !== undefined;
  if (argument.name !== 'params' && argument.bodyField === undefined) {
    return {
      positional,
      picked: [],
      renamed: [],
      object: { local: argument.name, rest: argument.name },
      bodyLocal: hasBody ? 'body' : undefined,
    };
  }
  const fields = operation.body !== undefined && argument.bodyField === undefined;
  const picked = left
    .filter((param) => fields || param.in !== 'query' || (keys.get(param) ?? param.name.wire) !== param.name.wire)
    .map((param) => ({ param, key: keys.get(param) ?? param.name.wire, local: bindingName(param.name, casing, locals) }));
  const queryLeft = !fields && left.some((param) => param.in === 'query');
  const rest = fields ? 'body' : queryLeft ? 'query' : undefined;
  const renamed = fields
    ? context
        .renamedFields(operation)
        .map(({ key, name }) => ({
          wire: name.wire,
          key,
          local: locals.take(toBinding(casing.camel([...name.words, 'field']), key), key),
        }))
    : [];
  const whole =
    renamed.length === 0
      ? 'body'
      : `{ ...body, ${renamed.map(({ wire, local }) => `${propertyKey(wire)}: ${local}`).join(', ')} }`;
  return { positional, picked, renamed, object: { local: 'params', rest }, bodyLocal: hasBody ? whole : undefined };
}

/** Prints the call of an operation. */
export function printCall(operation: Operation, { imports, module, client, bare = false }: CallPlace, context: ApiContext): Call {
  const place: TypePlace = { imports, module, within: [], direction: 'input' };
  const args = planArguments(operation, context);
  const result = callResult(operation, { ...place, direction: 'output' }, context);
  const options = `options?: ${imports.use(requestOptionsSymbol)}`;
  const positional = args.positional.map(({ param, local }) => `${local}: ${context.printer.text(param.type, place)}`);
  const parameters = (suffix: string, optional: boolean): string =>
    [...positional, ...objectParameter(operation, place, context, { suffix, optional, overload: suffix !== '' }), options].join(
      ', ',
    );
  const required = operation.argument?.required ?? true;
  const overloads =
    result.streamed === undefined
      ? []
      : [
          { parameters: parameters('NonStreaming', !required), result: result.plain },
          { parameters: parameters('Streaming', false), result: result.streamed },
          { parameters: parameters('Base', !required), result: result.either },
        ];
  return {
    overloads,
    signature: { parameters: parameters('', !required), result: result.implementation },
    lead: leadText(operation, args, (param) => defaultText(param, { imports, client }, context)),
    expression: expressionText({ operation, args, client, bare, place, context, page: result.page }),
  };
}

interface ObjectParameter {
  /** Suffix of the params type: which of its streaming variants. */
  readonly suffix: string;
  readonly optional: boolean;
  /** Overloads may not have default values. */
  readonly overload: boolean;
}

function objectParameter(
  operation: Operation,
  place: TypePlace,
  context: ApiContext,
  { suffix, optional, overload }: ObjectParameter,
): string[] {
  const { argument } = operation;
  if (argument === undefined) return [];
  const type = context.printer.name(argument.type, place, operation.streaming?.trigger.kind === 'param' ? suffix : '');
  const local = argument.bodyField === undefined ? argument.name : 'params';
  if (!optional) return [`${local}: ${type}`];
  return [
    context.mayBeEmpty(argument.type) && !overload
      ? `${local}: ${type} | null | undefined = {}`
      : `${local}?: ${type} | null | undefined`,
  ];
}

/** The client's own value of a path parameter that may be left out. */
function defaultText(param: Param, { imports, client }: Pick<CallPlace, 'imports' | 'client'>, context: ApiContext): string {
  const member = param.in === 'path' && !param.required ? context.paramOptions.get(param.name.wire) : undefined;
  if (member === undefined) return '';
  if (client === 'this') return ` = this${memberAccess(member)}`;
  const core = imports.use({ module: 'client-core.js', name: context.names.core, kind: 'type', space: 'Core' });
  return ` = (${client} as ${core})${memberAccess(member)}`;
}

function leadText(
  { argument }: Operation,
  { picked, renamed, object, bodyLocal }: Arguments,
  fallback: (param: Param) => string,
): string {
  if (argument === undefined || object === undefined || object.local !== 'params') return '';
  const named = ({ key, local }: { readonly key: string; readonly local: string }): string =>
    key === local ? key : `${propertyKey(key)}: ${local}`;
  const names = [...picked.map((one) => `${named(one)}${fallback(one.param)}`), ...renamed.map(named)];
  if (argument.bodyField !== undefined)
    names.push(argument.bodyField === 'body' ? 'body' : `${propertyKey(argument.bodyField)}: body`);
  if (object.rest !== undefined && !(object.rest === 'body' && bodyLocal === undefined)) names.push(`...${object.rest}`);
  return `const { ${names.join(', ')} } = params${argument.required ? '' : ' ?? {}'};`;
}

interface Expression {
  readonly operation: Operation;
  readonly args: Arguments;
  readonly client: string;
  readonly bare: boolean;
  readonly place: TypePlace;
  readonly context: ApiContext;
  /** The page class with its item, for calls that page. */
  readonly page: string | undefined;
}

const verbs = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);

function expressionText({ operation, args, client, bare, place, context, page }: Expression): string {
  const { method } = operation;
  const body = args.bodyLocal === undefined ? undefined : bodyExpression(operation, args.bodyLocal, place, context);
  const entries = requestOptions(operation, args, { body, bare, place, context });
  const path = literal(operation.path);
  if (page !== undefined) {
    const all = method === 'get' ? entries : [`method: ${literal(method)}`, ...entries];
    return `${client}.getAPIList(${path}, ${page}, { ${all.join(', ')} })`;
  }
  if (verbs.has(method)) {
    const only = entries.length === 1 && entries[0] === '...options';
    return `${client}.${method}(${path}, ${only ? 'options' : `{ ${entries.join(', ')} }`})`;
  }
  return `${client}.request(${literal(method.toUpperCase())}, ${path}, { ${entries.join(', ')} })`;
}
