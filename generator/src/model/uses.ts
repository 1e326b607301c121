import type { Operation, Service, TypeId, TypeRef, Uses } from '../ir/index.js';
import type { Draft } from './context.js';

/** Calls `visit` with every declaration that a type names directly. */
export function eachNamed(type: TypeRef, visit: (id: TypeId) => void): void {
  switch (type.kind) {
    case 'named':
      visit(type.id);
      return;
    case 'list':
      eachNamed(type.item, visit);
      return;
    case 'map':
      eachNamed(type.value, visit);
      return;
    case 'nullable':
      eachNamed(type.inner, visit);
      return;
    case 'tuple':
      for (const item of type.items) eachNamed(item, visit);
      if (type.rest) eachNamed(type.rest, visit);
      return;
    case 'scalar':
    case 'literal':
    case 'unknown':
  }
}

/** The declarations that a declaration names directly. */
export function references(draft: Draft): readonly TypeId[] {
  const found: TypeId[] = [];
  const add = (id: TypeId): void => void found.push(id);
  switch (draft.kind) {
    case 'record':
      for (const property of draft.properties) eachNamed(property.type, add);
      if (draft.extra) eachNamed(draft.extra, add);
      found.push(...draft.bases);
      break;
    case 'union':
      for (const variant of draft.variants) eachNamed(variant.type, add);
      break;
    case 'alias':
      eachNamed(draft.type, add);
      break;
    case 'enum':
  }
  return found;
}

const combinations: readonly Uses[] = Array.from({ length: 8 }, (_, bits) => ({ input: (bits & 1) !== 0, output: (bits & 2) !== 0, error: (bits & 4) !== 0 }));
const bitOf = { input: 1, output: 2, error: 4 } as const;

/** The uses with one more; the eight possible ones are shared. */
function withUse(uses: Uses, direction: Direction): Uses {
  const bits = (uses.input ? 1 : 0) | (uses.output ? 2 : 0) | (uses.error ? 4 : 0) | bitOf[direction];
  return combinations[bits] ?? uses;
}

type Direction = 'input' | 'output' | 'error';

/** Works out in which directions each declaration is used, and which have a different shape in each; linear in the references. */
export function markUses(drafts: ReadonlyMap<TypeId, Draft>, root: Service, events: readonly TypeRef[]): void {
  const edges = new Map<TypeId, readonly TypeId[]>();
  for (const [id, draft] of drafts) edges.set(id, references(draft));
  const roots: Record<Direction, Set<TypeId>> = { input: new Set(), output: new Set(), error: new Set() };
  visitOperations(root, (operation) => collectRoots(operation, roots));
  for (const event of events) eachNamed(event, (id) => roots.output.add(id));
  for (const direction of ['input', 'output', 'error'] as const) {
    for (const id of reachable(roots[direction], edges)) {
      const draft = drafts.get(id);
      if (draft) draft.uses = withUse(draft.uses, direction);
    }
  }
  markSplits(drafts, edges);
}

function visitOperations(service: Service, visit: (operation: Operation) => void): void {
  service.operations.forEach(visit);
  for (const child of service.children) visitOperations(child, visit);
}

function collectRoots(operation: Operation, roots: Record<Direction, Set<TypeId>>): void {
  if (operation.argument) roots.input.add(operation.argument.type);
  for (const param of operation.params) eachNamed(param.type, (id) => roots.input.add(id));
  for (const content of operation.body?.contents ?? []) eachNamed(content.type, (id) => roots.input.add(id));
  for (const response of operation.responses) {
    const set = /^[2]/.test(response.status) ? roots.output : response.status === 'default' && operation.result.kind !== 'none' && sameType(operation, response.contents[0]?.type) ? roots.output : roots.error;
    for (const content of response.contents) eachNamed(content.type, (id) => set.add(id));
  }
  if (operation.result.kind === 'value') eachNamed(operation.result.type, (id) => roots.output.add(id));
  if (operation.streaming) eachNamed(operation.streaming.event, (id) => roots.output.add(id));
  if (operation.paging) eachNamed(operation.paging.item, (id) => roots.output.add(id));
}

const sameType = (operation: Operation, type: TypeRef | undefined): boolean => operation.result.kind === 'value' && operation.result.type === type;

function reachable(roots: ReadonlySet<TypeId>, edges: ReadonlyMap<TypeId, readonly TypeId[]>): ReadonlySet<TypeId> {
  const seen = new Set(roots);
  for (const id of seen) for (const next of edges.get(id) ?? []) seen.add(next);
  return seen;
}

function markSplits(drafts: ReadonlyMap<TypeId, Draft>, edges: ReadonlyMap<TypeId, readonly TypeId[]>): void {
  const users = new Map<TypeId, TypeId[]>();
  for (const [id, targets] of edges) {
    for (const target of targets) {
      const list = users.get(target);
      if (list) list.push(id);
      else users.set(target, [id]);
    }
  }
  const split = new Set<TypeId>();
  for (const [id, draft] of drafts) if (draft.kind === 'record' && draft.properties.some(({ readOnly, writeOnly }) => readOnly || writeOnly)) split.add(id);
  for (const id of split) for (const user of users.get(id) ?? []) split.add(user);
  for (const id of split) {
    const draft = drafts.get(id);
    if (draft) draft.splits = draft.uses.input && (draft.uses.output || draft.uses.error);
  }
}

/**
 * Names the records that a record is built on. A base may turn out to be an alias, which is followed to its record, or no record
 * at all: then its properties are the record's own.
 */
export function settleBases(drafts: ReadonlyMap<TypeId, Draft>): void {
  for (const draft of drafts.values()) {
    if (draft.kind !== 'record' || draft.bases.length === 0) continue;
    if (draft.bases.every((base) => drafts.get(base)?.kind === 'record')) continue;
    const settled = new Map(draft.bases.map((base) => [base, recordBehind(drafts, base)]));
    draft.bases = [...new Set([...settled.values()].filter((base) => base !== undefined))];
    draft.properties = draft.properties.map(({ from, ...property }) => {
      const base = from === undefined ? undefined : settled.get(from);
      return base === undefined ? property : { ...property, from: base };
    });
  }
}

function recordBehind(drafts: ReadonlyMap<TypeId, Draft>, id: TypeId): TypeId | undefined {
  let current = drafts.get(id);
  for (let step = 0; step < 20 && current?.kind === 'alias'; step += 1) current = current.type.kind === 'named' ? drafts.get(current.type.id) : undefined;
  return current?.kind === 'record' ? current.id : undefined;
}
