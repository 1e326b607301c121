import type { Service } from '../../ir/index.js';
import type { Casing } from '../../kit/casing.js';
import { makeScope } from '../../kit/identifier.js';
import type { NameScope } from '../../kit/identifier.js';
import { pathSegment } from '../../kit/path-segment.js';
import { moduleName, toClassName, toPythonName } from './identifier.js';

/** What a service is called. */
export interface ServiceNames {
  readonly id: string;
  /** Property of the parent: `completions`. */
  readonly property: string;
  /** Properties from the client on: `chat`, `completions`. */
  readonly access: readonly string[];
  /** The class of the sync resource; `Async` stands before that of the other. */
  readonly class: string;
  /** Folder of its file below `resources/`. */
  readonly folder: readonly string[];
  /** Its file's name, without `.py`. */
  readonly file: string;
  /** Folder below `types/` in which its types stand. */
  readonly types: readonly string[];
  /** Whether the folder has an `__init__.py` that re-exports it and its children. */
  readonly isPackage: boolean;
}

/** What every resource class has; no operation and no child may be called so. */
export const resourceMembers = ['with_raw_response', 'with_streaming_response'] as const;

/** What every client has. */
export const clientMembers = [
  ...resourceMembers,
  ...'copy with_options close is_closed base_url auth_headers default_headers default_query timeout max_retries get post put patch delete head options request get_api_list core api_base_url request_page token_call user_agent platform_headers qs'.split(
    ' ',
  ),
];

/** Names every service: classes, files and properties, unique among their siblings. */
export function nameServices(root: Service, casing: Casing, client: string): Map<string, ServiceNames> {
  const made = new Map<string, ServiceNames>();
  const top: ServiceNames = { id: root.id, property: '', access: [], class: client, folder: [], file: '', types: [], isPackage: true };
  made.set(root.id, top);
  const visitAll = (services: readonly Service[], parent: ServiceNames, folder: readonly string[], types: readonly string[]): void => {
    const scopes: Scopes = {
      files: makeScope(['__init__', folder.at(-1) ?? ''], (name) => name.toLowerCase()),
      properties: makeScope(parent === top ? clientMembers : resourceMembers),
    };
    for (const service of services) {
      const names = nameService({ service, parent, folder, types, casing, scopes });
      made.set(service.id, names);
      if (service.children.length > 0) visitAll(service.children, names, names.folder, [...types, names.file]);
    }
  };
  visitAll(root.children, top, [], []);
  return made;
}

interface Scopes {
  readonly files: NameScope;
  readonly properties: NameScope;
}

interface Place {
  readonly service: Service;
  readonly parent: ServiceNames;
  readonly folder: readonly string[];
  readonly types: readonly string[];
  readonly casing: Casing;
  readonly scopes: Scopes;
}

function nameService({ service, parent, folder, types, casing, scopes }: Place): ServiceNames {
  const { name, id, children } = service;
  const property = scopes.properties.take(toPythonName(name), id);
  const file = scopes.files.take(moduleName(pathSegment(property, id).replace(/-/g, '_')), id);
  const isPackage = children.length > 0;
  return {
    id,
    property,
    access: [...parent.access, property],
    class: toClassName(casing.pascal(name.words), name.wire),
    folder: isPackage ? [...folder, file] : folder,
    file,
    types,
    isPackage,
  };
}
