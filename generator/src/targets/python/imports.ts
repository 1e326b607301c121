import type { PlainName, RuntimeName, TypingName } from './types.js';
import { layout } from './layout.js';
import type { TypePlaceName } from './type-names.js';

/** A module of the SDK below `src/<package>/`: folders, then the file without `.py`. */
export type ModulePath = readonly string[];

/** Names of the runtime and where they stand. */
const runtimeModules: Readonly<Record<RuntimeName | 'BaseModel' | 'Field' | 'TypedDict' | 'Required', string>> = {
  Base64FileInput: '_core.types',
  FileTypes: '_core.types',
  SequenceNotStr: '_core.types',
  PropertyInfo: '_core.annotations',
  BaseModel: '_core.models',
  Field: 'pydantic',
  TypedDict: 'typing_extensions',
  Required: 'typing_extensions',
};

/** The imports of one file: collected while its text is made, printed at its head and, for types that only annotations name, at its end. */
export interface PythonImports {
  /** A name of `typing`. */
  readonly typing: (name: TypingName | 'TYPE_CHECKING' | 'overload' | 'TypeAlias' | 'TypeAliasType' | 'Any' | 'Callable' | 'Sequence' | 'Mapping' | 'cast') => string;
  /** A builtin or a class of `datetime`; written in full where `shadowed` names stand in its way. */
  readonly plain: (name: PlainName, shadowed?: ReadonlySet<string>) => string;
  /** A name of the runtime or a dependency. */
  readonly from: (module: string, name: string, wish?: string) => string;
  /** A type of the SDK from its own module; `late` imports stand at the end of the file. */
  readonly type: (name: TypePlaceName, late: boolean) => string;
  /** The package `types`, through which resources reach every type. */
  readonly types: () => string;
  /** A class of another module that only type checkers import at the head of the file. */
  readonly checked: (module: ModulePath, name: string) => { readonly module: string; readonly local: string };
  /** The imports at the head, of those names that the file really uses. */
  readonly print: (used: ReadonlySet<string>) => string;
  readonly printLate: (used: ReadonlySet<string>) => string;
}

const extensions: ReadonlySet<string> = new Set(['TypeAlias', 'TypeAliasType', 'TypedDict', 'Required']);

/** Starts the imports of a file that declares the given names itself. */
export function makeImports(file: ModulePath, declared: ReadonlySet<string>): PythonImports {
  const lines = new Map<string, Map<string, string>>();
  const late = new Map<string, Map<string, string>>();
  const checkedLines = new Map<string, Map<string, string>>();
  const modules = new Set<string>();
  const owners = new Map<string, string>([...declared].map((name) => [name, 'here']));
  const add = (table: Map<string, Map<string, string>>, module: string, name: string, wish = name): string => {
    const key = `${module}.${name}`;
    const known = lines.get(module)?.get(name) ?? late.get(module)?.get(name) ?? checkedLines.get(module)?.get(name);
    if (known !== undefined) {
      if (table === lines && late.get(module)?.delete(name)) entry(lines, module).set(name, known);
      return known;
    }
    let local = wish;
    while (owners.has(local)) local = `${local === wish ? '_' : ''}${local}${local === wish ? '' : '_'}`;
    owners.set(local, key);
    entry(table, module).set(name, local);
    return local;
  };
  const from = (module: string, name: string, wish?: string): string =>
    add(lines, isOwn(module) ? relativeModule(file, module.split('.').filter((part) => part !== '')) : module, name, wish);
  return {
    from,
    typing: (name) => from(extensions.has(name) ? 'typing_extensions' : 'typing', name),
    plain: (name, shadowed) => {
      const inTheWay = shadowed?.has(name) === true || declared.has(name);
      if (name === 'date' || name === 'datetime') {
        if (!inTheWay) return from('datetime', name);
        modules.add('datetime as _datetime');
        return `_datetime.${name}`;
      }
      if (inTheWay) modules.add('builtins as _builtins');
      return inTheWay ? `_builtins.${name}` : name;
    },
    type: (name, isLate) => {
      const module = ['types', ...name.module.folder, name.module.file];
      if (module.join('/') === file.join('/')) return name.name;
      return add(isLate ? late : lines, relativeModule(file, module), name.name);
    },
    types: () => {
      const from = '.'.repeat(file.length);
      entry(lines, from).set('types', '_t');
      return '_t';
    },
    checked: (module, name) => {
      const from = relativeModule(file, module);
      return { module: from, local: add(checkedLines, from, name) };
    },
    print: (used) => printImports(lines, modules, used),
    printLate: (used) => printFroms(late, used, '  # noqa: E402'),
  };
}

/** Modules of the SDK are named from its root: `_core.types`, `.pagination`. */
const isOwn = (module: string): boolean => /^[_.]/.test(module) && !module.startsWith('__');

const entry = (table: Map<string, Map<string, string>>, module: string): Map<string, string> => {
  const found = table.get(module) ?? new Map<string, string>();
  table.set(module, found);
  return found;
};

/** Where a name of the runtime stands. */
export const runtimeModule = (name: keyof typeof runtimeModules): string => runtimeModules[name];

/** How a file names another module of its package: `..._core.models`. */
export function relativeModule(file: ModulePath, module: ModulePath): string {
  const folder = file.slice(0, -1);
  let common = 0;
  while (common < folder.length && common < module.length - 1 && folder[common] === module[common]) common += 1;
  return `${'.'.repeat(folder.length - common + 1)}${module.slice(common).join('.')}`;
}

const standard: ReadonlySet<string> = new Set(['datetime', 'os', 'typing']);
const rank = (module: string): number => (module.startsWith('.') ? 3 : standard.has(module) ? 1 : 2);
/** Farthest first, as import sorters have it. */
const depth = (module: string): number => /^\.*/.exec(module)?.[0].length ?? 0;

type ImportTable = ReadonlyMap<string, ReadonlyMap<string, string>>;

function printImports(lines: ImportTable, modules: ReadonlySet<string>, used: ReadonlySet<string>): string {
  const plain = [...modules].filter((module) => used.has(module.split(' as ').at(-1) ?? '')).sort();
  const groups = [1, 2, 3].map((group) => printFroms(new Map([...lines].filter(([module]) => rank(module) === group)), used, ''));
  const first = [plain.map((module) => `import ${module}`).join('\n'), groups[0]].filter((text) => text !== '').join('\n');
  return ['from __future__ import annotations', first, groups[1], groups[2]].filter((text) => text !== '').join('\n\n');
}

function printFroms(table: ImportTable, used: ReadonlySet<string>, note: string): string {
  return [...table]
    .map(([module, names]) => [module, new Map([...names].filter(([, local]) => used.has(local)))] as const)
    .filter(([, names]) => names.size > 0)
    .sort(([a], [b]) => depth(b) - depth(a) || (a < b ? -1 : 1))
    .map(([module, names]) => {
      const list = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, local]) => (name === local ? name : `${name} as ${local}`));
      return fromLine(module, list, note);
    })
    .join('\n');
}

/** An import statement, laid out. */
export function fromLine(module: string, names: readonly string[], note = ''): string {
  const line = `from ${module} import ${names.join(', ')}`;
  if (line.length <= 110) return line + note;
  const [head, ...rest] = layout(`from ${module} import (${names.join(', ')})`).split('\n');
  return [`${head}${note}`, ...rest].join('\n');
}
