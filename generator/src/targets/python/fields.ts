import type { Location, Property, RecordDecl } from '../../ir/index.js';
import { makeScope } from '../../kit/identifier.js';
import { toPythonName } from './identifier.js';

/** A property as an attribute of a model, a key of a TypedDict or a keyword of a method. */
export interface Field {
  readonly name: string;
  readonly wire: string;
  readonly property: Property;
}

/** Attributes that models have from pydantic and from the runtime; a field of that name gets a `_`. */
export const modelMembers: readonly string[] = (
  'copy dict json schema schema_json construct from_orm parse_obj parse_raw parse_file validate update_forward_refs to_dict to_json ' +
  'model_computed_fields model_config model_construct model_copy model_dump model_dump_json model_extra model_fields model_fields_set ' +
  'model_json_schema mro register model_parametrized_name model_post_init model_rebuild model_validate model_validate_json model_validate_strings'
).split(' ');

/** Keywords that every method has beside the arguments of its operation. */
export const methodKeywords: readonly string[] = ['self', 'extra_headers', 'extra_query', 'extra_body', 'timeout', 'idempotency_key', 'sse', 'jsonl', 'omit', 'not_given'];

const rank: Readonly<Record<Location, number>> = { path: 0, query: 1, body: 2, header: 3, cookie: 4 };
const first: Readonly<Record<string, number>> = { id: 0, token: 1 };

/** The fields of a record in one direction, in the document's order, each with a name of its own. */
export function fieldsOf(record: RecordDecl, direction: 'input' | 'output'): readonly Field[] {
  const taken = makeScope(record.source === 'params' ? methodKeywords : []);
  const visible = record.properties.filter((property) => !(direction === 'input' ? property.readOnly : property.writeOnly));
  return visible.map((property) => {
    const { name, key, location } = property;
    const moved = key !== undefined && key !== name.wire ? { wire: key, words: [location ?? 'body', ...name.words] } : name;
    const wish = toPythonName(moved);
    const free = modelMembers.includes(wish) && direction === 'output' ? `${wish}_` : methodKeywords.includes(wish) && record.source === 'params' ? `${wish}_` : wish;
    return { name: taken.take(free, name.wire), wire: name.wire, property };
  });
}

/** Required fields first; then by place, `id` and `token` first, alphabetical. */
export function sortFields(fields: readonly Field[], sorted: boolean): readonly Field[] {
  const place = ({ property }: Field): number => (property.location === undefined ? 0 : rank[property.location]);
  const head = ({ wire }: Field): number => first[wire] ?? 2;
  return [...fields].sort(
    (a, b) =>
      Number(b.property.required) - Number(a.property.required) ||
      place(a) - place(b) ||
      (sorted ? head(a) - head(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) : 0),
  );
}
