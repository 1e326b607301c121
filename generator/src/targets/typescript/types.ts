import type { EnumDecl, Scalar, TypeId, TypeRef, UnionDecl } from '../../ir/index.js';
import type { Imports } from '../../kit/imports.js';
import { jsonLiteral } from '../../kit/literal.js';
import type { ApiNames } from './names.js';
import type { Direction, TypeNames } from './type-names.js';

/** Where a type is printed: the file's imports, the namespaces around it, and which way values travel. */
export interface TypePlace {
  readonly imports: Imports;
  /** Module of the file, e.g. `resources/models.js`. */
  readonly module: string;
  /** Names of the namespaces around the place, outermost first. */
  readonly within: readonly string[];
  readonly direction: Direction;
}

/** Prints references to types. */
export interface TypePrinter {
  readonly text: (ref: TypeRef, place: TypePlace) => string;
  /** The members of a union, each once; `null` last. */
  readonly parts: (ref: TypeRef, place: TypePlace) => readonly string[];
  /** The name of a declaration that has one; `suffix` names one of its streaming variants. */
  readonly name: (id: TypeId, place: TypePlace, suffix?: string) => string;
  /** What a declaration that is no record stands for. */
  readonly body: (names: TypeNames, place: TypePlace) => string;
  /** Says whether a word means a member of a namespace around the place. */
  readonly shadowed: (place: TypePlace) => (word: string) => boolean;
}

/** Symbols of the runtime that types mention. */
export const runtimeSymbols = {
  uploadable: { module: 'core/uploads.js', name: 'Uploadable', kind: 'type', space: 'Uploads' },
} as const;

/** Makes the printer of an API's types. */
export function makeTypePrinter(names: ApiNames): TypePrinter {
  const members = namespaceMembers(names);
  const shadowed = ({ module, within }: TypePlace) => {
    const around = within.map((_, index) => members.get(`${module} ${within.slice(0, index + 1).join('.')}`));
    return (word: string): boolean => around.some((set) => set?.has(word));
  };
  const printer: TypePrinter = {
    text: (ref, place) => joinParts(printer.parts(ref, place)),
    parts: (ref, place) => partsOf(ref, place, context),
    name: (id, place, suffix = '') => nameOf({ id, suffix }, place, context),
    body: ({ decl }, place) => {
      switch (decl.kind) {
        case 'enum':
          return enumParts(decl).join(' | ');
        case 'union':
          return joinParts(unionParts(decl, place, context));
        case 'alias':
          return printer.text(decl.type, place);
        case 'record':
          throw new Error(`The record ${decl.id} has no body but properties.`);
      }
    },
    shadowed,
  };
  const context: Context = { names, printer, members, open: new Set() };
  return printer;
}

interface Context {
  readonly names: ApiNames;
  readonly printer: TypePrinter;
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Aliases and unions that are being printed in place, so that none contains itself. */
  readonly open: Set<TypeId>;
}

/** The module in which types of a home are declared. */
export function moduleOf(home: string, names: ApiNames): string {
  return home === '$shared' ? 'resources/shared.js' : (names.services.get(home)?.module ?? 'resources/shared.js');
}

const spaceOf = (home: string, names: ApiNames): string =>
  home === '$shared' ? 'Shared' : (names.services.get(home)?.space ?? 'Shared');

function namespaceMembers(names: ApiNames): Map<string, Set<string>> {
  const made = new Map<string, Set<string>>();
  for (const { decl, path, inputPath } of names.types.values()) {
    for (const full of [path, inputPath]) {
      if (full.length < 2) continue;
      const key = `${moduleOf(decl.home, names)} ${full.slice(0, -1).join('.')}`;
      const set = made.get(key) ?? new Set();
      made.set(key, set.add(full.at(-1) as string));
    }
  }
  return made;
}

function joinParts(parts: readonly string[]): string {
  return parts.length === 0 ? 'never' : parts.join(' | ');
}

function partsOf(ref: TypeRef, place: TypePlace, context: Context): readonly string[] {
  const { printer } = context;
  const global = (name: string): string => place.imports.global(name, printer.shadowed(place));
  switch (ref.kind) {
    case 'scalar':
      return [scalarText(ref.scalar, ref.asString === true, place, context)];
    case 'literal':
      return [jsonLiteral(ref.value)];
    case 'named':
      return namedParts(ref.id, place, context);
    case 'list':
      return [`${global('Array')}<${printer.text(ref.item, place)}>`];
    case 'map':
      return [`{ [key: string]: ${printer.text(ref.value, place)} }`];
    case 'tuple': {
      const rest = ref.rest === undefined ? [] : [`...${global('Array')}<${printer.text(ref.rest, place)}>`];
      return [`[${[...ref.items.map((item) => printer.text(item, place)), ...rest].join(', ')}]`];
    }
    case 'nullable':
      return withNull(printer.parts(ref.inner, place));
    case 'unknown':
      return ['unknown'];
  }
}

const withNull = (parts: readonly string[]): readonly string[] =>
  parts.includes('unknown') ? parts : [...parts.filter((part) => part !== 'null'), 'null'];

function scalarText(scalar: Scalar, asString: boolean, place: TypePlace, { printer }: Context): string {
  if (asString) return 'string';
  switch (scalar) {
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'float':
    case 'double':
    case 'integer':
    case 'int32':
    case 'int64':
    case 'decimal':
      return 'number';
    case 'binary':
    case 'file':
      return place.direction === 'input' ? place.imports.use(runtimeSymbols.uploadable, printer.shadowed(place)) : 'string';
    default:
      return 'string';
  }
}

function namedParts(id: TypeId, place: TypePlace, context: Context): readonly string[] {
  const found = context.names.types.get(id);
  if (found === undefined) throw new Error(`No declaration has the id ${id}.`);
  if (found.path.length > 0) return [nameOf({ id, suffix: '' }, place, context)];
  if (context.open.has(id)) return ['unknown'];
  context.open.add(id);
  try {
    const { decl } = found;
    if (decl.kind === 'enum') return enumParts(decl);
    if (decl.kind === 'union') return unionParts(decl, place, context);
    return decl.kind === 'alias' ? context.printer.parts(decl.type, place) : ['unknown'];
  } finally {
    context.open.delete(id);
  }
}

interface NamedUse {
  readonly id: TypeId;
  readonly suffix: string;
}

function nameOf({ id, suffix }: NamedUse, place: TypePlace, { names, printer, members }: Context): string {
  const found = names.types.get(id) as TypeNames;
  const { home } = found.decl;
  const plain = place.direction === 'input' ? found.inputPath : found.path;
  const path = suffix === '' ? plain : [...plain.slice(0, -1), `${plain.at(-1)}${suffix}`];
  const module = moduleOf(home, names);
  if (module === place.module) {
    const near = shortest(path, place, members);
    if (near !== undefined) return near;
  }
  const [first = '', ...rest] = path;
  const symbol = {
    module,
    name: first,
    kind: 'type',
    space: spaceOf(home, names),
    always: home === '$shared' && module !== place.module,
  } as const;
  return [place.imports.use(symbol, printer.shadowed(place)), ...rest].join('.');
}

/** The path relative to the namespaces around the place, where nothing nearer has the same first word. */
function shortest(
  path: readonly string[],
  { module, within }: TypePlace,
  members: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  let common = 0;
  while (common < within.length && common < path.length - 1 && within[common] === path[common]) common += 1;
  for (let level = common; level > 0; level -= 1) {
    const first = path[level] as string;
    const nearer = within
      .slice(level)
      .some((_, index) => members.get(`${module} ${within.slice(0, level + index + 1).join('.')}`)?.has(first));
    if (!nearer) return path.slice(level).join('.');
  }
  return undefined;
}

function enumParts({ base, open, values }: EnumDecl): readonly string[] {
  const known = [...new Set(values.map(({ value }) => jsonLiteral(value)))];
  if (!open) return known.length === 0 ? ['never'] : known;
  const rest = base === 'boolean' ? 'boolean' : base === 'integer' || base === 'number' ? '(number & {})' : '(string & {})';
  return base === 'boolean' ? [rest] : [rest, ...known];
}

function unionParts(decl: UnionDecl, place: TypePlace, context: Context): readonly string[] {
  const parts = new Set<string>();
  for (const { type } of decl.variants) for (const part of context.printer.parts(type, place)) parts.add(part);
  if (parts.size === 0 || parts.has('unknown')) return ['unknown'];
  return parts.has('null') ? withNull([...parts]) : [...parts];
}
