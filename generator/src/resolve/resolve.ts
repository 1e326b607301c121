import { diagnostic, type Diagnostic, type Result } from '../diagnostics.js';
import type { Source } from '../load/source.js';
import { dialectOf } from './dialect.js';
import { graft } from './graft.js';
import { child, isNode, place, placeOf } from './located.js';
import { aliasedNames, nameOfPlace } from './names.js';
import type { Dialect, Located, Moved, Node, OpenApi } from './openapi.js';
import { explainMissing, isMissing, references, type References } from './references.js';
import { refOf } from './schema.js';
import { rewriteSwagger } from './swagger/rewrite.js';

/** Makes one document graph in one dialect of what was read, the entry first. */
export function resolve(sources: readonly Source[]): Result<OpenApi> {
  const [entry] = sources;
  if (!entry) throw new Error('resolve needs the entry document');
  const dialect = dialectOf(entry);
  if (typeof dialect !== 'string') return { diagnostics: [dialect] };
  // In a single document nothing moves, and readers need not ask.
  const moved: Moved | undefined = sources.length > 1 || dialect === '2.0' ? new WeakMap() : undefined;
  const graph = references(sources, moved);
  if (moved && sources.length > 1) graft(sources, graph, moved);
  const root: Located<Node> = { value: entry.value as Node, file: entry.file, pointer: '', ...(moved ? { moved } : {}) };
  if (dialect !== '2.0' || !moved) return { value: openApi({ dialect, root, sources, graph }), diagnostics: [] };
  const { value, diagnostics } = rewriteSwagger(root, graph, moved);
  return { value: openApi({ dialect, root: { ...root, value }, sources, graph }), diagnostics };
}

interface Parts {
  readonly dialect: Dialect;
  readonly root: Located<Node>;
  readonly sources: readonly Source[];
  readonly graph: References;
}

function openApi({ dialect, root, sources, graph }: Parts): OpenApi {
  const object = <T extends object>(found: ReturnType<References['chase']>): Located<T> | undefined =>
    isMissing(found) || typeof found.value !== 'object' || found.value === null ? undefined : (found as Located<T>);
  const deref = <T extends object>(located: Located<T>): Located<T> | undefined =>
    refOf(located.value as Node) === undefined ? located : object<T>(graph.chase(located));
  let aliases: ReadonlyMap<unknown, string> | undefined;
  return {
    dialect,
    root: root.value,
    sources,
    at: () => root,
    deref,
    refer: (from, reference) => object<Node>(named(root, reference) ?? follow(graph, from, reference)),
    componentName: (located) => {
      aliases ??= aliasedNames(root, deref);
      return aliases.get(located.value) ?? nameOfPlace(located, root.file);
    },
    text: (parent, key) => textOf(graph, parent, key),
    unresolved: (located) => unresolved(graph, located),
  };
}

/** A discriminator may map to the plain name of a schema. */
function named(root: Located<Node>, name: string): Located<unknown> | undefined {
  if (!/^[\w.-]+$/.test(name)) return undefined;
  const components = child(root, 'components');
  const schemas = components && isNode(components.value) ? child(components as Located<Node>, 'schemas') : undefined;
  return schemas && isNode(schemas.value) ? child(schemas as Located<Node>, name) : undefined;
}

function follow(graph: References, from: Located<unknown>, reference: string): ReturnType<References['chase']> {
  const found = graph.lookup(from, reference);
  return isMissing(found) || typeof found.value !== 'object' || found.value === null ? found : graph.chase(found as Located<object>);
}

function textOf(graph: References, parent: Located<Node>, key: string): string | undefined {
  const value = parent.value[key];
  if (typeof value === 'string') return value;
  if (!isNode(value) || refOf(value) === undefined) return undefined;
  const found = graph.chase(place(parent, key, value));
  return !isMissing(found) && typeof found.value === 'string' ? found.value : undefined;
}

function unresolved(graph: References, located: Located<Node>): Diagnostic | undefined {
  const found = graph.chase(located);
  if (isMissing(found)) return explainMissing(found, placeOf(located));
  if (typeof found.value === 'object' && found.value !== null) return undefined;
  return diagnostic('resolve/no-object', { reference: refOf(located.value) ?? '', found: found.value === null ? 'null' : `a ${typeof found.value}` }, placeOf(located));
}
