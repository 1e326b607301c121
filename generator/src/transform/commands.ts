import { isDeepStrictEqual } from 'node:util';
import type { TransformConfig, TransformTarget } from '../config/config.js';
import { copy, duplicate, isTable, put, valueAt, type Draft, type Origin, type Table } from './document.js';
import { find, splitLast, type Location } from './path.js';

/** A change that can't be made; the message says why. */
export class Refusal extends Error {
  readonly help: string;
  constructor(why: string, help: string) {
    super(why);
    this.help = help;
  }
}

/** What a command works on. */
export interface Bench {
  readonly draft: Draft;
  /** The locations that targets name. */
  readonly select: (targets: readonly TransformTarget[]) => readonly Location[];
  /** Where the command stands in the configuration: what it adds is said to stand there. */
  readonly origin: Origin;
}

type Command<Name> = Extract<TransformConfig, { readonly command: Name }>;

/** Makes one change. */
export function apply(change: TransformConfig, bench: Bench): void {
  switch (change.command) {
    case 'update':
      return update(change, bench);
    case 'append':
      return append(change, bench);
    case 'merge':
      return merge(change, bench);
    case 'remove':
      return remove(change, bench);
    case 'copy':
    case 'move':
      return transfer(change, bench);
    case 'oneOfToAnyOf':
      return loosen(change, bench);
    case 'extractToRefs':
      return extract(change, bench);
  }
}

function update({ targets, value, template }: Command<'update'>, bench: Bench): void {
  if (template && (typeof value !== 'string' || !value.includes('{{value}}'))) throw new Refusal('its value has no `{{value}}`', 'With `template: true`, `{{value}}` in a string stands for what is there now.');
  for (const location of bench.select(targets)) {
    const slot = slotOf(bench.draft.root, location);
    put(slot.parent, slot.key, template ? filled(value as string, valueAt(bench.draft.root, location), location) : fresh(value, bench, 'value'));
  }
}

function filled(template: string, current: unknown, location: Location): string {
  if (typeof current !== 'string') throw new Refusal(`${shown(location)} is no string`, 'A template fills in a string; set a value of another type without `template`.');
  return template.replaceAll('{{value}}', () => current);
}

function append({ targets, value }: Command<'append'>, bench: Bench): void {
  for (const location of bench.select(targets)) {
    const target = valueAt(bench.draft.root, location);
    if (Array.isArray(target)) {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (target.some((one) => isDeepStrictEqual(one, item))) throw new Refusal(`${shown(location)} holds ${JSON.stringify(item)} already`, 'Remove the transform: the document has it now.');
        target.push(fresh(item, bench, 'value'));
      }
    } else if (isTable(target) && isTable(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (Object.hasOwn(target, key)) throw new Refusal(`${shown(location)} has \`${key}\` already`, 'Remove the transform if the document has it now; `update` or `merge` changes what is there.');
        put(target, key, fresh(item, bench, `value/${key}`));
      }
    } else throw new Refusal(`${shown(location)} is ${isTable(target) ? 'an object, and the value is none' : 'neither a list nor an object'}`, 'Items are appended to lists, and the keys of an object to objects.');
  }
}

function merge({ targets, object }: Command<'merge'>, bench: Bench): void {
  if (!isTable(object)) throw new Refusal('`object` is no object', 'Give the keys that are to be set.');
  for (const location of bench.select(targets)) {
    const target = valueAt(bench.draft.root, location);
    if (!isTable(target)) throw new Refusal(`${shown(location)} is no object`, 'Use `update` to replace it.');
    mergeInto(target, fresh(object, bench, 'object') as Table);
  }
}

function mergeInto(target: Table, changes: Table): void {
  for (const [key, value] of Object.entries(changes)) {
    const current = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isTable(current) && isTable(value)) mergeInto(current, value);
    else put(target, key, value);
  }
}

function remove({ targets, keys }: Command<'remove'>, { draft, select }: Bench): void {
  const locations = select(targets);
  if (keys.length === 0) return discard(draft, locations);
  for (const key of keys) {
    const holders = locations.map((location) => valueAt(draft.root, location)).filter((value): value is Table => isTable(value) && Object.hasOwn(value, key));
    if (holders.length === 0) throw new Refusal(`no target has the key \`${key}\``, 'The document may have changed: correct the key, or remove it from `keys`.');
    for (const holder of holders) delete holder[key];
  }
}

/** Takes values out; those of a list together, so that no index is read after the list has moved up. */
function discard({ root }: Draft, locations: readonly Location[]): void {
  const slots = locations.map((location) => slotOf(root, location));
  const lists = new Map<unknown[], Set<string>>();
  for (const { parent, key } of slots) {
    if (!Array.isArray(parent)) delete (parent as Table)[key];
    else lists.set(parent, (lists.get(parent) ?? new Set()).add(key));
  }
  for (const [list, indexes] of lists) list.splice(0, list.length, ...list.filter((_, index) => !indexes.has(String(index))));
}

function transfer({ command, from, to }: Command<'copy' | 'move'>, { draft, select }: Bench): void {
  const locations = select([{ path: from, ignore: [], same: false }]);
  const [source] = locations;
  if (!source || locations.length > 1) throw new Refusal(`\`${from}\` leads to ${locations.length} values`, 'Name one value in `from`.');
  const value = valueAt(draft.root, source);
  const places = to.map((path) => freePlace(draft.root, path));
  if (command === 'move') discard(draft, [source]);
  places.forEach(({ parent, key }, index) => put(parent, key, command === 'move' && index === 0 ? value : duplicate(value, draft.origins)));
}

/** Where something new can be put: the object above, and its key there. */
function freePlace(root: unknown, path: string): Slot {
  const split = splitLast(path);
  if (!split) throw new Refusal(`\`${path}\` does not end in a name`, "Name the key that is to hold it: `$.components.schemas.Name` or `$.paths['/path']`.");
  const [above, ...more] = find(split.above, root);
  const parent = above && valueAt(root, above);
  if (!above || more.length > 0 || !isTable(parent)) throw new Refusal(`\`${split.above}\` leads to ${above ? 'more than an object' : 'nothing'}`, 'What holds the new place has to be one object that exists.');
  if (Object.hasOwn(parent, split.name)) throw new Refusal(`there is something at \`${path}\` already`, 'Remove that first, or choose another place.');
  return { parent, key: split.name };
}

/** Keys whose values are data, not schemas; but not where a key is a name, as of a property or a response. */
const data: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);
const named: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'responses', 'schemas', 'parameters', 'headers', 'requestBodies', 'callbacks', 'paths', 'pathItems', 'webhooks']);

function loosen({ targets }: Command<'oneOfToAnyOf'>, { draft, select }: Bench): void {
  const roots = targets.length === 0 ? [draft.root] : select(targets).map((location) => valueAt(draft.root, location));
  let count = 0;
  const visit = (value: unknown, names: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, false);
    if (!isTable(value)) return;
    if (!names && Array.isArray(value.oneOf)) count += rename(value);
    for (const [key, item] of Object.entries(value)) if (names || !data.has(key)) visit(item, !names && named.has(key));
  };
  for (const root of roots) visit(root, false);
  if (count === 0) throw new Refusal('there is no `oneOf`', 'Remove the transform: the document has none now.');
}

function rename(schema: Table): number {
  if (Object.hasOwn(schema, 'anyOf')) throw new Refusal('a schema has both `oneOf` and `anyOf`', 'Name the schemas to change by `target`.');
  schema.anyOf = schema.oneOf;
  delete schema.oneOf;
  return 1;
}

function extract({ targets, name }: Command<'extractToRefs'>, bench: Bench): void {
  const { root } = bench.draft;
  if (!isTable(root)) throw new Refusal('the document is no object', 'Correct the document.');
  const schemas = tableAt(tableAt(root, 'components'), 'schemas');
  const locations = bench.select(targets).filter((location) => location.join('/') !== `components/schemas/${name}`);
  for (const location of locations) {
    const value = valueAt(root, location);
    if (!isTable(value)) throw new Refusal(`${shown(location)} is no schema`, 'Name schemas that stand inline.');
    if (Object.hasOwn(schemas, name) && !isDeepStrictEqual(schemas[name], value)) throw new Refusal(`${shown(location)} differs from the schema \`${name}\``, 'Extract schemas that are alike, each kind under a name of its own.');
    const slot = slotOf(root, location);
    if (!Object.hasOwn(schemas, name)) put(schemas, name, value);
    put(slot.parent, slot.key, fresh({ $ref: `#/components/schemas/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` }, bench, 'name'));
  }
}

function tableAt(parent: Table, key: string): Table {
  if (!Object.hasOwn(parent, key)) put(parent, key, {});
  const value = parent[key];
  if (!isTable(value)) throw new Refusal(`\`${key}\` of the document is no object`, 'Correct the document.');
  return value;
}

interface Slot {
  readonly parent: object;
  readonly key: string;
}

/** What holds the value at a location, and under which key. */
function slotOf(root: unknown, location: Location): Slot {
  const key = location.at(-1);
  if (key === undefined) throw new Refusal('it would change the document as a whole', 'Name a part of the document.');
  return { parent: valueAt(root, location.slice(0, -1)) as object, key: String(key) };
}

/** A copy of a value of the configuration, which is said to stand there. */
const fresh = (value: unknown, { draft, origin }: Bench, key: string): unknown => copy(value, draft.origins, { file: origin.file, pointer: `${origin.pointer}/args/${key}` });

const shown = (location: Location): string => `\`/${location.join('/')}\``;
