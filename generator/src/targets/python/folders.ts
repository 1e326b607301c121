import type { PythonContext } from './context.js';
import { allServices } from '../../kit/walk.js';
import type { FolderModule, PackageFolder } from './views/package-folder.js';

/** Every folder below `types/`, with those that only hold other folders. */
export function typesFolders({ modules }: PythonContext): readonly PackageFolder[] {
  return foldersOf(
    'types',
    modules.map(({ module, entries }) => ({
      folder: module.folder,
      module: {
        module: module.file,
        names: entries.filter(({ exported }) => exported).map(({ name }) => name),
        reachable: entries.some(({ exported }) => !exported),
      },
    })),
  );
}

/** Forms of a resource class. */
const forms = ['', 'WithRawResponse', 'WithStreamingResponse'] as const;

/** Every folder below `resources/`: it exports its own resource and the resources directly below. */
export function resourceFolders({ api, names }: PythonContext): readonly PackageFolder[] {
  const placed = allServices(api.root)
    .slice(1)
    .flatMap(({ id }) => {
      const own = names.services.get(id);
      if (own === undefined) return [];
      const classes = ['', 'Async'].flatMap((prefix) => forms.map((suffix) => `${prefix}${own.class}${suffix}`));
      const here = { folder: own.folder, module: { module: own.file, names: classes, reachable: false } };
      const above = own.isPackage ? [{ folder: own.folder.slice(0, -1), module: { module: `${own.file}.${own.file}`, names: classes, reachable: false } }] : [];
      return [here, ...above];
    });
  return foldersOf('resources', placed);
}

interface Placed {
  readonly folder: readonly string[];
  readonly module: FolderModule;
}

function foldersOf(root: string, placed: readonly Placed[]): readonly PackageFolder[] {
  const found = new Map<string, { path: readonly string[]; modules: FolderModule[]; subfolders: Set<string> }>();
  const at = (folder: readonly string[]): { path: readonly string[]; modules: FolderModule[]; subfolders: Set<string> } => {
    const key = folder.join('/');
    const known = found.get(key);
    if (known) return known;
    const made = { path: [root, ...folder], modules: [], subfolders: new Set<string>() };
    found.set(key, made);
    const name = folder.at(-1);
    if (name !== undefined) at(folder.slice(0, -1)).subfolders.add(name);
    return made;
  };
  at([]);
  for (const { folder, module } of placed) at(folder).modules.push(module);
  return [...found.values()].map(({ path, modules, subfolders }) => ({ path, modules, subfolders: [...subfolders] }));
}
