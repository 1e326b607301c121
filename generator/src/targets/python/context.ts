import type { Api, Operation, TypeDecl, TypeId } from '../../ir/index.js';
import { makeCasing, readCustomCasings } from '../../kit/casing.js';
import type { TargetOptions } from '../target.js';
import { toPythonName } from './identifier.js';
import { planModules } from './modules.js';
import { renamedTypes } from './arguments.js';
import { idsOf } from '../../kit/walk.js';
import type { ModulePlan } from './modules.js';
import { operationsOf } from '../../kit/walk.js';
import { nameApi } from './names.js';
import type { ApiNames } from './names.js';
import { makeTypePrinter } from './types.js';
import type { TypePrinter } from './types.js';

/** Everything that the views of an API are made from. */
export interface PythonContext {
  readonly api: Api;
  readonly options: TargetOptions;
  /** Import name of the package: `halyard_ai`. */
  readonly packageName: string;
  readonly names: ApiNames;
  readonly printer: TypePrinter;
  readonly decls: ReadonlyMap<TypeId, TypeDecl>;
  readonly modules: readonly ModulePlan[];
  /** Whether properties are sorted; else they keep the document's order. */
  readonly sorted: boolean;
  /** Declarations of which values are sent under other names than they have in Python; `below` asks for the values of a record only. */
  readonly renamed: { readonly has: (id: TypeId) => boolean; readonly below: (id: TypeId) => boolean };
  /** Wire name of the property that asks for a stream, when the declaration is the argument of such a call. */
  readonly triggerOf: (decl: TypeDecl) => string | undefined;
}

/** Names everything and prepares the printers. */
export function makeContext(api: Api, options: TargetOptions): PythonContext {
  const names = nameApi(api, makeCasing(readCustomCasings(options.settings['custom_casings'])));
  const triggers = new Map(operationsOf(api.root).flatMap((operation) => triggerOf(operation)));
  const decls = new Map(api.types.map((decl) => [decl.id, decl]));
  const renamed = renamedTypes(api.types);
  return {
    api,
    options,
    packageName: toPythonName({ wire: options.packageName, words: options.packageName.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '') }),
    names,
    printer: makeTypePrinter(names.types),
    decls,
    modules: planModules(names.types),
    sorted: options.settings['sort_schema_properties'] !== false,
    renamed: { has: (id) => renamed.has(id), below: (id) => valuesRenamed(decls.get(id), renamed) },
    triggerOf: ({ id }) => triggers.get(id),
  };
}

const triggerOf = ({ argument, streaming }: Operation): (readonly [TypeId, string])[] =>
  argument !== undefined && streaming?.trigger.kind === 'param' ? [[argument.type, streaming.trigger.wire]] : [];

const valuesRenamed = (decl: TypeDecl | undefined, renamed: ReadonlySet<TypeId>): boolean =>
  decl?.kind === 'record' && decl.properties.some(({ type }) => idsOf(type).some((id) => renamed.has(id)));
