import type { EnumDecl, EnumValue, TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import { enumValues, extensibleValues } from '../resolve/schema.js';
import { noDocs, unsaid, type Context, type Slot } from './context.js';
import { isConstant } from './extensions.js';
import { declare, headFor, named, nullable } from './declare.js';
import { unique, type Taken } from './names.js';
import { titleName } from './titles.js';
import { nameOf } from './words.js';

type Value = string | number | boolean;

/** A value with what the document says of it. */
export interface ValueNote {
  readonly value: Value;
  readonly name?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
}

/** The type of a schema with `enum` or `const`: one value is a literal, several are a declaration. */
export function enumType(ctx: Context, node: Located<Node>, slot: Slot): TypeRef {
  const known = extensibleValues(node.value);
  const all = [...(enumValues(node.value) ?? []), ...(known ?? [])];
  const values = [...new Set(all)].filter(
    (value): value is Value => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
  );
  const hasNull = all.includes(null);
  if (values.length + (hasNull ? 1 : 0) < new Set(all).size) unsaid(ctx, 'an enum value that is an object or array', node);
  if (values.length === 0) return { kind: 'unknown' };
  const only = values[0] as Value;
  const open = !isConstant(node.value) && (known !== undefined || isOpen(node.value));
  const type: TypeRef =
    values.length === 1 && !open && !slot.head
      ? { kind: 'literal', value: only }
      : declareEnum(ctx, node, slot, { notes: notesOf(node.value, values), open });
  return hasNull ? nullable(type) : type;
}

function isOpen(schema: Node): boolean {
  const { 'x-ms-enum': named } = schema;
  return (
    schema['x-extensible-enum'] === true || schema['x-ms-enum-open'] === true || (isRecord(named) && named.modelAsString === true)
  );
}

/** Declares an enum of values. */
export function declareEnum(
  ctx: Context,
  node: Located<Node>,
  slot: Slot,
  { notes, open }: { readonly notes: readonly ValueNote[]; readonly open: boolean },
): TypeRef {
  if (notes.length === 1 && slot.head && !open) return { kind: 'literal', value: (notes[0] as ValueNote).value };
  const head = headFor(ctx, slot, slot.head ? undefined : titleName(node.value, slot));
  const taken: Taken = new Map();
  const values = notes.map((note): EnumValue => ({
    value: note.value,
    name: { wire: String(note.value), words: unique(taken, nameOf(note.name ?? String(note.value))).words },
    docs: note.description === undefined || note.description === '' ? noDocs : { description: note.description },
    deprecated: note.deprecated === true,
  }));
  const draft = declare(ctx, head, node, { kind: 'enum', base: baseOf(notes, node.value), values, open }) as EnumDecl;
  return named(draft.id);
}

function baseOf(notes: readonly ValueNote[], schema: Node): EnumDecl['base'] {
  const kinds = new Set(notes.map(({ value }) => typeof value));
  if (kinds.size > 1) return 'mixed';
  if (kinds.has('string')) return 'string';
  if (kinds.has('boolean')) return 'boolean';
  return schema.type === 'number' || notes.some(({ value }) => !Number.isInteger(value)) ? 'number' : 'integer';
}

/** Names and descriptions of enum values, from the extensions that documents use for them. */
export function notesOf(schema: Node, values: readonly Value[]): readonly ValueNote[] {
  const names = listOfText(schema['x-enum-varnames'] ?? schema['x-enumNames'] ?? schema['x-enum-names']);
  const described = schema['x-enum-descriptions'] ?? schema['x-enumDescriptions'];
  return values.map((value, index) => {
    const name = names[index];
    const description = Array.isArray(described)
      ? described[index]
      : isRecord(described) && Object.hasOwn(described, String(value))
        ? described[String(value)]
        : undefined;
    return { value, ...(name === undefined ? {} : { name }), ...(typeof description === 'string' ? { description } : {}) };
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const listOfText = (value: unknown): readonly (string | undefined)[] =>
  Array.isArray(value) ? value.map((item) => (typeof item === 'string' && item !== '' ? item : undefined)) : [];
