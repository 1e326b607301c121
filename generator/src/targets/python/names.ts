import type { Api, Service, TypeId } from '../../ir/index.js';
import type { Casing } from '../../kit/casing.js';
import { makeScope } from '../../kit/identifier.js';
import { allServices, operationsOf } from '../../kit/walk.js';
import { nameOptions } from './client-options.js';
import type { NamedOption } from './client-options.js';
import { toClassName, toPythonName } from './identifier.js';
import { clientMembers, nameServices, resourceMembers } from './service-names.js';
import type { ServiceNames } from './service-names.js';
import { nameTypes } from './type-names.js';
import type { PythonTypeNames } from './type-names.js';

/** Every name of the SDK, given out once, before any text is made. */
export interface ApiNames {
  /** Class of the client, e.g. `Halyard`. */
  readonly client: string;
  readonly casing: Casing;
  readonly services: ReadonlyMap<string, ServiceNames>;
  readonly types: ReadonlyMap<TypeId, PythonTypeNames>;
  /** Arguments of calls that stream when asked to. */
  readonly streamed: ReadonlySet<TypeId>;
  /** Method names by operation id. */
  readonly methods: ReadonlyMap<string, string>;
  /** The options of the client. */
  readonly options: readonly NamedOption[];
  /** Class names of page schemes without `Sync` and `Async`, by scheme id. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Names everything of an API. */
export function nameApi(api: Api, casing: Casing): ApiNames {
  const client = toClassName(casing.pascal(api.name.words), api.name.wire);
  const services = nameServices(api.root, casing, client);
  const streamed = new Set(
    operationsOf(api.root)
      .filter(({ streaming }) => streaming?.trigger.kind === 'param')
      .flatMap(({ argument }) => (argument ? [argument.type] : [])),
  );
  return {
    client,
    casing,
    services,
    streamed,
    types: nameTypes({ api, casing, streamed, folderOf: (home) => typesFolder(home, services), subfolders: subfoldersOf(services) }),
    methods: nameMethods(api.root, services),
    options: nameOptions(api.options, [...clientMembers, ...api.root.children.flatMap(({ id }) => services.get(id)?.property ?? [])]),
    pages: namePages(api, casing),
  };
}

function typesFolder(home: string, services: ReadonlyMap<string, ServiceNames>): readonly string[] {
  if (home === '$shared') return ['shared'];
  if (home === '$shared_params') return ['shared_params'];
  return services.get(home)?.types ?? [];
}

function subfoldersOf(services: ReadonlyMap<string, ServiceNames>): (folder: readonly string[]) => readonly string[] {
  const below = new Map<string, Set<string>>([['', new Set(['shared', 'shared_params'])]]);
  for (const { types } of services.values())
    types.forEach((name, depth) => {
      const folder = types.slice(0, depth).join('/');
      below.set(folder, (below.get(folder) ?? new Set()).add(name));
    });
  return (folder) => [...(below.get(folder.join('/')) ?? [])];
}

function nameMethods(root: Service, services: ReadonlyMap<string, ServiceNames>): Map<string, string> {
  const made = new Map<string, string>();
  for (const service of allServices(root)) {
    const taken = makeScope([
      ...(service === root ? clientMembers : resourceMembers),
      ...service.children.map(({ id }) => services.get(id)?.property ?? ''),
    ]);
    for (const { id, name } of service.operations) made.set(id, taken.take(toPythonName(name), id));
  }
  return made;
}

function namePages(api: Api, casing: Casing): Map<string, string> {
  const scope = makeScope();
  return new Map(api.pages.map(({ id, name }) => [id, scope.take(toClassName(casing.pascal(name.words), name.wire), id)]));
}
