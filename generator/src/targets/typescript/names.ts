import type { Api, Name, Operation, PageScheme, Service, TypeDecl, TypeId } from '../../ir/index.js';
import type { Casing } from '../../kit/casing.js';
import { operationsOf } from '../../kit/walk.js';
import { isReserved, makeScope, toBinding, toIdentifier } from '../../kit/identifier.js';
import type { NameScope } from '../../kit/identifier.js';
import { clientMembers, memberName } from './member-names.js';
import { nameServices } from './service-names.js';
import type { ServiceNames } from './service-names.js';
import { withoutEnvelopes } from './envelopes.js';
import { nameTypes } from './type-names.js';
import type { TypeNames } from './type-names.js';

/** What a page scheme is called in `core/pagination.ts`. */
export interface PageNames {
  readonly page: string;
  readonly params: string;
  readonly response: string;
}

/** What an operation is called: the method of its resource class and its per-operation function. */
export interface OperationNames {
  readonly method: string;
  readonly function: string;
}

/** Every name of the SDK, given out once, before any text is made. */
export interface ApiNames {
  /** Class of the whole client, e.g. `Halyard`. */
  readonly client: string;
  /** Class of the client without resources, e.g. `HalyardCore`. */
  readonly core: string;
  readonly casing: Casing;
  readonly services: ReadonlyMap<string, ServiceNames>;
  readonly types: ReadonlyMap<TypeId, TypeNames>;
  /** Arguments of calls that stream when asked to. */
  readonly streamed: ReadonlySet<TypeId>;
  readonly operations: ReadonlyMap<string, OperationNames>;
  readonly pages: ReadonlyMap<string, PageNames>;
}

/** Names everything of an API. */
export function nameApi(api: Api, casing: Casing): ApiNames {
  const client = toBinding(casing.pascal(api.name.words), api.name.wire);
  const core = `${client}Core`;
  const streamed = new Set(
    operationsOf(api.root)
      .filter(asksForStream)
      .flatMap(({ argument }) => (argument ? [argument.type] : [])),
  );
  const types = nameTypes(withoutEnvelopes(api), casing, streamed);
  const services = nameServices({ root: api.root, types: [...topTypes(api.types, types)], casing, client });
  return {
    client,
    core,
    casing,
    services,
    types,
    streamed,
    operations: nameOperations(api.root, services, casing),
    pages: namePages(api.pages, casing),
  };
}

const asksForStream = ({ streaming }: Operation): boolean => streaming?.trigger.kind === 'param';

function* topTypes(
  decls: readonly TypeDecl[],
  names: ReadonlyMap<TypeId, TypeNames>,
): Generator<{ readonly home: string; readonly name: string }> {
  for (const decl of decls) {
    const found = names.get(decl.id);
    if (found?.path.length === 1) yield { home: decl.home, name: found.path[0] as string };
  }
}

function nameOperations(root: Service, services: ReadonlyMap<string, ServiceNames>, casing: Casing): Map<string, OperationNames> {
  const made = new Map<string, OperationNames>();
  const functions = makeScope();
  const visit = (service: Service): void => {
    const names = services.get(service.id) as ServiceNames;
    const methods = makeScope([
      ...(service === root ? clientMembers : []),
      ...service.children.map((child) => services.get(child.id)?.property ?? ''),
    ]);
    for (const operation of service.operations)
      made.set(operation.id, nameOperation({ operation, names, methods, functions, casing }));
    service.children.forEach(visit);
  };
  visit(root);
  return made;
}

interface OperationContext {
  readonly operation: Operation;
  readonly names: ServiceNames;
  readonly methods: NameScope;
  readonly functions: NameScope;
  readonly casing: Casing;
}

function nameOperation({ operation, names, methods, functions, casing }: OperationContext): OperationNames {
  const { words, wire } = operation.name;
  const method = methods.take(memberName(words, wire, casing), operation.id);
  const wish = toBinding(casing.camel([...names.words, ...words]), operation.id);
  return { method, function: functions.take(wish, operation.id) };
}

function namePages(pages: readonly PageScheme[], casing: Casing): Map<string, PageNames> {
  const scope = makeScope(['AbstractPage', 'PagePromise', 'PageRequest']);
  return new Map(
    pages.map((page) => {
      const wish = toBinding(casing.pascal(page.name.words), page.name.wire);
      const name = scope.take(wish, page.id);
      return [
        page.id,
        { page: name, params: scope.take(`${name}Params`, page.id), response: scope.take(`${name}Response`, page.id) },
      ];
    }),
  );
}

/** The variable or parameter that holds a value with the given name. */
export function bindingName(name: Name, casing: Casing, scope: NameScope): string {
  const wish = toIdentifier(casing.camel(name.words), name.wire);
  return scope.take(isReserved(wish) ? `${wish}_` : wish, name.wire);
}
