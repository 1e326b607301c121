import type { Service } from '../../ir/index.js';
import type { Casing } from '../../kit/casing.js';
import { makeScope, toBinding } from '../../kit/identifier.js';
import type { NameScope } from '../../kit/identifier.js';
import { pathSegment } from '../../kit/path-segment.js';
import { clientMembers, memberName } from './member-names.js';

/** What a service is called. */
export interface ServiceNames {
  readonly id: string;
  /** Words of the whole path: chat, completions. */
  readonly words: readonly string[];
  /** Property of the parent: `completions`. */
  readonly property: string;
  /** Properties from the client on: `chat.completions`. */
  readonly access: readonly string[];
  readonly class: string;
  /** Name of a namespace import of its file. */
  readonly space: string;
  /** Its module below `src/`, with `.js`. */
  readonly module: string;
  /** Module that re-exports it and its children; undefined for a service without children. */
  readonly index: string | undefined;
  /** Module of its per-operation functions. */
  readonly operations: string;
}

/** What services are named after. */
export interface ServiceNaming {
  readonly root: Service;
  readonly types: readonly { readonly home: string; readonly name: string }[];
  readonly casing: Casing;
  readonly client: string;
}

interface Place {
  readonly service: Service;
  readonly parent: ServiceNames;
  /** Folder of the service's file, below `src/resources/`. */
  readonly folder: string;
  readonly files: NameScope;
  readonly properties: NameScope;
  readonly classes: NameScope;
}

const folded = (name: string): string => name.toLowerCase();

/** Names every service: classes, files and properties, unique among their siblings. */
export function nameServices({ root, types, casing, client }: ServiceNaming): Map<string, ServiceNames> {
  const made = new Map<string, ServiceNames>();
  const homes = new Map<string, Set<string>>();
  for (const { home, name } of types) {
    const names = homes.get(home);
    if (names) names.add(name);
    else homes.set(home, new Set([name]));
  }
  const top: ServiceNames = {
    id: root.id,
    words: [],
    property: '',
    access: [],
    class: client,
    space: 'TopLevelAPI',
    module: 'resources/top-level.js',
    index: undefined,
    operations: 'operations/top-level.js',
  };
  made.set(root.id, top);

  const visit = ({ service, parent, folder, files, properties, classes }: Place): void => {
    const property = properties.take(memberName(service.name.words, service.name.wire, casing), service.id);
    const file = files.take(pathSegment(casing.kebab(service.name.words), service.name.wire), service.id);
    const wish = toBinding(casing.pascal(service.name.words), service.name.wire);
    const isTaken = [service, parent].some(({ id }) => homes.get(id)?.has(wish));
    const name = classes.take(isTaken ? `${wish}Resource` : wish, service.id);
    const own = service.children.length === 0 ? folder : `${folder}${file}/`;
    const names: ServiceNames = {
      id: service.id,
      words: [...parent.words, ...service.name.words],
      property,
      access: [...parent.access, property],
      class: name,
      space: `${wish}API`,
      module: `resources/${own}${file}.js`,
      index: service.children.length === 0 ? undefined : `resources/${own}index.js`,
      operations: `operations/${folder}${file}.js`,
    };
    made.set(service.id, names);
    visitAll({ services: service.children, parent: names, folder: own, reserved: [file, 'index'], properties: [] });
  };
  const visitAll = (group: Group): void => {
    const scopes = {
      files: makeScope(group.reserved, folded),
      properties: makeScope(group.properties),
      classes: makeScope([group.parent.class]),
    };
    for (const service of group.services) visit({ service, parent: group.parent, folder: group.folder, ...scopes });
  };
  visitAll({
    services: root.children,
    parent: top,
    folder: '',
    reserved: ['index', 'shared', 'top-level'],
    properties: clientMembers,
  });
  return made;
}

interface Group {
  readonly services: readonly Service[];
  readonly parent: ServiceNames;
  readonly folder: string;
  readonly reserved: readonly string[];
  readonly properties: readonly string[];
}
