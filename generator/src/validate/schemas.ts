import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { isNode, place, placeOf } from '../resolve/located.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';
import { refOf } from '../resolve/schema.js';
import { kindOf, type Context } from './context.js';
import { checkDefault, checkEnum, checkType } from './values.js';
import { checkPattern } from './pattern.js';

const single: ReadonlySet<string> = new Set([
  'items', 'additionalProperties', 'additionalItems', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedProperties', 'unevaluatedItems', 'contentSchema',
]);
const lists: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const maps: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** A queue of schemas: each is checked once, and no chain of references is too long for the stack. */
export interface SchemaChecks {
  readonly add: (schema: Located<unknown>) => void;
  readonly run: (context: Context) => void;
}

/** Makes the queue. */
export function schemaChecks(openapi: OpenApi, report: (problem: Diagnostic) => void): SchemaChecks {
  const seen = new Set<unknown>();
  const queue: Located<Node>[] = [];
  const add = (schema: Located<unknown>): void => {
    const { value } = schema;
    if (seen.has(value) || typeof value === 'boolean') return;
    if (!isNode(value)) return report(diagnostic('schema/not-schema', { found: kindOf(value) }, placeOf(schema)));
    seen.add(value);
    queue.push(schema as Located<Node>);
  };
  const run = (context: Context): void => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (refOf(next.value) !== undefined) {
        const target = context.deref(next);
        if (target) add(target);
      }
      checkSchema(next, { openapi, report, add });
    }
  };
  return { add, run };
}

interface Checking {
  readonly openapi: OpenApi;
  readonly report: (problem: Diagnostic) => void;
  readonly add: (schema: Located<unknown>) => void;
}

function checkSchema(located: Located<Node>, checking: Checking): void {
  const { value } = located;
  const { report } = checking;
  for (const key in value) {
    const item = value[key];
    if (key === 'type') checkType(located, report);
    else if (key === 'enum') checkEnum(located, report);
    else if (key === 'default') checkDefault(located, report);
    else if (key === 'pattern') checkPattern(located, report);
    else if (key === 'required') checkRequired(located, report);
    else if (key === 'discriminator') checkDiscriminator(located, checking);
    else if (maps.has(key)) addMembers(place(located, key, item), checking);
    else if (lists.has(key)) addItems(place(located, key, item), checking);
    else if (single.has(key)) {
      if (Array.isArray(item)) addItems(place(located, key, item), checking);
      else checking.add(place(located, key, item));
    }
  }
}

function addMembers(map: Located<unknown>, { add, report }: Checking): void {
  const { value } = map;
  if (!isNode(value)) {
    if (value !== null) report(diagnostic('validate/not-object', { what: 'This map of schemas', found: kindOf(value) }, placeOf(map)));
    return;
  }
  for (const key of Object.keys(value)) add(place(map, key, value[key]));
}

function addItems(list: Located<unknown>, { add, report }: Checking): void {
  if (!Array.isArray(list.value)) return report(diagnostic('schema/not-schema', { found: kindOf(list.value) }, placeOf(list)));
  list.value.forEach((item: unknown, index) => add(place(list, String(index), item)));
}

function checkRequired(located: Located<Node>, report: Checking['report']): void {
  const { value } = located;
  const required = place(located, 'required', value.required);
  if (!Array.isArray(value.required)) return report(diagnostic('schema/required-shape', {}, placeOf(required)));
  // Names may be declared by other parts of a composition, or be free keys of a map.
  if (!isNode(value.properties) || value.allOf !== undefined || value.anyOf !== undefined || value.oneOf !== undefined || refOf(value) !== undefined) return;
  if (value.additionalProperties !== undefined || value.patternProperties !== undefined) return;
  for (const name of new Set(value.required as readonly unknown[])) {
    if (typeof name === 'string' && !Object.hasOwn(value.properties, name)) report(diagnostic('schema/required-missing', { name }, placeOf(required)));
  }
}

function checkDiscriminator(located: Located<Node>, { openapi, report }: Checking): void {
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
