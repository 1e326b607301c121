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

/** Calls `visit` with every declaration that a declaration names directly. */
function eachReference(draft: Draft, visit: (id: TypeId) => void): void {
  switch (draft.kind) {
    case 'record':
      for (const property of draft.properties) eachNamed(property.type, visit);
      if (draft.extra) eachNamed(draft.extra, visit);
      draft.bases.forEach(visit);
      return;
    case 'union':
      for (const variant of draft.variants) eachNamed(variant.type, visit);
      return;
    case 'alias':
      eachNamed(draft.type, visit);
      return;
    case 'enum':
  }
}

const combinations: readonly Uses[] = Array.from({ length: 8 }, (_, bits) => ({
  input: (bits & 1) !== 0,
  output: (bits & 2) !== 0,
  error: (bits & 4) !== 0,
}));

type Direction = 'input' | 'output' | 'error';

/** The declarations as a graph of numbers: an edge for each reference. */
interface Graph {
  readonly drafts: readonly Draft[];
  readonly edges: readonly (readonly number[])[];
  readonly index: ReadonlyMap<TypeId, number>;
}

function graphOf(drafts: ReadonlyMap<TypeId, Draft>): Graph {
  const list = [...drafts.values()];
  const index = new Map<TypeId, number>();
  list.forEach(({ id }, at) => index.set(id, at));
  let targets: number[] = [];
  const add = (id: TypeId): void => {
    const at = index.get(id);
    if (at !== undefined) targets.push(at);
  };
  const edges = list.map((draft) => {
    targets = [];
    eachReference(draft, add);
    return targets;
  });
  return { drafts: list, edges, index };
}

/** Works out in which directions each declaration is used, and which have a different shape in each; linear in the references. */
export function markUses(drafts: ReadonlyMap<TypeId, Draft>, root: Service, events: readonly TypeRef[]): void {
  const graph = graphOf(drafts);
  const roots: Record<Direction, Set<TypeId>> = { input: new Set(), output: new Set(), error: new Set() };
  visitOperations(root, (operation) => collectRoots(operation, roots));
  for (const event of events) eachNamed(event, (id) => roots.output.add(id));
  const bits = new Uint8Array(graph.drafts.length);
  (['input', 'output', 'error'] as const).forEach((direction, at) =>
    spread(graph.edges, startsOf(graph, roots[direction]), bits, 1 << at),
  );
  graph.drafts.forEach((draft, at) => (draft.uses = combinations[bits[at] as number] as Uses));
  markSplits(graph);
}

function startsOf({ index }: Graph, ids: ReadonlySet<TypeId>): number[] {
  const found: number[] = [];
  ids.forEach((id) => {
    const at = index.get(id);
    if (at !== undefined) found.push(at);
  });
  return found;
}

/** Sets a bit on everything that can be reached. */
function spread(edges: readonly (readonly number[])[], pending: number[], bits: Uint8Array, bit: number): void {
  for (const at of pending) bits[at] = (bits[at] as number) | bit;
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const next of edges[at] as readonly number[]) {
      if (((bits[next] as number) & bit) !== 0) continue;
      bits[next] = (bits[next] as number) | bit;
      pending.push(next);
    }
  }
}

/** A declaration differs between directions when it, or something in it, has properties of one direction only. */
function markSplits({ drafts, edges }: Graph): void {
  const starts: number[] = [];
  drafts.forEach((draft, at) => {
    if (draft.kind === 'record' && draft.properties.some(({ readOnly, writeOnly }) => readOnly || writeOnly)) starts.push(at);
  });
  if (starts.length === 0) return;
  const users: number[][] = edges.map(() => []);
  edges.forEach((targets, at) => targets.forEach((target) => (users[target] as number[]).push(at)));
  const bits = new Uint8Array(drafts.length);
  spread(users, starts, bits, 1);
  drafts.forEach((draft, at) => (draft.splits = bits[at] === 1 && draft.uses.input && (draft.uses.output || draft.uses.error)));
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
    const set = /^[2]/.test(response.status)
      ? roots.output
      : response.status === 'default' && operation.result.kind !== 'none' && sameType(operation, response.contents[0]?.type)
        ? roots.output
        : roots.error;
    for (const content of response.contents) eachNamed(content.type, (id) => set.add(id));
  }
  if (operation.result.kind === 'value') eachNamed(operation.result.type, (id) => roots.output.add(id));
  if (operation.streaming) eachNamed(operation.streaming.event, (id) => roots.output.add(id));
  if (operation.paging) eachNamed(operation.paging.item, (id) => roots.output.add(id));
}

const sameType = (operation: Operation, type: TypeRef | undefined): boolean =>
  operation.result.kind === 'value' && operation.result.type === type;

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
  for (let step = 0; step < 20 && current?.kind === 'alias'; step += 1)
    current = current.type.kind === 'named' ? drafts.get(current.type.id) : undefined;
  return current?.kind === 'record' ? current.id : undefined;
}
