import type { Service } from '../../../ir/index.js';
import type { Imports } from '../../../kit/imports.js';
import type { ApiContext } from '../context.js';
import type { ServiceNames } from '../service-names.js';

/** The members of a class's namespace. */
export interface ExportList {
  readonly hasExports: boolean;
  /** `export { Balances, type Balance };`, one for each file. */
  readonly exports: readonly string[];
}

interface Exported {
  readonly module: string;
  readonly space: string;
  readonly name: string;
  readonly kind: 'type' | 'value';
}

/** The file that exports. */
export interface ExportingFile {
  readonly module: string;
  /** Names that mean something else there. */
  readonly reserved?: readonly string[];
}

/** What the namespace of a service's class holds: its own types, and the classes and types of its children; a name twice only once. */
export function exportList(service: Service, file: ExportingFile, imports: Imports, context: ApiContext): ExportList {
  const own = context.names.services.get(service.id) as ServiceNames;
  const taken = new Set<string>(file.reserved);
  const classes = service.children.map((child) => context.names.services.get(child.id) as ServiceNames);
  for (const child of classes) taken.add(child.class);
  const types = (names: ServiceNames): Exported[] =>
    context
      .publicTypes(names.module)
      .filter((name) => !taken.has(name) && taken.add(name))
      .map((name) => ({ module: names.module, space: names.space, name, kind: 'type' }));
  const groups: readonly (readonly Exported[])[] = [
    file.module === own.module ? types(own) : [],
    ...classes.map((child): Exported[] => [
      { module: child.module, space: child.space, name: child.class, kind: 'value' },
      ...types(child),
    ]),
  ];
  const exports = groups.filter((group) => group.length > 0).flatMap((group) => exportStatements(group, imports));
  return { hasExports: exports.length > 0, exports };
}

/** Statements of an ambient namespace that export imported names; those that are reached through a namespace import only become aliases. */
export function exportStatements(group: readonly Exported[], imports: Imports): string[] {
  const direct: string[] = [];
  const aliases: string[] = [];
  for (const { module, space, name, kind } of group) {
    const local = imports.use({ module, name, kind, space });
    // An import alias needs a namespace that was imported as a value.
    if (local.includes('.')) aliases.push(`export import ${name} = ${imports.use({ module, name, kind: 'value', space })};`);
    else direct.push(kind === 'type' ? `type ${name}` : name);
  }
  return [...(direct.length === 0 ? [] : [`export { ${direct.join(', ')} };`]), ...aliases];
}
