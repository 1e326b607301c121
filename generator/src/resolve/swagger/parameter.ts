import { diagnostic, type Diagnostic } from '../../diagnostics.js';
import { childList, placeOf } from '../located.js';
import type { Located, Node } from '../openapi.js';

/** What rewriting needs at every step. */
export interface Rewriting {
  readonly root: Located<Node>;
  readonly deref: (located: Located<Node>) => Located<Node> | undefined;
  /** Remembers where an object that was made anew stands in the user's document. */
  readonly keep: <T extends object>(made: T, origin: Located<unknown>) => T;
  readonly report: (problem: Diagnostic) => void;
  /** Lists of media types that were read already, by the list as it was written. */
  readonly lists: Map<unknown, readonly string[]>;
  /** Responses that were rewritten already, by the response and the list of media types. */
  readonly responses: Map<object, Map<readonly string[], Node>>;
}

/** Parameters apart by what becomes of them. */
export interface ParameterKinds {
  /** Path, query and header parameters: they stay parameters. */
  readonly plain: readonly Located<Node>[];
  readonly body?: Located<Node>;
  readonly form: readonly Located<Node>[];
}

/** Sorts the parameters of a path item or operation; a reference that leads nowhere stays for validate to report. */
export function parameterKinds(parent: Located<Node>, at: Rewriting): ParameterKinds {
  const plain: Located<Node>[] = [];
  const form: Located<Node>[] = [];
  let body: Located<Node> | undefined;
  for (const listed of childList(parent, 'parameters')) {
    const parameter = at.deref(listed) ?? listed;
    if (parameter.value.in === 'body') body = parameter;
    else if (parameter.value.in === 'formData') form.push(parameter);
    else plain.push(parameter);
  }
  return { plain, form, ...(body ? { body } : {}) };
}

const schemaKeys = [
  'type', 'format', 'items', 'default', 'enum', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern',
  'maxItems', 'minItems', 'uniqueItems', 'multipleOf',
] as const;

/** The schema that 2.0 writes into a parameter, header or items object itself. */
export function inlineSchema(holder: Located<Node>, at: Rewriting): Node {
  const { value } = holder;
  const picked: Record<string, unknown> = {};
  for (const key of schemaKeys) if (Object.hasOwn(value, key)) picked[key] = value[key];
  for (const key of Object.keys(value)) if (key.startsWith('x-')) picked[key] = value[key];
  if (value.type === 'file') Object.assign(picked, { type: 'string', format: 'binary' });
  return at.keep(picked, holder);
}

/** Rewrites a path, query or header parameter; one that is still a reference is left alone. */
export function rewriteParameter(parameter: Located<Node>, at: Rewriting): Node {
  const { value } = parameter;
  if (typeof value.$ref === 'string') return value;
  const kept = Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'collectionFormat' && !(schemaKeys as readonly string[]).includes(key)));
  const made = { ...kept, ...(value.schema === undefined ? { schema: inlineSchema(parameter, at) } : {}), ...styleOf(parameter, at) };
  return at.keep(made, parameter);
}

/** `collectionFormat` as `style` and `explode`. */
export function styleOf(parameter: Located<Node>, at: Rewriting): Node {
  const { value } = parameter;
  if (value.type !== 'array') return {};
  const simple = value.in === 'path' || value.in === 'header';
  switch (value.collectionFormat) {
    case 'multi':
      return simple ? { style: 'simple', explode: false } : { style: 'form', explode: true };
    case 'ssv':
      return { style: simple ? 'simple' : 'spaceDelimited', explode: false };
    case 'pipes':
      return { style: simple ? 'simple' : 'pipeDelimited', explode: false };
    case 'tsv':
      at.report(diagnostic('resolve/tsv', { name: String(value.name) }, placeOf(parameter)));
      break;
  }
  return { style: simple ? 'simple' : 'form', explode: false };
}
