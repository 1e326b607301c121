import { diagnostic } from '../diagnostics.js';
import { child, childMap, childNode, isNode, members, place, placeOf } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { hasDotSegment, sentPath } from '../resolve/path-template.js';
import { kindOf, type Context } from './context.js';
import { checkContent, checkParameters, type DeclaredParameter } from './parameters.js';
import { checkResponses } from './responses.js';
import { checkRequirements } from './security.js';

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** An operation where it stands. */
export interface FoundOperation {
  readonly method: string;
  readonly operation: Located<Node>;
}

/** The operations of a path item: the fixed methods, and 3.2's `additionalOperations`. */
export function operationsOf(item: Located<Node>): readonly FoundOperation[] {
  const fixed = members(item).filter(([key]) => methods.has(key));
  const additional = childMap(item, 'additionalOperations');
  return [...fixed, ...additional].map(([method, operation]) => ({ method, operation }));
}

/** Checks every path; gives back how many operations there are. */
export function checkPaths(root: Located<Node>, context: Context): number {
  const paths = child(root, 'paths');
  if (!paths) return 0;
  if (!isNode(paths.value)) {
    context.report(diagnostic('validate/not-object', { what: '`paths`', found: kindOf(paths.value) }, placeOf(paths)));
    return 0;
  }
  const seen: Seen = { shapes: new Map(), ids: new Map() };
  let operations = 0;
  for (const [path, item] of Object.entries(paths.value)) {
    if (path.startsWith('x-')) continue;
    const at = place(paths, path, item);
    if (!isNode(item)) {
      if (item !== null) context.report(diagnostic('validate/not-object', { what: `Path \`${path}\``, found: kindOf(item) }, placeOf(at)));
      continue;
    }
    if (checkTemplate(path, at, seen, context)) operations += checkPathItem(at as Located<Node>, { path, ids: seen.ids }, context);
  }
  return operations;
}

interface Seen {
  readonly shapes: Map<string, string>;
  readonly ids: Map<string, string>;
}

/** The names of a path template in order; undefined when its braces do not match. */
export function templateNames(path: string): readonly string[] | undefined {
  if (/[{}]/.test(path.replace(/\{[^{}]+\}/g, ''))) return undefined;
  return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string);
}

function checkTemplate(path: string, at: Located<unknown>, seen: Seen, context: Context): boolean {
  if (!path.startsWith('/')) context.report(diagnostic('validate/path-start', { path }, placeOf(at)));
  if (templateNames(path) === undefined) {
    context.report(diagnostic('validate/path-braces', { path }, placeOf(at)));
    return false;
  }
  if (hasDotSegment(path)) {
    context.report(diagnostic('validate/path-dots', { path }, placeOf(at)));
    return false;
  }
  const sent = sentPath(path);
  if (sent !== path) context.report(diagnostic('validate/path-fragment', { path, sent }, placeOf(at)));
  const shape = path.replace(/\{[^{}]+\}/g, '{}');
  const other = seen.shapes.get(shape);
  if (other === undefined) seen.shapes.set(shape, path);
  else context.report(diagnostic('validate/path-twin', { path, other }, placeOf(at)));
  return true;
}

/** Checks a path item, or a webhook when no path is given; gives back how many operations it has. */
export function checkPathItem(listed: Located<Node>, route: { readonly path: string; readonly ids: Map<string, string> } | undefined, context: Context): number {
  const item = context.deref(listed);
  if (!item) return 0;
  const shared = checkParameters(item, [], context);
  const operations = operationsOf(item);
  for (const { method, operation: found } of operations) {
    const operation = context.deref(found);
    if (!operation) continue;
    const parameters = checkParameters(operation, shared, context);
    if (route) {
      checkPathParameters(route.path, { operation, parameters }, context);
      checkId({ method, operation, path: route.path }, route.ids, context);
    }
    checkOperation(method, operation, context);
  }
  return operations.length;
}

function checkOperation(method: string, operation: Located<Node>, context: Context): void {
  const body = childNode(operation, 'requestBody');
  if (body && (method === 'get' || method === 'head')) context.report(diagnostic('validate/get-body', { method: method.toUpperCase() }, placeOf(body)));
  const target = body && context.deref(body);
  if (target) checkContent(target, context);
  checkResponses(operation, context);
  checkRequirements(operation, context);
  for (const [, callback] of childMap(operation, 'callbacks')) {
    const found = context.deref(callback);
    if (!found) continue;
    for (const [key, item] of members(found)) if (!key.startsWith('x-') && context.isNew(item)) checkPathItem(item, undefined, context);
  }
}

function checkPathParameters(path: string, { operation, parameters }: { readonly operation: Located<Node>; readonly parameters: readonly DeclaredParameter[] }, context: Context): void {
  const names = templateNames(sentPath(path)) ?? [];
  const declared = parameters.filter((parameter) => parameter.in === 'path');
  for (const name of new Set(names)) {
    if (!declared.some((parameter) => parameter.name === name)) context.report(diagnostic('validate/path-parameter-undeclared', { path, name }, placeOf(operation)));
  }
  for (const { name, located } of declared) {
    if (!names.includes(name)) context.report(diagnostic('validate/path-parameter-unused', { path, name }, placeOf(located)));
  }
}

function checkId({ method, operation, path }: FoundOperation & { readonly path: string }, ids: Map<string, string>, context: Context): void {
  const id = operation.value.operationId;
  if (typeof id !== 'string' || id === '') return;
  const other = ids.get(id);
  if (other === undefined) ids.set(id, `${method.toUpperCase()} ${path}`);
  else context.report(diagnostic('validate/operation-id-twin', { id, other }, placeOf(place(operation, 'operationId', id))));
}
