import { diagnostic } from '../diagnostics.js';
import { child, childList, childMap, childNode, members, place, placeOf } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import type { Context } from './context.js';

/** A parameter that an operation has, by itself or through its path item. */
export interface DeclaredParameter {
  readonly name: string;
  readonly in: string;
  readonly located: Located<Node>;
}

const token = /^[\w!#$%&'*+.^`|~-]+$/;
const mediaType = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$&^.+*-]+(?:\s*;[^\r\n]*)?$/;
const locations: ReadonlySet<unknown> = new Set(['path', 'query', 'header', 'cookie', 'querystring']);

/** Checks the parameters of a path item or operation; gives back what is declared, with what comes from `inherited`. */
export function checkParameters(parent: Located<Node>, inherited: readonly DeclaredParameter[], context: Context): readonly DeclaredParameter[] {
  const listed = childList(parent, 'parameters');
  if (listed.length === 0) return inherited;
  const own: DeclaredParameter[] = [];
  const seen = new Set<string>();
  for (const item of listed) {
    const parameter = checkParameter(item, context);
    if (!parameter) continue;
    const key = `${parameter.in}:${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
    if (seen.has(key)) context.report(diagnostic('validate/parameter-twin', { name: parameter.name, in: parameter.in }, placeOf(item)));
    else own.push({ ...parameter, located: item });
    seen.add(key);
  }
  return [...inherited.filter((parameter) => !seen.has(`${parameter.in}:${parameter.name}`)), ...own];
}

const checked = new WeakMap<Context, Map<object, DeclaredParameter | undefined>>();

/** Checks one parameter, once however often it is referenced; undefined when it can't be used. */
export function checkParameter(listed: Located<Node>, context: Context): DeclaredParameter | undefined {
  const located = context.deref(listed);
  if (!located) return undefined;
  let known = checked.get(context);
  if (!known) checked.set(context, (known = new Map()));
  if (known.has(located.value)) return known.get(located.value);
  const found = inspect(located, context);
  known.set(located.value, found);
  return found;
}

function inspect(located: Located<Node>, context: Context): DeclaredParameter | undefined {
  const { value } = located;
  const { name } = value;
  const bad = (why: string): undefined => {
    context.report(diagnostic('validate/parameter-shape', { why }, placeOf(located)));
    return undefined;
  };
  if (typeof name !== 'string') return bad('has no name');
  if (!locations.has(value.in)) return bad(value.in === undefined ? `\`${name}\` does not say where it goes (\`in\`)` : `\`${name}\` has an unknown place: in: ${String(value.in)}`);
  if (value.in === 'header' && !token.test(name)) context.report(diagnostic('validate/header-name', { name }, placeOf(place(located, 'name', name))));
  if (value.in === 'cookie' && !token.test(name)) context.report(diagnostic('validate/cookie-name', { name }, placeOf(place(located, 'name', name))));
  if (value.in === 'path' && value.required !== true) context.report(diagnostic('validate/path-parameter-optional', { name }, placeOf(located)));
  const schema = child(located, 'schema');
  if (schema) context.schema(schema);
  else if (value.content === undefined) context.report(diagnostic('validate/parameter-untyped', { name }, placeOf(located)));
  checkContent(located, context);
  return { name, in: String(value.in), located };
}

/** Checks the media types of a request body, response, parameter or header. */
export function checkContent(holder: Located<Node>, context: Context): void {
  const content = childNode(holder, 'content');
  if (!content) return;
  for (const [type, listed] of members(content)) {
    if (!mediaType.test(type)) context.report(diagnostic('validate/media-type', { type }, placeOf(listed)));
    const media = context.deref(listed);
    if (!media) continue;
    for (const key of ['schema', 'itemSchema']) {
      const schema = child(media, key);
      if (schema) context.schema(schema);
    }
    for (const [, encoding] of childMap(media, 'encoding')) checkHeaders(encoding, context);
  }
}

/** Checks the map `headers`. */
export function checkHeaders(holder: Located<Node>, context: Context): void {
  for (const [name, listed] of childMap(holder, 'headers')) {
    if (!token.test(name)) context.report(diagnostic('validate/header-name', { name }, placeOf(listed)));
    const header = context.deref(listed);
    const schema = header && child(header, 'schema');
    if (schema) context.schema(schema);
  }
}
