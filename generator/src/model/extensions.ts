import { diagnostic } from '../diagnostics.js';
import type { Origin } from '../ir/index.js';
import { visitMentions } from '../resolve/mentions.js';
import type { Node } from '../resolve/openapi.js';
import type { Context } from './context.js';

// An extension is read under either of its names. They are written out: a name that is put together is slow to look up.
const skip = (node: Node): unknown => node['x-sdkwright-skip'] ?? node['x-stainless-skip'];
const any = (node: Node): unknown => node['x-sdkwright-any'] ?? node['x-stainless-any'];
const constant = (node: Node): unknown => node['x-sdkwright-const'] ?? node['x-stainless-const'];
const emptyObject = (node: Node): unknown => node['x-sdkwright-empty-object'] ?? node['x-stainless-empty-object'];
const variantName = (node: Node): unknown => node['x-sdkwright-variantName'] ?? node['x-stainless-variantName'];
const param = (node: Node): unknown => node['x-sdkwright-param'] ?? node['x-stainless-param'];
const purpose = (node: Node): unknown => node['x-sdkwright-pagination-property'] ?? node['x-stainless-pagination-property'];

/** Whether an operation, path, parameter or property is left out of every SDK. */
export const isSkipped = (node: Node): boolean => skip(node) === true;

/** Whether a schema is to be typed as anything. */
export const isAny = (schema: Node): boolean => any(schema) === true;

/** Whether the value of a schema is fixed for good, even where its enum is open otherwise. */
export const isConstant = (schema: Node): boolean => constant(schema) === true;

/** Whether an object without properties is a type of its own, not a map. */
export const isEmptyObject = (schema: Node): boolean => emptyObject(schema) === true;

/** The name of a schema as a member of a union. */
export const nameOfVariant = (schema: Node): string | undefined => textOf(variantName(schema));

/** The name under which an SDK takes a parameter, given at the parameter or its schema. */
export function nameOfParam(parameter: Node): string | undefined {
  const { schema } = parameter;
  return textOf(param(parameter)) ?? (typeof schema === 'object' && schema !== null ? textOf(param(schema as Node)) : undefined);
}

/** What a parameter or property is for in paging: `next_cursor_field`. */
export function pagingPurpose(node: Node): string | undefined {
  const found = purpose(node);
  return textOf(typeof found === 'object' && found !== null ? (found as Node).purpose : found);
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const applied: ReadonlySet<string> = new Set([
  'skip',
  'any',
  'const',
  'empty-object',
  'variantName',
  'param',
  'pagination-property',
]);

/** Extensions that are known but change nothing, with what to do instead. */
const idle: ReadonlyMap<string, string> = new Map([
  ['naming', 'Name models and methods under `resources` in sdkwright.yaml.'],
  ['nominal', 'Nothing needs to be done: the generated types are compared by their structure.'],
  ['soft-required', 'List the properties under `required` if they are always there.'],
  ['auth', 'Say where credentials come from under `client_settings.opts.<option>.auth` in sdkwright.yaml.'],
  ['renameMap', 'Name the values of an enum by `x-enum-varnames`.'],
  ['deprecation-message', 'Say it in the `description`, or for a method by `deprecated` in sdkwright.yaml.'],
  ['override-schema', 'Correct the schema in the document.'],
]);

const namespace = /^x-(stainless|sdkwright)-(.+)$/;

interface Seen {
  readonly origin: Origin;
  readonly help: string;
  count: number;
}

/** Reports extensions of the two namespaces that have no effect: those that are known once a key with a count, slips of the pen each. */
export function reportExtensions(ctx: Context): void {
  const seen = new Map<string, Seen>();
  visitMentions(ctx.openapi, ['x-stainless-', 'x-sdkwright-'], ({ node, file, pointer }) => {
    for (const key in node) {
      const match = key.startsWith('x-s') ? namespace.exec(key) : null;
      if (match) consider(ctx, seen, { key, suffix: match[2] as string, value: node[key], origin: { file, pointer } });
    }
  });
  for (const [key, { origin, help, count }] of seen)
    ctx.diagnostics.push(diagnostic('model/idle-extension', { key, help, count: String(count) }, origin));
}

interface Found {
  readonly key: string;
  readonly suffix: string;
  readonly value: unknown;
  readonly origin: Origin;
}

function consider(ctx: Context, seen: Map<string, Seen>, { key, suffix, value, origin }: Found): void {
  const help = helpFor(key, suffix, value);
  if (help === undefined) return;
  if (help === '') {
    const known = [...applied].map((name) => `x-sdkwright-${name}`).join(', ');
    ctx.diagnostics.push(diagnostic('model/unknown-extension', { key, known }, origin));
    return;
  }
  const before = seen.get(key);
  if (before) before.count += 1;
  else seen.set(key, { origin, help, count: 1 });
}

/** Undefined for what is applied, empty for a slip of the pen. */
function helpFor(key: string, suffix: string, value: unknown): string | undefined {
  if (suffix === 'skip' && Array.isArray(value)) return 'Write `true` to leave it out of every SDK; single targets cannot be chosen.';
  if (applied.has(suffix)) return undefined;
  return idle.get(suffix) ?? (key.startsWith('x-sdkwright-') ? '' : 'Say it in sdkwright.yaml if there is a key for it, or remove it.');
}
