import type { Api, TypeDecl, TypeId, TypeRef } from '../../ir/index.js';
import type { Casing } from '../../kit/casing.js';
import { makeScope } from '../../kit/identifier.js';
import type { NameScope } from '../../kit/identifier.js';
import { pathSegment } from '../../kit/path-segment.js';
import { idsOf } from '../../kit/walk.js';
import { moduleName, toTypeName } from './identifier.js';
import { streamVariants } from './streamed.js';

/** A module below `types/`: `{ folder: ['chat'], file: 'chat_completion' }`. */
export interface TypeModule {
  readonly folder: readonly string[];
  readonly file: string;
}

/** A class or alias, and where it stands. */
export interface TypePlaceName {
  readonly module: TypeModule;
  readonly name: string;
  /** Whether its package exports it (what is inline is reached through its module). */
  readonly exported: boolean;
}

/** What a declaration is called; written-out declarations (inline enums, aliases) have neither name. */
export interface PythonTypeNames {
  readonly decl: TypeDecl;
  /** The model (or alias) that the API sends. */
  readonly output?: TypePlaceName;
  /** The TypedDict (or alias) that the API takes; the same as `output` where one declaration serves both. */
  readonly input?: TypePlaceName;
}

/** What types are named from. */
export interface TypeNaming {
  readonly api: Api;
  readonly casing: Casing;
  /** Folder below `types/` of what belongs to a service (or `$shared`). */
  readonly folderOf: (home: string) => readonly string[];
  /** Names of the folders that stand directly below a folder of `types/`. */
  readonly subfolders: (folder: readonly string[]) => Iterable<string>;
  /** Arguments of calls that stream when asked to: those have variants. */
  readonly streamed: ReadonlySet<TypeId>;
}

/** Names every declaration. A top-level type has a file of its own, in which all that is inline below it stands flat. */
export function nameTypes(naming: TypeNaming): Map<TypeId, PythonTypeNames> {
  const decls = naming.api.types.filter(({ source }) => source !== 'page');
  const byId = new Map(decls.map((decl) => [decl.id, decl]));
  const written = writtenOut(decls, byId);
  const twins = makeTwins(byId);
  const made = new Map<TypeId, PythonTypeNames>();
  const scopes = makeScopes(naming);
  for (const decl of decls) if (rootOf(decl, byId) === decl) made.set(decl.id, nameTop(decl, { naming, twins, scopes }));
  for (const decl of outerFirst(decls, byId)) {
    if (made.has(decl.id)) continue;
    const root = made.get(rootOf(decl, byId).id);
    made.set(decl.id, written.has(decl.id) || root === undefined ? { decl } : nameInline(decl, root, { naming, twins, scopes, byId }));
  }
  return made;
}

interface Scopes {
  readonly files: (folder: readonly string[]) => NameScope;
  readonly exports: (folder: readonly string[]) => NameScope;
  readonly inside: (module: TypeModule) => NameScope;
}

interface Naming {
  readonly naming: TypeNaming;
  readonly twins: Twins;
  readonly scopes: Scopes;
}

function makeScopes({ subfolders }: TypeNaming): Scopes {
  const lazily = <Key>(keyOf: (key: Key) => string, make: (key: Key) => NameScope): ((key: Key) => NameScope) => {
    const known = new Map<string, NameScope>();
    return (key) => {
      const text = keyOf(key);
      const found = known.get(text) ?? make(key);
      known.set(text, found);
      return found;
    };
  };
  return {
    files: lazily<readonly string[]>(
      (folder) => folder.join('/'),
      (folder) => makeScope(['__init__', ...subfolders(folder)], (name) => name.toLowerCase()),
    ),
    exports: lazily<readonly string[]>(
      (folder) => folder.join('/'),
      () => makeScope(),
    ),
    inside: lazily<TypeModule>(moduleKey, () => makeScope()),
  };
}

/** A text that stands for a module. */
export const moduleKey = ({ folder, file }: TypeModule): string => [...folder, file].join('/');

function nameTop(decl: TypeDecl, { naming, twins, scopes }: Naming): PythonTypeNames {
  const wish = toTypeName(naming.casing.pascal(decl.name.words), decl.name.wire);
  const folder = naming.folderOf(decl.home);
  const place = (name: string, where: readonly string[]): TypePlaceName => {
    const taken = scopes.exports(where).take(name, decl.id);
    const file = scopes.files(where).take(fileName(taken, decl), decl.id);
    const module = { folder: where, file };
    scopes.inside(module).take(taken, decl.id);
    return { module, name: taken, exported: true };
  };
  if (decl.source === 'params') {
    const input = place(wish, folder);
    if (naming.streamed.has(decl.id))
      for (const suffix of streamVariants) scopes.inside(input.module).take(`${input.name}${suffix}`, decl.id);
    return { decl, input };
  }
  const twin = twins.differs(decl);
  const output = isOutput(decl) || !twin ? place(wish, folder) : undefined;
  if (!decl.uses.input) return { decl, ...(output && { output }) };
  if (!twin && output) return { decl, output, input: output };
  const inputFolder = decl.home === '$shared' ? naming.folderOf('$shared_params') : folder;
  const input = place(decl.home === '$shared' || wish.endsWith('Param') ? wish : `${wish}Param`, inputFolder);
  return { decl, ...(output && { output }), input };
}

const fileName = (name: string, decl: TypeDecl): string =>
  moduleName(
    pathSegment(
    name
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .toLowerCase(),
    decl.id,
    ).replace(/-/g, '_'),
  );

interface InlineNaming extends Naming {
  readonly byId: ReadonlyMap<TypeId, TypeDecl>;
}

function nameInline(decl: TypeDecl, root: PythonTypeNames, { naming, twins, scopes, byId }: InlineNaming): PythonTypeNames {
  const words: string[] = [];
  for (let at: TypeDecl | undefined = decl; at?.parent !== undefined; at = byId.get(at.parent)) words.unshift(...at.name.words);
  const wish = toTypeName(naming.casing.pascal(words), decl.name.wire);
  const place = (module: TypeModule): TypePlaceName => ({
    module,
    name: scopes.inside(module).take(wish, decl.id),
    exported: false,
  });
  const output = root.output && (isOutput(decl) || !decl.uses.input) ? place(root.output.module) : undefined;
  if (!decl.uses.input || !root.input) return { decl, ...(output && { output }) };
  const shared = root.input.module === root.output?.module;
  const input = output && shared && !twins.differs(decl) ? output : place(root.input.module);
  return { decl, ...(output && { output }), input };
}

const isOutput = ({ uses }: TypeDecl): boolean => uses.output || uses.error || !uses.input;

function rootOf(decl: TypeDecl, byId: ReadonlyMap<TypeId, TypeDecl>): TypeDecl {
  let at = decl;
  for (let above = byId.get(at.parent ?? ''); above !== undefined; above = byId.get(at.parent ?? '')) at = above;
  return at;
}

/** Inline enums and aliases are written out where they are used, but for those that would contain themselves. */
function writtenOut(decls: readonly TypeDecl[], byId: ReadonlyMap<TypeId, TypeDecl>): Set<TypeId> {
  const written = new Set(
    decls.filter(({ parent, kind }) => parent !== undefined && (kind === 'enum' || kind === 'alias')).map(({ id }) => id),
  );
  const done = new Set<TypeId>();
  for (const id of [...written]) {
    const path = new Set<TypeId>();
    for (let at: TypeId | undefined = id; at !== undefined && written.has(at) && !done.has(at); ) {
      if (path.has(at)) {
        written.delete(at);
        break;
      }
      path.add(at);
      const decl = byId.get(at);
      at = decl?.kind === 'alias' ? idsOf(decl.type).find((next) => written.has(next)) : undefined;
    }
    for (const each of path) done.add(each);
  }
  return written;
}

interface Twins {
  /** Whether a declaration is written differently for what is sent and what comes back. */
  readonly differs: (decl: TypeDecl) => boolean;
}

const twoForms: ReadonlySet<string> = new Set(['date', 'dateTime', 'base64', 'binary', 'file']);

/** Records and lists have two forms, and so has every alias or union that mentions something with two. */
function makeTwins(byId: ReadonlyMap<TypeId, TypeDecl>): Twins {
  const twins = new Set<TypeId>();
  const users = new Map<TypeId, TypeId[]>();
  const found = (id: TypeId): void => {
    if (twins.has(id)) return;
    twins.add(id);
    users.get(id)?.forEach(found);
  };
  for (const decl of byId.values())
    for (const id of refsOf(decl).flatMap(idsOf)) addTo(users, id, decl.id);
  for (const decl of byId.values()) if (decl.kind === 'record' || refsOf(decl).some(hasTwoForms)) found(decl.id);
  return { differs: ({ id }) => twins.has(id) };
}

const addTo = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** References by which an alias or a union is what it is. */
export function refsOf(decl: TypeDecl): readonly TypeRef[] {
  if (decl.kind === 'union') return decl.variants.map(({ type }) => type);
  return decl.kind === 'alias' ? [decl.type] : [];
}

function hasTwoForms(ref: TypeRef): boolean {
  switch (ref.kind) {
    case 'list':
      return true;
    case 'map':
      return hasTwoForms(ref.value);
    case 'nullable':
      return hasTwoForms(ref.inner);
    case 'tuple':
      return [...ref.items, ...(ref.rest ? [ref.rest] : [])].some(hasTwoForms);
    case 'scalar':
      return twoForms.has(ref.scalar);
    case 'named':
    case 'literal':
    case 'unknown':
      return false;
  }
}

/** Declarations with every owner before what it owns; otherwise in the given order. */
function outerFirst(decls: readonly TypeDecl[], byId: ReadonlyMap<TypeId, TypeDecl>): readonly TypeDecl[] {
  const depths = new Map<TypeId, number>();
  const depth = (decl: TypeDecl): number => {
    const known = depths.get(decl.id);
    if (known !== undefined) return known;
    const owner = byId.get(decl.parent ?? '');
    const made = owner === undefined ? 0 : depth(owner) + 1;
    depths.set(decl.id, made);
    return made;
  };
  return [...decls].sort((a, b) => depth(a) - depth(b));
}
