import type { Service } from '../../ir/index.js';
import type { ApiContext, PageAlias } from './context.js';
import { moduleOf } from './types.js';
import type { ResourceFile } from './views/resource.js';

/** The files below src/resources/: one a service, and those of shared and root types where there are any. */
export function resourceFiles(context: ApiContext): readonly ResourceFile[] {
  const { api, names } = context;
  const types = group(
    [...names.types.values()].filter(({ path }) => path.length === 1).map(({ decl }) => decl),
    (decl) => moduleOf(decl.home, names),
  );
  const aliases = group([...new Set(context.pageAliases.values())], ({ module }: PageAlias) => module);
  const file = (module: string, service?: Service): ResourceFile => ({
    module,
    ...(service === undefined ? {} : { service }),
    types: types.get(module) ?? [],
    aliases: aliases.get(module) ?? [],
  });
  const made: ResourceFile[] = [];
  const visit = (service: Service): void => {
    made.push(file(names.services.get(service.id)?.module ?? '', service));
    service.children.forEach(visit);
  };
  api.root.children.forEach(visit);
  const loose = [names.services.get(api.root.id)?.module ?? '', 'resources/shared.js'].map((module) => file(module));
  return [...made, ...loose.filter((each) => each.types.length + each.aliases.length > 0)];
}

function group<Value>(values: readonly Value[], key: (value: Value) => string): Map<string, Value[]> {
  const made = new Map<string, Value[]>();
  for (const value of values) {
    const found = made.get(key(value));
    if (found) found.push(value);
    else made.set(key(value), [value]);
  }
  return made;
}
