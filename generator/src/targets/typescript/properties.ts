import type { Location, Property, RecordDecl } from '../../ir/index.js';
import { docComment, docsText } from '../../kit/comment.js';
import { compare } from '../../kit/imports.js';
import { propertyKey } from '../../kit/literal.js';
import type { Direction } from './type-names.js';

/** A property as a key of an object type: its wire name, unless another property of the record has the same one. */
export interface KeyedProperty {
  readonly key: string;
  readonly property: Property;
}

const rank: Readonly<Record<Location, number>> = { path: 0, query: 1, body: 2, header: 3, cookie: 4 };
const first: Readonly<Record<string, number>> = { id: 0, token: 1 };

/** The properties of a record in one direction, each with its key. */
export function keyedProperties(record: RecordDecl, direction: Direction): readonly KeyedProperty[] {
  const seen = new Set<string>();
  const visible = record.properties.filter((property) => !(direction === 'input' ? property.readOnly : property.writeOnly));
  return visible.map((property) => {
    const wire = property.key ?? property.name.wire;
    const key = seen.has(wire) ? `${property.location ?? 'body'}_${wire}` : wire;
    seen.add(key);
    return { key, property };
  });
}

/** Required properties first; then by place, `id` and `token` first, alphabetical. */
export function sortProperties(properties: readonly KeyedProperty[], sorted: boolean): readonly KeyedProperty[] {
  const place = ({ property }: KeyedProperty): number => (property.location === undefined ? 0 : rank[property.location]);
  const head = ({ property }: KeyedProperty): number => first[property.name.wire] ?? 2;
  return [...properties].sort(
    (a, b) =>
      Number(b.property.required) - Number(a.property.required) ||
      place(a) - place(b) ||
      (sorted ? head(a) - head(b) || compare(a.key, b.key) : 0),
  );
}

const placeWords: Readonly<Record<Location, string>> = {
  path: 'Path',
  query: 'Query',
  body: 'Body',
  header: 'Header',
  cookie: 'Cookie',
};

/** A property with its comment, as one member of an object type. */
export function propertyText({ key, property }: KeyedProperty, type: string, mixed: boolean): string {
  const { docs, deprecated, location, required } = property;
  const prefix = mixed && location !== undefined ? `${placeWords[location]} param` : '';
  const text = docsText(docs);
  const shown = prefix === '' ? docs : { description: text === '' ? prefix : `${prefix}: ${text}` };
  return `${docComment(shown, { deprecated })}${propertyKey(key)}${required ? '' : '?'}: ${type};`;
}
