import type { TypeDecl, TypeId } from '../../ir/index.js';
import type { Casing } from '../../kit/casing.js';
import { makeScope, toBinding } from '../../kit/identifier.js';
import type { NameScope } from '../../kit/identifier.js';
import { idsOf } from '../../kit/walk.js';

/** Direction of the wire in which a value travels. */
export type Direction = 'input' | 'output';

/** What a declaration is called. */
export interface TypeNames {
  readonly decl: TypeDecl;
  /** `ChatCompletion`, `Choice` for `ChatCompletion.Choice`; empty when the type is written out where it is used. */
  readonly path: readonly string[];
  /** The path of the input shape; the same as `path` unless the two shapes differ and both are used. */
  readonly inputPath: readonly string[];
  /** Ids of the declarations in its namespace. */
  readonly children: readonly TypeId[];
}

/** Names every declaration. Inline enums, unions and aliases are written out where they stand, so what is below them moves up. */
export function nameTypes(decls: readonly TypeDecl[], casing: Casing, streamed: ReadonlySet<TypeId>): Map<TypeId, TypeNames> {
  const byId = new Map(decls.map((decl) => [decl.id, decl]));
  const written = new Set(decls.filter((decl) => isWrittenOut(decl)).map(({ id }) => id));
  for (const id of findCycles(byId, written)) written.delete(id);
  const owners = new Map(decls.map((decl) => [decl.id, ownerOf(decl, byId, written)]));
  const children = new Map<TypeId, TypeId[]>();
  for (const decl of decls) {
    const owner = owners.get(decl.id);
    if (owner === undefined || written.has(decl.id)) continue;
    const known = children.get(owner);
    if (known) known.push(decl.id);
    else children.set(owner, [decl.id]);
  }
  return giveNames({ decls, written, owners, children, casing, streamed });
}

const isWrittenOut = (decl: TypeDecl): boolean => decl.parent !== undefined && decl.kind !== 'record';

/** The nearest declaration above that has a name of its own. */
function ownerOf(decl: TypeDecl, byId: ReadonlyMap<TypeId, TypeDecl>, written: ReadonlySet<TypeId>): TypeId | undefined {
  let { parent } = decl;
  while (parent !== undefined && written.has(parent)) parent = byId.get(parent)?.parent;
  return parent;
}

interface Naming {
  readonly decls: readonly TypeDecl[];
  readonly written: ReadonlySet<TypeId>;
  readonly owners: ReadonlyMap<TypeId, TypeId | undefined>;
  readonly children: ReadonlyMap<TypeId, readonly TypeId[]>;
  readonly casing: Casing;
  /** Arguments of calls that stream when asked to: those have variants. */
  readonly streamed: ReadonlySet<TypeId>;
}

/** Suffixes of the variants of a params type. */
export const streamingSuffixes = ['Base', 'NonStreaming', 'Streaming'] as const;

function giveNames({ decls, written, owners, children, casing, streamed }: Naming): Map<TypeId, TypeNames> {
  const scopes = new Map<string, NameScope>();
  const paths = new Map<TypeId, readonly string[]>();
  const inputPaths = new Map<TypeId, readonly string[]>();
  const scopeOf = (decl: TypeDecl): NameScope => {
    const owner = owners.get(decl.id);
    const key = owner === undefined ? `home ${decl.home}` : `type ${owner}`;
    const scope = scopes.get(key) ?? makeScope();
    scopes.set(key, scope);
    return scope;
  };
  const inOrder = outerFirst(decls, owners);
  for (const decl of inOrder) {
    const above = paths.get(owners.get(decl.id) ?? '') ?? [];
    const wish = toBinding(casing.pascal(decl.name.words), decl.name.wire);
    if (written.has(decl.id)) {
      paths.set(decl.id, []);
      continue;
    }
    const name = scopeOf(decl).take(wish, decl.id);
    paths.set(decl.id, [...above, name]);
    if (streamed.has(decl.id)) for (const suffix of streamingSuffixes) scopeOf(decl).take(`${name}${suffix}`, decl.id);
  }
  for (const decl of inOrder) {
    const path = paths.get(decl.id) as readonly string[];
    const owner = owners.get(decl.id) ?? '';
    const above = inputPaths.get(owner) ?? [];
    const moved = above.length > 0 && above !== paths.get(owner);
    const own = path.at(-1) as string;
    const twin = path.length > 0 && hasTwoShapes(decl);
    inputPaths.set(decl.id, twin ? [...above, moved ? own : scopeOf(decl).take(`${own}Param`, decl.id)] : path);
  }
  const nameOf = (decl: TypeDecl): TypeNames => ({
    decl,
    path: paths.get(decl.id) as readonly string[],
    inputPath: inputPaths.get(decl.id) as readonly string[],
    children: children.get(decl.id) ?? [],
  });
  return new Map(decls.map((decl) => [decl.id, nameOf(decl)]));
}

/** Declarations with every owner before what it owns; otherwise in the given order. */
function outerFirst(decls: readonly TypeDecl[], owners: ReadonlyMap<TypeId, TypeId | undefined>): readonly TypeDecl[] {
  const depths = new Map<TypeId, number>();
  const depth = (id: TypeId): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const owner = owners.get(id);
    const made = owner === undefined ? 0 : depth(owner) + 1;
    depths.set(id, made);
    return made;
  };
  return [...decls].sort((a, b) => depth(a.id) - depth(b.id));
}

/** Whether a declaration is printed twice, once a direction. */
export const hasTwoShapes = (decl: TypeDecl): boolean => decl.splits && decl.uses.input && (decl.uses.output || decl.uses.error);

/** Written-out declarations that contain themselves through written-out declarations only: those need a name. */
function findCycles(byId: ReadonlyMap<TypeId, TypeDecl>, written: ReadonlySet<TypeId>): Set<TypeId> {
  const found = new Set<TypeId>();
  const done = new Set<TypeId>();
  const visit = (id: TypeId, above: ReadonlySet<TypeId>): void => {
    if (!written.has(id) || done.has(id)) return;
    if (above.has(id)) {
      found.add(id);
      return;
    }
    const decl = byId.get(id);
    const below = new Set(above).add(id);
    if (decl) for (const next of mentioned(decl)) visit(next, below);
    done.add(id);
  };
  for (const id of written) visit(id, new Set());
  return found;
}

function mentioned(decl: TypeDecl): readonly TypeId[] {
  if (decl.kind === 'union') return decl.variants.flatMap(({ type }) => idsOf(type));
  return decl.kind === 'alias' ? idsOf(decl.type) : [];
}
