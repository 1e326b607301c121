import type { TypeDecl, TypeId } from '../../ir/index.js';
import { components } from './cycles.js';
import { idsOf } from '../../kit/walk.js';
import { moduleKey, refsOf } from './type-names.js';
import type { PythonTypeNames, TypeModule, TypePlaceName } from './type-names.js';

/** A declaration in one of its forms, as it stands in a module. */
export interface ModuleEntry {
  readonly decl: TypeDecl;
  readonly name: string;
  readonly direction: 'input' | 'output';
  readonly exported: boolean;
  /** True for an alias that leads back to itself: it is written so that nothing is looked up while modules are imported. */
  readonly lazy: boolean;
}

/** A module below `types/` and what it declares: what is inline before what contains it. */
export interface ModulePlan {
  readonly module: TypeModule;
  readonly entries: readonly ModuleEntry[];
}

/** Arranges every declaration in modules. */
export function planModules(names: ReadonlyMap<TypeId, PythonTypeNames>): readonly ModulePlan[] {
  const all = [...names.values()];
  const lazy = lazyAliases(names);
  const depth = depths(names);
  const plans = new Map<string, { module: TypeModule; entries: ModuleEntry[] }>();
  const add = (decl: TypeDecl, place: TypePlaceName, direction: 'input' | 'output'): void => {
    const key = moduleKey(place.module);
    const plan = plans.get(key) ?? { module: place.module, entries: [] };
    plans.set(key, plan);
    plan.entries.push({ decl, name: place.name, direction, exported: place.exported, lazy: lazy.has(decl.id) });
  };
  for (const { decl, output, input } of all) {
    if (output) add(decl, output, 'output');
    if (input && input !== output) add(decl, input, 'input');
  }
  return [...plans.values()].map(({ module, entries }) => ({ module, entries: inOrder(entries, depth) }));
}

const isAlias = ({ kind }: TypeDecl): boolean => kind !== 'record';

/** Classes first, innermost before outer ones; then aliases, each after what it is made of. */
function inOrder(entries: readonly ModuleEntry[], depth: ReadonlyMap<TypeId, number>): readonly ModuleEntry[] {
  const byDepth = [...entries].sort((a, b) => (depth.get(b.decl.id) ?? 0) - (depth.get(a.decl.id) ?? 0));
  const here = new Map(byDepth.map((entry) => [`${entry.direction} ${entry.decl.id}`, entry]));
  const done = new Set<ModuleEntry>();
  const visit = (entry: ModuleEntry): void => {
    if (done.has(entry)) return;
    done.add(entry);
    if (isAlias(entry.decl) && !entry.lazy)
      for (const id of refsOf(entry.decl).flatMap(idsOf)) {
        const needed = here.get(`${entry.direction} ${id}`);
        if (needed) visit(needed);
      }
    made.push(entry);
  };
  const made: ModuleEntry[] = [];
  byDepth.forEach(visit);
  return made;
}

function depths(names: ReadonlyMap<TypeId, PythonTypeNames>): ReadonlyMap<TypeId, number> {
  const made = new Map<TypeId, number>();
  const depth = (id: TypeId): number => {
    const known = made.get(id);
    if (known !== undefined) return known;
    const parent = names.get(id)?.decl.parent;
    const found = parent === undefined ? 0 : depth(parent) + 1;
    made.set(id, found);
    return found;
  };
  for (const id of names.keys()) depth(id);
  return made;
}

/** Everything that a declaration mentions. */
const mentions = (decl: TypeDecl): readonly TypeId[] =>
  decl.kind === 'record'
    ? [...decl.properties.map(({ type }) => type), ...(decl.extra ? [decl.extra] : [])].flatMap(idsOf)
    : refsOf(decl).flatMap(idsOf);

/** Aliases in modules that lead back to themselves, and aliases that are made of themselves. */
function lazyAliases(names: ReadonlyMap<TypeId, PythonTypeNames>): ReadonlySet<TypeId> {
  const homes = (id: TypeId): readonly string[] => {
    const found = names.get(id);
    return [...new Set([found?.output, found?.input].flatMap((place) => (place ? [moduleKey(place.module)] : [])))];
  };
  const edges = new Map<string, Set<string>>();
  for (const [id, { decl }] of names)
    for (const from of homes(owner(id, names)))
      for (const to of mentions(decl).flatMap((next) => homes(owner(next, names)))) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  const ofModule = components(edges.keys(), (module) => [...(edges.get(module) ?? [])]);
  const ofDecl = components(names.keys(), (id) => {
    const decl = names.get(id)?.decl;
    return decl ? mentions(decl).filter((next) => names.has(next)) : [];
  });
  const made = new Set<TypeId>();
  for (const [id, { decl }] of names) {
    if (!isAlias(decl)) continue;
    const group = homes(owner(id, names)).map((module) => ofModule.get(module));
    const again = refsOf(decl).flatMap(idsOf).some((next) => {
      const foreign = homes(owner(next, names)).filter((module) => !homes(owner(id, names)).includes(module));
      return ofDecl.get(next) === ofDecl.get(id) || foreign.some((module) => group.includes(ofModule.get(module)));
    });
    if (again) made.add(id);
  }
  return made;
}

/** The declaration in whose file an inline one is written. */
function owner(id: TypeId, names: ReadonlyMap<TypeId, PythonTypeNames>): TypeId {
  let at = id;
  for (let parent = names.get(at)?.decl.parent; parent !== undefined && names.has(parent); parent = names.get(at)?.decl.parent) at = parent;
  return at;
}
