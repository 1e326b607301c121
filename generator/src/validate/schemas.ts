import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { isNode, place, placeOf } from '../resolve/located.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';
import { refOf } from '../resolve/schema.js';
import { kindOf, type Context } from './context.js';
import { checkPattern } from './pattern.js';
import { checkDefault, checkEnum, checkType } from './values.js';

/** Schemas left to be checked: each is checked once, and no chain of references is too long for the stack. */
export interface SchemaChecks {
  readonly add: (schema: Located<unknown>) => void;
  readonly run: (context: Context) => void;
}

type Report = (problem: Diagnostic) => void;

/** One run through a schema and all that stands inside it. Places are worked out only when something is wrong. */
interface Walk {
  readonly openapi: OpenApi;
  readonly report: Report;
  readonly deref: Context['deref'];
  readonly add: (schema: Located<unknown>) => void;
  readonly start: Located<Node>;
  /** Where the walk is. */
  readonly at: () => Located<Node>;
  /** Keys from `start` to the schema at hand. */
  readonly keys: string[];
  /** Texts of references that were followed already, by file. */
  readonly followed: Set<string>;
  /** What was met, where YAML aliases may let one object stand in many places. */
  readonly shared: Set<unknown> | undefined;
}

/** Makes the list of schemas to check. */
export function schemaChecks(openapi: OpenApi, report: Report): SchemaChecks {
  const seen = new Set<unknown>();
  const queue: Located<Node>[] = [];
  const add = (schema: Located<unknown>): void => {
    const { value } = schema;
    if (typeof value === 'boolean' || seen.has(value)) return;
    if (!isNode(value)) return report(diagnostic('schema/not-schema', { found: kindOf(value) }, placeOf(schema)));
    seen.add(value);
    queue.push(schema as Located<Node>);
  };
  const shared = openapi.sources.some((source) => source.format === 'yaml') ? new Set<unknown>() : undefined;
  const followed = new Map<string, Set<string>>();
  const run = (context: Context): void => {
    for (let start = queue.pop(); start; start = queue.pop()) {
      let known = followed.get(start.file);
      if (!known) followed.set(start.file, (known = new Set()));
      const keys: string[] = [];
      const from = start;
      checkSchema(start.value, { openapi, report, deref: context.deref, add, start, at: () => walked(from, keys), keys, followed: known, shared });
    }
  };
  return { add, run };
}

function walked(start: Located<Node>, keys: readonly string[]): Located<Node> {
  let at: Located<unknown> = start;
  for (const key of keys) at = place(at, key, (at.value as Node)[key]);
  return at as Located<Node>;
}

type Check = (schema: Node, at: () => Located<Node>, walk: Walk) => void;
type Below = 'one' | 'list' | 'map';

const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['type', (schema, at, { report }) => checkType(schema, at, report)],
  ['enum', (schema, at, { report }) => checkEnum(schema, at, report)],
  ['default', (schema, at, { report }) => checkDefault(schema, at, report)],
  ['pattern', (schema, at, { report }) => checkPattern(schema, at, report)],
  ['required', (schema, at, { report }) => checkRequired(schema, at, report)],
  ['discriminator', (_schema, at, { openapi, report }) => checkDiscriminator(at(), openapi, report)],
]);

const below: ReadonlyMap<string, Below> = new Map<string, Below>([
  ...['items', 'additionalProperties', 'additionalItems', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'].map((key) => [key, 'one'] as const),
  ...['unevaluatedProperties', 'unevaluatedItems', 'contentSchema'].map((key) => [key, 'one'] as const),
  ...['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((key) => [key, 'list'] as const),
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'].map((key) => [key, 'map'] as const),
]);

const plainTypes: ReadonlySet<unknown> = new Set(['string', 'object', 'integer', 'array', 'boolean', 'number']);

function checkSchema(value: unknown, walk: Walk): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (typeof value !== 'boolean') walk.report(diagnostic('schema/not-schema', { found: kindOf(value) }, placeOf(walk.at())));
    return;
  }
  if (walk.shared?.has(value)) return;
  walk.shared?.add(value);
  const node = value as Node;
  const reference = refOf(node);
  if (reference !== undefined) checkReference(reference, walk);
  for (const keyword in node) {
    const item = node[keyword];
    if (keyword === 'type' && plainTypes.has(item)) continue;
    const how = below.get(keyword);
    if (how !== undefined) checkBelow(how, keyword, item, walk);
    else checks.get(keyword)?.(node, walk.at, walk);
  }
}

function checkReference(reference: string, walk: Walk): void {
  if (walk.followed.has(reference)) return;
  const target = walk.deref(walk.at());
  if (!target) return;
  walk.followed.add(reference);
  walk.add(target);
}

function checkBelow(how: Below, keyword: string, item: unknown, walk: Walk): void {
  const { keys, report } = walk;
  keys.push(keyword);
  if (how === 'map' && !isNode(item)) {
    if (item !== null) report(diagnostic('validate/not-object', { what: 'This map of schemas', found: kindOf(item) }, placeOf(walk.at())));
  } else if (how === 'map' || Array.isArray(item)) {
    for (const key of Object.keys(item as object)) {
      keys.push(key);
      checkSchema((item as Node)[key], walk);
      keys.pop();
    }
  } else if (how === 'list') report(diagnostic('schema/not-schema', { found: kindOf(item) }, placeOf(walk.at())));
  else checkSchema(item, walk);
  keys.pop();
}

function checkRequired(schema: Node, at: () => Located<Node>, report: Report): void {
  const { required, properties } = schema;
  const here = (): ReturnType<typeof placeOf> => placeOf(place(at(), 'required', required));
  if (!Array.isArray(required)) return report(diagnostic('schema/required-shape', {}, here()));
  // Names may be declared by other parts of a composition, or be free keys of a map.
  if (!isNode(properties) || schema.allOf !== undefined || schema.anyOf !== undefined || schema.oneOf !== undefined || refOf(schema) !== undefined) return;
  if (schema.additionalProperties !== undefined || schema.patternProperties !== undefined) return;
  for (const name of required as readonly unknown[]) {
    if (typeof name === 'string' && !Object.hasOwn(properties, name)) report(diagnostic('schema/required-missing', { name }, here()));
  }
}

function checkDiscriminator(located: Located<Node>, openapi: OpenApi, report: Report): void {
  const raw = located.value.discriminator;
  const at = place(located, 'discriminator', raw);
  if (typeof raw === 'string') return;
  if (!isNode(raw) || typeof raw.propertyName !== 'string') return report(diagnostic('schema/discriminator-shape', {}, placeOf(at)));
  if (!isNode(raw.mapping)) return;
  const mapping = place(at, 'mapping', raw.mapping);
  for (const [value, target] of Object.entries(raw.mapping)) {
    if (typeof target === 'string' && openapi.refer(located, target)) continue;
    report(diagnostic('schema/discriminator-target', { value, target: String(target) }, placeOf(place(mapping, value, target))));
  }
}
