import pluralize from 'pluralize';
import type { Api, Name, Operation, PageScheme, Param, RecordDecl, Scalar, Service, TypeDecl, TypeId, TypeRef } from '../../ir/index.js';
import { makeCasing, readCustomCasings } from '../../kit/casing.js';
import { makeScope, toBinding } from '../../kit/identifier.js';
import type { NameScope } from '../../kit/identifier.js';
import { memberAccess } from '../../kit/literal.js';
import type { TargetOptions } from '../target.js';
import type { DeclarationContext } from './declarations.js';
import { isComposite, operationsOf } from '../../kit/walk.js';
import { nameApi } from './names.js';
import type { ApiNames } from './names.js';
import { paramMembers } from './param-members.js';
import { keyedProperties } from './properties.js';
import { streamingSuffixes } from './type-names.js';
import { makeTypePrinter, moduleOf } from './types.js';
import type { TypePrinter } from './types.js';

/** The alias of a page class for one item type, e.g. `ModelsCursorPage`. */
export interface PageAlias {
  readonly name: string;
  readonly module: string;
  readonly space: string;
  readonly scheme: string;
  readonly item: TypeRef;
}

/** Everything that the views of an API are made from. */
export interface ApiContext extends DeclarationContext {
  readonly api: Api;
  readonly options: TargetOptions;
  readonly names: ApiNames;
  readonly printer: TypePrinter;
  readonly decls: ReadonlyMap<TypeId, TypeDecl>;
  /** Top-level names by resource module, without page aliases. */
  readonly declared: ReadonlyMap<string, readonly string[]>;
  /** Names of the types and page aliases that a resource module exports. */
  readonly publicTypes: (module: string) => readonly string[];
  /** Members of the client that path parameters default to, by the parameter's wire name. */
  readonly paramOptions: ReadonlyMap<string, string>;
  /** By operation id. */
  readonly pageAliases: ReadonlyMap<string, PageAlias>;
  /** The key of each parameter in the argument object of its operation. */
  readonly argumentKeys: (operation: Operation) => ReadonlyMap<Param, string>;
  /** Body fields that have another key in the argument object than on the wire. */
  readonly renamedFields: (operation: Operation) => readonly { readonly key: string; readonly name: Name }[];
  /** Whether values of a type may be arrays or objects. */
  readonly isComposite: (ref: TypeRef) => boolean;
  /** Whether values of a type are always objects with named properties, or always lists. */
  readonly isRecord: (ref: TypeRef) => boolean;
  readonly isList: (ref: TypeRef) => boolean;
  /** Whether values of a type are always plain strings, or always files. */
  readonly isString: (ref: TypeRef) => boolean;
  readonly isFile: (ref: TypeRef) => boolean;
  /** Whether `{}` is a value of a type. */
  readonly mayBeEmpty: (id: TypeId) => boolean;
  /** The expression that says whether the caller asked for a stream. */
  readonly triggerAccess: (operation: Operation) => string;
}

/** Names everything and prepares the printers. */
export function makeContext(api: Api, options: TargetOptions): ApiContext {
  const casing = makeCasing(readCustomCasings(options.settings['custom_casings']));
  const names = nameApi(api, casing);
  const declared = declaredNames(names);
  const decls = new Map<TypeId, TypeDecl>(api.types.map((decl) => [decl.id, decl]));
  const pageAliases = aliasPages(api, names, declared);
  const publicTypes = exportedTypes(names, declared, pageAliases);
  const known = new Map<string, ReadonlyMap<Param, string>>();
  const argumentKeys = (operation: Operation): ReadonlyMap<Param, string> => {
    const decl = decls.get(operation.argument?.type ?? '');
    const keys = known.get(operation.id) ?? (decl?.kind === 'record' ? keysOf(operation, decl) : new Map<Param, string>());
    known.set(operation.id, keys);
    return keys;
  };
  return {
    api,
    options,
    names,
    decls,
    printer: makeTypePrinter(names),
    declared,
    publicTypes: (module) => publicTypes.get(module) ?? [],
    paramOptions: paramMembers(api, names),
    pageAliases,
    argumentOf: argumentsOf(api.root),
    schemes: new Map<string, PageScheme>(api.pages.map((page) => [page.id, page])),
    sorted: options.settings['sort_schema_properties'] !== false,
    argumentKeys,
    renamedFields: ({ argument }) => {
      const decl = decls.get(argument?.type ?? '');
      if (decl?.kind !== 'record') return [];
      return keyedProperties(decl, 'input').flatMap(({ key, property: { name, location } }) =>
        location === 'body' && key !== name.wire ? [{ key, name }] : [],
      );
    },
    isComposite: (ref) => isComposite(ref, decls),
    isRecord: (ref) => resolveAlias(ref, decls)?.kind === 'record',
    isList: (ref) => resolveAlias(ref, decls)?.kind === 'list',
    isString: (ref) => isScalar(resolveAlias(ref, decls), 'string'),
    isFile: (ref) => isScalar(resolveAlias(ref, decls), 'binary') || isScalar(resolveAlias(ref, decls), 'file'),
    mayBeEmpty: (id) => {
      const decl = decls.get(id);
      return decl?.kind === 'record' && decl.properties.every(({ required, readOnly }) => !required || readOnly);
    },
    triggerAccess: ({ argument, streaming }) => {
      const wire = streaming?.trigger.kind === 'param' ? streaming.trigger.wire : '';
      const object = argument?.bodyField === undefined ? (argument?.name ?? 'body') : 'params';
      return `${object}${argument?.required === false ? (/^\[/.test(memberAccess(wire)) ? '?.' : '?') : ''}${memberAccess(wire)}`;
    },
  };
}

/** What a reference stands for once aliases are followed: a declaration, or another reference. */
function resolveAlias(ref: TypeRef, decls: ReadonlyMap<TypeId, TypeDecl>): TypeDecl | TypeRef | undefined {
  let found: TypeDecl | TypeRef | undefined = ref;
  for (let depth = 0; depth < 20 && found !== undefined; depth += 1) {
    if (found.kind === 'named') found = decls.get(found.id);
    else if (found.kind === 'alias') found = found.type;
    else break;
  }
  return found;
}

const isScalar = (found: TypeDecl | TypeRef | undefined, scalar: Scalar): boolean =>
  found?.kind === 'scalar' && found.scalar === scalar;

function keysOf({ params }: Operation, decl: RecordDecl): Map<Param, string> {
  const keyed = keyedProperties(decl, 'input');
  return new Map(
    params.flatMap((param) => {
      const found = keyed.find(({ property }) => property.name.wire === param.name.wire && property.location === param.in);
      return found === undefined ? [] : [[param, found.key] as const];
    }),
  );
}

function argumentsOf(root: Service): Map<TypeId, Operation> {
  const made = new Map<TypeId, Operation>();
  for (const operation of operationsOf(root)) {
    const id = operation.argument?.type;
    if (id !== undefined && (!made.has(id) || operation.streaming?.trigger.kind === 'param')) made.set(id, operation);
  }
  return made;
}

/** Gives every paging call an alias of its page class, in the file of the item's type where that is a resource's. */
function aliasPages(api: Api, names: ApiNames, declared: ReadonlyMap<string, readonly string[]>): Map<string, PageAlias> {
  const scopes = new Map<string, NameScope>();
  const shared = new Map<string, PageAlias>();
  const made = new Map<string, PageAlias>();
  const repeated = new Set(api.pages.flatMap(({ id, namedForItems }) => (namedForItems === true ? [id] : [])));
  const scopeOf = (module: string): NameScope => {
    const scope = scopes.get(module) ?? makeScope(declared.get(module) ?? []);
    scopes.set(module, scope);
    return scope;
  };
  const visit = (service: Service): void => {
    for (const operation of service.operations) {
      const { paging } = operation;
      if (paging === undefined) continue;
      const home = homeOfItem(paging.item, service, names);
      const module = moduleOf(home, names);
      const key = `${module} ${paging.scheme} ${JSON.stringify(paging.item)}`;
      const known = shared.get(key) ?? {
        name: scopeOf(module).take(aliasName(operation, service, { names, repeated }), operation.id),
        module,
        space: names.services.get(home)?.space ?? 'TopLevelAPI',
        scheme: paging.scheme,
        item: paging.item,
      };
      shared.set(key, known);
      made.set(operation.id, known);
    }
    service.children.forEach(visit);
  };
  visit(api.root);
  return made;
}

/** Top-level names that each resource file declares, without page aliases. */
function declaredNames(names: ApiNames): Map<string, string[]> {
  const made = new Map<string, string[]>();
  const add = (module: string, ...added: readonly string[]): void => {
    const known = made.get(module);
    if (known) known.push(...added);
    else made.set(module, [...added]);
  };
  for (const service of names.services.values()) if (service.access.length > 0) add(service.module, service.class);
  for (const { decl, path, inputPath } of names.types.values()) {
    const [name = '', twin = name] = [path[0], inputPath[0]];
    if (path.length === 1)
      add(
        moduleOf(decl.home, names),
        name,
        twin,
        ...(names.streamed.has(decl.id) ? streamingSuffixes.map((suffix) => name + suffix) : []),
      );
  }
  return made;
}

function exportedTypes(
  names: ApiNames,
  declared: ReadonlyMap<string, readonly string[]>,
  aliases: ReadonlyMap<string, PageAlias>,
): Map<string, string[]> {
  const classes = new Map([...names.services.values()].map((service) => [service.module, service.class]));
  const made = new Map(
    [...declared].map(([module, list]) => [module, [...new Set(list)].filter((name) => name !== classes.get(module))]),
  );
  for (const alias of new Set(aliases.values())) made.set(alias.module, [...(made.get(alias.module) ?? []), alias.name]);
  return made;
}

function homeOfItem(item: TypeRef, service: Service, names: ApiNames): string {
  const home = item.kind === 'named' ? names.types.get(item.id)?.decl.home : undefined;
  return home === undefined || home === '$shared' || !names.services.has(home) ? service.id : home;
}

interface AliasNames {
  readonly names: ApiNames;
  /** Schemes whose name begins with that of their array, which the item says, too: `MessagesPage`, not `MessagesMessagesCursorPage`. */
  readonly repeated: ReadonlySet<string>;
}

function aliasName({ paging, name, id }: Operation, service: Service, { names, repeated }: AliasNames): string {
  const item = paging?.item;
  const found = item?.kind === 'named' ? names.types.get(item.id) : undefined;
  const scheme = paging?.scheme ?? '';
  const page = repeated.has(scheme) ? 'Page' : (names.pages.get(scheme)?.page ?? 'Page');
  const { casing } = names;
  if (found === undefined || found.path.length === 0)
    return toBinding(`${casing.pascal(pluralWords([...service.name.words, ...name.words, 'item']))}${page}`, id);
  return toBinding(`${found.path.slice(0, -1).join('')}${casing.pascal(pluralWords(found.decl.name.words))}${page}`, id);
}

/** The words with the last one in the plural. */
function pluralWords(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  return [...words.slice(0, -1), last === 'metadata' ? last : pluralize.plural(last)];
}
