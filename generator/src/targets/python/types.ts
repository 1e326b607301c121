import type { EnumDecl, Json, Scalar, TypeDecl, TypeId, TypeRef, UnionDecl } from '../../ir/index.js';
import type { PythonTypeNames, TypePlaceName } from './type-names.js';
import { literal } from './literal.js';

/** The place where a type is printed: how it refers to names there, and which way values travel. */
export interface TypePlace {
  readonly direction: 'input' | 'output';
  /** The expression for a class or alias of the SDK. */
  readonly refer: (name: TypePlaceName) => string;
  /** The expression for a name of `typing` (`Literal`), noted as used. */
  readonly typing: (name: TypingName) => string;
  /** The expression for a builtin or a class of `datetime`, noted as used. */
  readonly plain: (name: PlainName) => string;
  /** The expression for a name of the runtime (`FileTypes`), noted as used. */
  readonly runtime: (name: RuntimeName) => string;
  /** Whether formats and other notes stand beside a type (in a TypedDict); a method's own arguments have none. */
  readonly annotated: boolean;
}

/** Names of `typing` that types need. */
export type TypingName = 'Annotated' | 'Dict' | 'Generic' | 'Iterable' | 'List' | 'Literal' | 'Optional' | 'Tuple' | 'TypeVar' | 'Union';
/** Names of builtins and of `datetime` that types need. */
export type PlainName = 'bool' | 'date' | 'datetime' | 'float' | 'int' | 'object' | 'str';
/** Names of the runtime that types need. */
export type RuntimeName = 'Base64FileInput' | 'FileTypes' | 'PropertyInfo' | 'SequenceNotStr';

/** Prints types of an API. */
export interface TypePrinter {
  /** A reference, e.g. `Optional[List[Choice]]`. */
  readonly text: (ref: TypeRef, place: TypePlace) => string;
  /** What a declaration that is no record stands for. */
  readonly body: (decl: TypeDecl, place: TypePlace) => string;
}

/** Makes the printer of an API's types. */
export function makeTypePrinter(names: ReadonlyMap<TypeId, PythonTypeNames>): TypePrinter {
  const context: Context = { names, open: new Set() };
  return {
    text: (ref, place) => textOf(ref, place, context),
    body: (decl, place) => bodyOf(decl, place, context),
  };
}

interface Context {
  readonly names: ReadonlyMap<TypeId, PythonTypeNames>;
  /** Declarations that are being printed in place, so that none contains itself. */
  readonly open: Set<TypeId>;
}

function textOf(ref: TypeRef, place: TypePlace, context: Context): string {
  switch (ref.kind) {
    case 'scalar':
      return scalarText(ref.asString === true ? 'string' : ref.scalar, place);
    case 'literal':
      return literalText([ref.value], place);
    case 'named':
      return namedText(ref.id, place, context);
    case 'list':
      return listText(textOf(ref.item, place, context), place);
    case 'map':
      return `${place.typing('Dict')}[${place.plain('str')}, ${textOf(ref.value, place, context)}]`;
    case 'tuple': {
      const items = unique(ref.items.map((item) => textOf(item, place, context)));
      if (ref.rest === undefined && ref.items.length > 0)
        return `${place.typing('Tuple')}[${ref.items.map((item) => textOf(item, place, context)).join(', ')}]`;
      const rest = ref.rest ? [textOf(ref.rest, place, context)] : [];
      return listText(unionText(unique([...items, ...rest]), place), place);
    }
    case 'nullable':
      return optionalText(textOf(ref.inner, place, context), place);
    case 'unknown':
      return place.plain('object');
  }
}

/** Whether a text is a builtin, short or in full. */
const isPlain = (text: string, name: PlainName): boolean => text === name || text === `_builtins.${name}`;

function optionalText(inner: string, place: TypePlace): string {
  const optional = place.typing('Optional');
  return inner.startsWith(`${optional}[`) || isPlain(inner, 'object') ? inner : `${optional}[${inner}]`;
}

function listText(item: string, place: TypePlace): string {
  if (place.direction === 'output') return `${place.typing('List')}[${item}]`;
  return isPlain(item, 'str') ? `${place.runtime('SequenceNotStr')}[${item}]` : `${place.typing('Iterable')}[${item}]`;
}

function scalarText(scalar: Scalar, place: TypePlace): string {
  switch (scalar) {
    case 'boolean':
      return place.plain('bool');
    case 'number':
    case 'float':
    case 'double':
    case 'decimal':
      return place.plain('float');
    case 'integer':
    case 'int32':
    case 'int64':
      return place.plain('int');
    case 'date':
      return timeText('date', place);
    case 'dateTime':
      return timeText('datetime', place);
    case 'base64':
      return place.direction === 'output' ? place.plain('str') : annotate(unionOf(place, place.plain('str'), place.runtime('Base64FileInput')), 'base64', place);
    case 'binary':
    case 'file':
      return place.direction === 'output' ? place.plain('str') : place.runtime('FileTypes');
    case 'string':
    case 'time':
    case 'duration':
    case 'uuid':
    case 'uri':
    case 'email':
    case 'ip':
      return place.plain('str');
  }
}

const unionOf = (place: TypePlace, ...parts: readonly string[]): string => `${place.typing('Union')}[${parts.join(', ')}]`;

const timeText = (name: 'date' | 'datetime', place: TypePlace): string =>
  place.direction === 'output' ? place.plain(name) : annotate(unionOf(place, place.plain('str'), place.plain(name)), 'iso8601', place);

const annotate = (type: string, format: string, place: TypePlace): string =>
  place.annotated ? `${place.typing('Annotated')}[${type}, ${place.runtime('PropertyInfo')}(format="${format}")]` : type;

function namedText(id: TypeId, place: TypePlace, context: Context): string {
  const names = context.names.get(id);
  if (names === undefined) return place.plain('object');
  const found = place.direction === 'input' ? (names.input ?? names.output) : names.output;
  if (found) return place.refer(found);
  if (context.open.has(id)) return place.plain('object');
  context.open.add(id);
  const text = bodyOf(names.decl, place, context);
  context.open.delete(id);
  return text;
}

function bodyOf(decl: TypeDecl, place: TypePlace, context: Context): string {
  switch (decl.kind) {
    case 'enum':
      return enumText(decl, place);
    case 'union':
      return unionBody(decl, place, context);
    case 'alias':
      return textOf(decl.type, place, context);
    case 'record':
      return place.plain('object');
  }
}

function unionBody(decl: UnionDecl, place: TypePlace, context: Context): string {
  const nullable = decl.variants.some(({ type }) => type.kind === 'nullable');
  const parts = unique(decl.variants.map(({ type }) => textOf(type.kind === 'nullable' ? type.inner : type, place, context)));
  const union = unionText(parts, place);
  const text =
    decl.discriminator === undefined || parts.length < 2 || place.direction === 'input'
      ? union
      : `${place.typing('Annotated')}[${union}, ${place.runtime('PropertyInfo')}(discriminator=${literal(decl.discriminator)})]`;
  return nullable ? optionalText(text, place) : text;
}

function unionText(parts: readonly string[], place: TypePlace): string {
  const [first] = parts;
  if (parts.some((part) => isPlain(part, 'object'))) return place.plain('object');
  if (first === undefined) return place.plain('object');
  return parts.length < 2 ? first : unionOf(place, ...parts);
}

function enumText({ base, open, values }: EnumDecl, place: TypePlace): string {
  const closed = literalText(
    values.map(({ value }) => value),
    place,
  );
  const wide = base === 'mixed' ? 'object' : ({ string: 'str', integer: 'int', number: 'float', boolean: 'bool' } as const)[base];
  return open && !isPlain(closed, wide) ? unionText([closed, place.plain(wide)], place) : closed;
}

/** `Literal["a", "b"]`; Python has no literal types of fractions. */
function literalText(values: readonly (string | number | boolean)[], place: TypePlace): string {
  if (values.length === 0) return place.plain('object');
  if (values.some((value) => typeof value === 'number' && !Number.isSafeInteger(value))) return place.plain('float');
  return `${place.typing('Literal')}[${unique(values.map((value) => scalarLiteral(value))).join(', ')}]`;
}

const scalarLiteral = (value: Json): string => {
  if (typeof value === 'string') return literal(value);
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
};

const unique = (parts: readonly string[]): readonly string[] => [...new Set(parts)];
