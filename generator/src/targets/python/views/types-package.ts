import { layout } from '../layout.js';
import { literal } from '../literal.js';
import { relativeModule } from '../imports.js';
import type { ModulePlan } from '../modules.js';

/** `__init__.py` of a folder below `types/`. */
export interface TypesPackageView {
  readonly header: string;
  /** Module of the runtime that loads names when they are first used. */
  readonly runtime: string;
  /** Imports that type checkers see, one a line. */
  readonly imports: readonly string[];
  readonly hasImports: boolean;
  readonly exports: string;
}

/** What a folder below `types/` holds. */
export interface TypesFolder {
  readonly folder: readonly string[];
  readonly modules: readonly ModulePlan[];
  readonly subfolders: readonly string[];
}

/** Every folder below `types/`, with those that only hold other folders. */
export function typesFolders(plans: readonly ModulePlan[]): readonly TypesFolder[] {
  const found = new Map<string, { folder: readonly string[]; modules: ModulePlan[]; subfolders: Set<string> }>();
  const at = (folder: readonly string[]): { folder: readonly string[]; modules: ModulePlan[]; subfolders: Set<string> } => {
    const key = folder.join('/');
    const known = found.get(key);
    if (known) return known;
    const made = { folder, modules: [], subfolders: new Set<string>() };
    found.set(key, made);
    const name = folder.at(-1);
    if (name !== undefined) at(folder.slice(0, -1)).subfolders.add(name);
    return made;
  };
  at([]);
  for (const plan of plans) at(plan.module.folder).modules.push(plan);
  return [...found.values()].map(({ folder, modules, subfolders }) => ({ folder, modules, subfolders: [...subfolders].sort() }));
}

/** The view of a folder's `__init__.py`. */
export function typesPackageView({ folder, modules, subfolders }: TypesFolder, header: string): TypesPackageView {
  const exported = modules
    .map(({ module, entries }) => ({ file: module.file, names: entries.filter((entry) => entry.exported).map(({ name }) => name) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const withInner = modules.filter(({ entries }) => entries.some((entry) => !entry.exported)).map(({ module }) => module.file);
  const inner = [...subfolders, ...exported.filter(({ names }) => names.length === 0).map(({ file }) => file)].sort();
  const packages = [...new Set([...subfolders, ...withInner])].sort().map((name) => layout(`from . import ${name} as ${name}`, 4));
  const types = exported.filter(({ names }) => names.length > 0).map(({ file, names }) => importLine(file, [...names].sort()));
  const table = exported.flatMap(({ file, names }) => names.map((name) => `${literal(name)}: ${literal(file)}`)).sort();
  const list = table.length === 0 ? '{}' : `{\n${table.map((line) => `        ${line},\n`).join('')}    }`;
  const others = inner.length === 0 ? '' : `, (${inner.map((name) => literal(name)).join(', ')}${inner.length === 1 ? ',' : ''})`;
  return {
    header,
    runtime: relativeModule(['types', ...folder, '__init__'], ['_core', 'lazy']),
    imports: [...packages, ...types],
    hasImports: packages.length + types.length > 0,
    exports: lazyCall(list, others, inner),
  };
}

function importLine(file: string, names: readonly string[]): string {
  const line = `from .${file} import ${names.map((name) => `${name} as ${name}`).join(', ')}`;
  return line.length + 4 <= 110 ? line : `from .${file} import (\n${names.map((name) => `        ${name} as ${name},\n`).join('')}    )`;
}

function lazyCall(list: string, others: string, inner: readonly string[]): string {
  const line = `__getattr__, __dir__ = lazy_exports(__name__, ${list}${others})`;
  if (!list.includes('\n') && line.length + 4 <= 110) return line;
  const table = list.replace(/^(?=.)/gm, '    ').trimStart();
  const tuple = `(${inner.map((name) => literal(name)).join(', ')}${inner.length === 1 ? ',' : ''})`;
  const names = inner.length === 0 ? '' : `        ${layout(tuple, 8, 1)},\n`;
  return `__getattr__, __dir__ = lazy_exports(\n        __name__,\n        ${table},\n${names}    )`;
}
