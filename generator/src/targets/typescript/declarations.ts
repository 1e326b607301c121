import type { Operation, PageScheme, Property, RecordDecl, TypeDecl, TypeId, TypeRef } from '../../ir/index.js';
import { docComment } from '../../kit/comment.js';
import { propertyKey } from '../../kit/literal.js';
import type { ApiNames } from './names.js';
import { keyedProperties, propertyText, sortProperties } from './properties.js';
import type { KeyedProperty } from './properties.js';
import { hasTwoShapes } from './type-names.js';
import type { Direction, TypeNames } from './type-names.js';
import type { TypePlace, TypePrinter } from './types.js';

/** What declarations are printed with. */
export interface DeclarationContext {
  readonly names: ApiNames;
  readonly printer: TypePrinter;
  /** The operation whose argument a declaration is. */
  readonly argumentOf: ReadonlyMap<TypeId, Operation>;
  readonly schemes: ReadonlyMap<string, PageScheme>;
  /** Whether properties are sorted; else they keep the document's order. */
  readonly sorted: boolean;
}

/** Direction of a declaration that has one shape only. */
export const directionOf = ({ uses }: TypeDecl): Direction => (uses.input && !uses.output && !uses.error ? 'input' : 'output');

/** A top-level declaration with everything in its namespace: both shapes, where there are two. */
export function declarationText(
  names: TypeNames,
  file: Omit<TypePlace, 'within' | 'direction'>,
  context: DeclarationContext,
): string {
  const twin = hasTwoShapes(names.decl);
  const own = { ...file, within: [], direction: twin ? ('output' as const) : directionOf(names.decl) };
  const shapes = twin ? [own, { ...file, within: [], direction: 'input' as const }] : [own];
  return shapes.map((place) => shapeText(names, place, context)).join('\n\n');
}

function shapeText(names: TypeNames, place: TypePlace, context: DeclarationContext): string {
  const { decl } = names;
  const path = place.direction === 'input' ? names.inputPath : names.path;
  const name = path.at(-1) as string;
  const doc = docComment(decl.docs, { deprecated: decl.deprecated });
  const streaming = context.argumentOf.get(decl.id)?.streaming;
  if (streaming?.trigger.kind === 'param')
    return streamingText({ names, name, doc, wire: streaming.trigger.wire }, place, context);
  const text =
    decl.kind === 'record'
      ? recordText(decl, name, place, context)
      : `export type ${name} = ${context.printer.body(names, place)};`;
  const inner = namespaceText(names, [...place.within, name], place, context);
  return `${doc}${text}${inner === '' ? '' : `\n\nexport namespace ${name} {\n${inner}\n}`}`;
}

/** Declarations below another one. The namespace of an input shape holds only what has an input shape of its own. */
function namespaceText(names: TypeNames, within: readonly string[], place: TypePlace, context: DeclarationContext): string {
  const inputTwin = place.direction === 'input' && names.inputPath !== names.path;
  return names.children
    .map((id) => context.names.types.get(id) as TypeNames)
    .flatMap((child) => {
      const twin = hasTwoShapes(child.decl);
      const beside = twin && names.inputPath === names.path;
      if (inputTwin && !twin) return [];
      const direction = twin ? place.direction : directionOf(child.decl);
      const shapes: readonly Direction[] = beside ? ['output', 'input'] : [direction];
      return shapes.map((shape) => shapeText(child, { ...place, within, direction: shape }, context));
    })
    .join('\n\n');
}

function recordText(decl: RecordDecl, name: string, place: TypePlace, context: DeclarationContext): string {
  const bases = basesOf(decl, place, context);
  const own = keyedProperties(decl, place.direction).filter(({ property }) => !bases.covered.has(property.name.wire));
  const body = membersText(decl, own, place, context);
  const heads = bases.names.length === 0 ? '' : ` extends ${bases.names.join(', ')}`;
  return `export interface ${name}${heads} {${body === '' ? '' : `\n${body}\n`}}`;
}

/** Everything between the braces of a record. */
function membersText(decl: RecordDecl, own: readonly KeyedProperty[], place: TypePlace, context: DeclarationContext): string {
  const mixed = new Set(decl.properties.map(({ location }) => location)).size > 1;
  const typed = sortProperties(own, context.sorted).map((keyed) => ({
    keyed,
    type: context.printer.text(keyed.property.type, place),
  }));
  const lines = typed.map(({ keyed, type }) => propertyText(keyed, type, mixed));
  const all = decl.extra === undefined ? [] : keyedProperties(decl, place.direction).map(({ property }) => property);
  const open =
    decl.extra === undefined && decl.properties.length === 0 && !decl.closed && decl.source !== 'params'
      ? ({ kind: 'unknown' } as const)
      : decl.extra;
  return [...lines, ...(open === undefined ? [] : [`[key: string]: ${indexType(open, all, place, context)};`])]
    .join('\n\n')
    .replace(/^\n+/, '');
}

const mostIndexTypes = 6;

/** The type of an index signature: what additional properties are, widened so that the named ones fit. */
function indexType(extra: TypeRef, named: readonly Property[], place: TypePlace, { printer }: DeclarationContext): string {
  const parts = new Set(printer.parts(extra, place));
  for (const { type, required } of named) {
    for (const part of printer.parts(type, place)) parts.add(part);
    if (!required) parts.add('undefined');
  }
  return parts.has('unknown') || parts.size > mostIndexTypes + printer.parts(extra, place).length
    ? 'unknown'
    : [...parts].join(' | ');
}

interface Bases {
  readonly names: readonly string[];
  /** Wire names of the properties that the bases bring. */
  readonly covered: ReadonlySet<string>;
}

/** The records that an interface can extend: those whose every property it has unchanged. */
function basesOf(decl: RecordDecl, place: TypePlace, context: DeclarationContext): Bases {
  const page = pageBase(decl, place, context);
  const covered = new Set(page?.covered ?? []);
  const names = [...(page?.names ?? [])];
  if (decl.extra !== undefined && decl.extra.kind !== 'unknown') return { names, covered };
  for (const id of decl.bases) {
    const base = context.names.types.get(id);
    if (base?.decl.kind !== 'record' || base.path.length === 0 || base.decl.extra !== undefined || id === decl.id) continue;
    const wires = unchangedFrom(base.decl, decl);
    if (wires === undefined || wires.length === 0 || wires.some((wire) => covered.has(wire))) continue;
    if (hasTwoShapes(base.decl) ? false : directionOf(base.decl) !== place.direction && base.decl.splits) continue;
    names.push(context.printer.name(id, place));
    for (const wire of wires) covered.add(wire);
  }
  return { names, covered };
}

/** Wire names of a base's properties when the record has each of them as the base does; else undefined. */
function unchangedFrom(base: RecordDecl, decl: RecordDecl): readonly string[] | undefined {
  const own = new Map(decl.properties.map((property) => [property.name.wire, property]));
  const same = base.properties.every((property) => {
    const found = own.get(property.name.wire);
    return (
      found !== undefined &&
      found.from !== undefined &&
      found.required === property.required &&
      sameType(found.type, property.type)
    );
  });
  return same ? base.properties.map(({ name }) => name.wire) : undefined;
}

const sameType = (a: TypeRef, b: TypeRef): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The params type of a page scheme, when the record is the argument of a call that pages by it. */
function pageBase(
  decl: RecordDecl,
  place: TypePlace,
  { names, argumentOf, schemes, printer }: DeclarationContext,
): Bases | undefined {
  const scheme = schemes.get(argumentOf.get(decl.id)?.paging?.scheme ?? '');
  const page = names.pages.get(scheme?.id ?? '');
  if (scheme === undefined || page === undefined || scheme.params.length === 0) return undefined;
  const own = new Map(decl.properties.map((property) => [property.name.wire, property]));
  const fits = scheme.params.every(({ name, type }) => {
    const found = own.get(name.wire);
    return found?.required === false && printer.text(found.type, place) === printer.text(type, place);
  });
  if (!fits) return undefined;
  const base = place.imports.use(
    { module: 'core/pagination.js', name: page.params, kind: 'type', space: 'Pagination' },
    printer.shadowed(place),
  );
  return { names: [base], covered: new Set(scheme.params.map(({ name }) => name.wire)) };
}

interface StreamingParams {
  readonly names: TypeNames;
  readonly name: string;
  readonly doc: string;
  /** The property that asks for a stream. */
  readonly wire: string;
}

/** The argument of a call that streams when asked to: a base, one type for each answer, and their union. */
function streamingText({ names, name, doc, wire }: StreamingParams, place: TypePlace, context: DeclarationContext): string {
  const { decl } = names;
  const inner = namespaceText(names, [...place.within, name], place, context);
  const trigger = decl.kind === 'record' ? decl.properties.find((property) => property.name.wire === wire) : undefined;
  const off = trigger?.type.kind === 'nullable' ? 'false | null' : 'false';
  const key = propertyKey(wire);
  const comment = trigger ? docComment(trigger.docs) : '';
  const members = { NonStreaming: `${comment}${key}?: ${off};`, Streaming: `${comment}${key}: true;` };
  const base =
    decl.kind === 'record'
      ? recordText(decl, `${name}Base`, place, context)
      : `export type ${name}Base = ${context.printer.body(names, place)};`;
  const variant = (kind: 'NonStreaming' | 'Streaming'): string =>
    decl.kind === 'record'
      ? `export interface ${name}${kind} extends ${name}Base {\n${members[kind]}\n}`
      : `export type ${name}${kind} = ${name}Base & {\n${members[kind]}\n};`;
  return [
    `${doc}export type ${name} = ${name}NonStreaming | ${name}Streaming;`,
    base,
    ...(inner === '' ? [] : [`export namespace ${name} {\n${inner}\n}`]),
    variant('NonStreaming'),
    variant('Streaming'),
  ].join('\n\n');
}
