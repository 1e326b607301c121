import { layout, lineLength } from '../layout.js';
import { literal } from '../literal.js';
import { relativeModule } from '../imports.js';

/** `__init__.py` of a folder whose names are imported when they are first used. */
export interface PackageFolderView {
  readonly header: string;
  /** Module of the runtime that loads names. */
  readonly runtime: string;
  /** Imports that type checkers see, a statement each. */
  readonly imports: readonly string[];
  readonly hasImports: boolean;
  readonly exports: string;
}

/** A module below a folder, `chat` or `chat.chat`, and the names that the folder exports of it. */
export interface FolderModule {
  readonly module: string;
  readonly names: readonly string[];
  /** Whether the module itself is reached through the folder. */
  readonly reachable: boolean;
}

/** What a folder holds. */
export interface PackageFolder {
  /** Its path below `src/<package>/`. */
  readonly path: readonly string[];
  readonly modules: readonly FolderModule[];
  readonly subfolders: readonly string[];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The view of a folder's `__init__.py`. A name that two modules have belongs to the first. */
export function packageFolderView({ path, modules, subfolders }: PackageFolder, header: string): PackageFolderView {
  const taken = new Set<string>();
  const exported = [...modules]
    .sort((a, b) => byText(a.module, b.module))
    .map(({ module, names }) => ({ module, names: names.filter((name) => !taken.has(name) && taken.add(name)).sort(byText) }))
    .filter(({ names }) => names.length > 0);
  const reachable = modules.filter((each) => each.reachable).map(({ module }) => module);
  const packages = [...new Set([...subfolders, ...reachable])].sort(byText);
  const named = new Set(exported.map(({ module }) => module));
  const inner = packages.filter((name) => !named.has(name));
  const table = exported.flatMap(({ module, names }) => names.map((name) => `${literal(name)}: ${literal(module)}`)).sort(byText);
  const imports = [...(packages.length === 0 ? [] : [importLine('', packages)]), ...exported.map(({ module, names }) => importLine(module, names))];
  return {
    header,
    runtime: relativeModule([...path, '__init__'], ['_core', 'lazy']),
    imports,
    hasImports: imports.length > 0,
    exports: lazyCall(table, inner),
  };
}

function importLine(module: string, names: readonly string[]): string {
  const line = `from .${module} import ${names.map((name) => `${name} as ${name}`).join(', ')}`;
  return line.length + 4 <= lineLength ? line : `from .${module} import (\n${names.map((name) => `        ${name} as ${name},\n`).join('')}    )`;
}

function lazyCall(table: readonly string[], inner: readonly string[]): string {
  const tuple = inner.length === 0 ? [] : [`(${inner.map((name) => literal(name)).join(', ')}${inner.length === 1 ? ',' : ''})`];
  const line = `__getattr__, __dir__ = lazy_exports(${['__name__', `{${table.join(', ')}}`, ...tuple].join(', ')})`;
  return layout(line, 4);
}
