import type { Diagnostic } from '../../diagnostics.js';
import { childMap, isNode, members, own } from '../located.js';
import type { Located, Moved, Node } from '../openapi.js';
import { isMissing, type References } from '../references.js';
import { refOf } from '../schema.js';
import { rewriteOperation } from './operation.js';
import { parameterKinds, rewriteParameter, type Rewriting } from './parameter.js';
import { rewriteSecurity, serversOf } from './security.js';

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);
const replaced: ReadonlySet<string> = new Set(['swagger', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'paths', 'definitions', 'parameters', 'responses', 'securityDefinitions']);

/** What became of a Swagger 2.0 document: an OpenAPI 3.1 shape, whose schemas are the parsed ones. */
export interface Rewritten {
  readonly value: Node;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Rewrites Swagger 2.0 to the shapes of OpenAPI 3.1; schemas and references to them stay as they are, and their keywords are read by schema.ts.
 * `moved` is told where each object that is made anew stands in the user's document.
 */
export function rewriteSwagger(root: Located<Node>, graph: References, moved: Moved): Rewritten {
  const diagnostics: Diagnostic[] = [];
  const at: Rewriting = {
    root,
    deref: (located) => dereference(located, graph),
    keep: (made, origin) => {
      moved.set(made, { file: origin.file, pointer: origin.pointer });
      return made;
    },
    report: (problem) => diagnostics.push(problem),
    lists: new Map(),
    responses: new Map(),
  };
  const definitions = own(root.value, 'definitions');
  if (isNode(definitions)) moved.set(definitions, { file: root.file, pointer: `${root.pointer}/definitions` });
  const kept = Object.fromEntries(Object.entries(root.value).filter(([key]) => !replaced.has(key)));
  const value: Node = {
    openapi: '3.1.0',
    ...kept,
    servers: serversOf(root.value),
    paths: rewritePaths(at),
    components: {
      ...(isNode(definitions) ? { schemas: definitions } : {}),
      securitySchemes: Object.fromEntries(childMap(root, 'securityDefinitions').map(([name, scheme]) => [name, at.keep(rewriteSecurity(scheme.value), scheme)])),
    },
  };
  return { value, diagnostics };
}

function dereference(located: Located<Node>, graph: References): Located<Node> | undefined {
  if (refOf(located.value) === undefined) return located;
  const found = graph.chase(located);
  return isMissing(found) || !isNode(found.value) ? undefined : (found as Located<Node>);
}

function rewritePaths(at: Rewriting): Node {
  const made = new Map<object, Node>();
  const paths = childMap(at.root, 'paths').map(([path, item]) => {
    const target = path.startsWith('x-') ? undefined : at.deref(item);
    if (!target) return [path, item.value] as const;
    const rewritten = made.get(target.value) ?? at.keep(rewritePathItem(target, at), target);
    made.set(target.value, rewritten);
    return [path, rewritten] as const;
  });
  return at.keep(Object.fromEntries(paths), { ...at.root, pointer: `${at.root.pointer}/paths` });
}

function rewritePathItem(item: Located<Node>, at: Rewriting): Node {
  const shared = parameterKinds(item, at);
  const entries = members(item).map(([key, value]) => [key, methods.has(key) ? at.keep(rewriteOperation(value, shared, at), value) : value.value] as const);
  const parameters = shared.plain.map((parameter) => rewriteParameter(parameter, at));
  const rest = Object.entries(item.value).filter(([key, value]) => key !== 'parameters' && !isNode(value));
  return { ...Object.fromEntries(rest), ...Object.fromEntries(entries), ...(parameters.length > 0 ? { parameters } : {}) };
}
