import { posix } from 'node:path';

/** A name that a module exports. Modules are paths below the output folder, with the extension that imports use. */
export interface Symbol {
  readonly module: string;
  readonly name: string;
  readonly kind: 'type' | 'value';
  /** Name of a namespace import of the module, for places where the plain name is taken. */
  readonly space: string;
  /** True when the module is always imported as a namespace (`Shared.ErrorObject`). */
  readonly always?: boolean;
}

/** The imports of one file: collected while its text is made, printed at its head. */
export interface Imports {
  /** The expression that names a symbol here; `shadowed` says which first words mean something else at this place. */
  readonly use: (symbol: Symbol, shadowed?: (word: string) => boolean) => string;
  /** The expression that names a global here: `Response`, or `globalThis.Response` where something else has that name. */
  readonly global: (name: string, shadowed?: (word: string) => boolean) => string;
  /** Import statements, sorted, one a line. */
  readonly print: () => string;
}

interface ModuleImports {
  readonly names: Map<string, 'type' | 'value'>;
  space: { readonly local: string; kind: 'type' | 'value' } | undefined;
}

const never = (): boolean => false;

/** Starts the imports of the file at `path`, which declares the names in `declared` itself. */
export function makeImports(path: string, declared: Iterable<string>): Imports {
  const owners = new Map<string, string>([...declared].map((name) => [name, path]));
  const modules = new Map<string, ModuleImports>();
  const entry = (module: string): ModuleImports => {
    const found = modules.get(module) ?? { names: new Map(), space: undefined };
    modules.set(module, found);
    return found;
  };
  const throughSpace = (symbol: Symbol, shadowed: (word: string) => boolean): string => {
    const imports = entry(symbol.module);
    if (imports.space === undefined) {
      let local = symbol.space;
      while (owners.has(local) || shadowed(local)) local = `${local}_`;
      owners.set(local, `${symbol.module}*`);
      imports.space = { local, kind: symbol.kind };
    } else if (symbol.kind === 'value') imports.space.kind = 'value';
    return `${imports.space.local}.${symbol.name}`;
  };
  const use = (symbol: Symbol, shadowed: (word: string) => boolean = never): string => {
    const owner = owners.get(symbol.name);
    if (symbol.module === path && owner === path && !shadowed(symbol.name)) return symbol.name;
    const free = owner === undefined || owner === symbol.module;
    if (symbol.always === true || !free || shadowed(symbol.name)) return throughSpace(symbol, shadowed);
    owners.set(symbol.name, symbol.module);
    const { names } = entry(symbol.module);
    if (names.get(symbol.name) !== 'value') names.set(symbol.name, symbol.kind);
    return symbol.name;
  };
  const global = (name: string, shadowed: (word: string) => boolean = never): string => {
    const owner = owners.get(name);
    if (owner !== undefined && owner !== 'globalThis') return `globalThis.${name}`;
    owners.set(name, 'globalThis');
    return shadowed(name) ? `globalThis.${name}` : name;
  };
  return { use, global, print: () => printModules(path, modules) };
}

function printModules(path: string, modules: ReadonlyMap<string, ModuleImports>): string {
  const from = posix.dirname(path);
  return [...modules]
    .map(([module, imports]) => ({ specifier: relativeSpecifier(from, module), imports }))
    .sort((a, b) => compare(a.specifier, b.specifier))
    .flatMap(({ specifier, imports }) => printModule(specifier, imports))
    .join('\n');
}

function printModule(specifier: string, { names, space }: ModuleImports): string[] {
  const sorted = [...names].sort(([a], [b]) => compare(a, b));
  const typeOnly = sorted.every(([, kind]) => kind === 'type');
  const list = sorted.map(([name, kind]) => (kind === 'type' && !typeOnly ? `type ${name}` : name)).join(', ');
  return [
    ...(space === undefined ? [] : [`import ${space.kind === 'type' ? 'type ' : ''}* as ${space.local} from '${specifier}';`]),
    ...(sorted.length === 0 ? [] : [`import ${typeOnly ? 'type ' : ''}{ ${list} } from '${specifier}';`]),
  ];
}

/** The specifier by which a file in folder `from` imports `module`; both lie below one folder, and neither holds `..`. */
export function relativeSpecifier(from: string, module: string): string {
  const folders = from === '.' ? [] : from.split('/');
  const parts = module.split('/');
  let shared = 0;
  while (shared < folders.length && shared < parts.length - 1 && folders[shared] === parts[shared]) shared += 1;
  return (shared < folders.length ? '../'.repeat(folders.length - shared) : './') + parts.slice(shared).join('/');
}

/** Order of code units: the same in every locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
