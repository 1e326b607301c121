import { diagnostic } from '../../diagnostics.js';
import { child, childMap, childNode, isNode, placeOf } from '../located.js';
import type { Located, Node } from '../openapi.js';
import { inlineSchema, parameterKinds, rewriteParameter, styleOf, type ParameterKinds, type Rewriting } from './parameter.js';

const replaced: ReadonlySet<string> = new Set(['consumes', 'produces', 'schemes', 'parameters', 'responses']);

/** Rewrites an operation; `shared` are the parameters of its path item. */
export function rewriteOperation(operation: Located<Node>, shared: ParameterKinds, at: Rewriting): Node {
  const own = parameterKinds(operation, at);
  const kept = Object.fromEntries(Object.entries(operation.value).filter(([key]) => !replaced.has(key)));
  const body = requestBody(operation, { body: own.body ?? shared.body, form: [...shared.form, ...own.form] }, at);
  return {
    ...kept,
    ...(own.plain.length > 0 ? { parameters: own.plain.map((parameter) => rewriteParameter(parameter, at)) } : {}),
    ...(body ? { requestBody: body } : {}),
    ...(isNode(operation.value.responses) ? { responses: rewriteResponses(operation, at) } : {}),
  };
}

const none: readonly string[] = [];
const mostMediaTypes = 50;

/** The media types an operation consumes or produces: its own, else the document's; the same list is the same array each time. */
function mediaTypes(operation: Located<Node>, key: 'consumes' | 'produces', at: Rewriting): readonly string[] {
  const list = child(operation, key) ?? child(at.root, key);
  if (!list || !Array.isArray(list.value)) return none;
  const known = at.lists.get(list.value);
  if (known) return known;
  const types = [...new Set(list.value.filter((type): type is string => typeof type === 'string'))];
  if (types.length > mostMediaTypes) at.report(diagnostic('resolve/media-types', { count: String(types.length), most: String(mostMediaTypes) }, placeOf(list)));
  const kept = types.slice(0, mostMediaTypes);
  at.lists.set(list.value, kept);
  return kept;
}

function requestBody(operation: Located<Node>, from: { readonly body: Located<Node> | undefined; readonly form: readonly Located<Node>[] }, at: Rewriting): Node | undefined {
  const types = mediaTypes(operation, 'consumes', at);
  const [field] = from.form;
  if (from.body && field) {
    const names = from.form.map(({ value }) => `\`${String(value.name)}\``).join(', ');
    at.report(diagnostic('resolve/body-and-form', { names }, placeOf(field)));
  }
  if (from.body) return bodyOf(from.body, types.length > 0 ? types : ['application/json'], at);
  return from.form.length > 0 ? formOf(operation, from.form, { types, at }) : undefined;
}

function bodyOf(parameter: Located<Node>, types: readonly string[], at: Rewriting): Node {
  const { value } = parameter;
  const schema = childNode(parameter, 'schema');
  if (schema) at.keep(schema.value, schema);
  const media = at.keep(schema ? { schema: schema.value } : {}, parameter);
  const content = at.keep(Object.fromEntries(types.map((type) => [type, media])), parameter);
  const kept = Object.fromEntries(Object.entries(value).filter(([key]) => key.startsWith('x-') || key === 'description'));
  return at.keep({ ...kept, content, required: value.required === true }, parameter);
}

function formOf(operation: Located<Node>, fields: readonly Located<Node>[], { types, at }: { readonly types: readonly string[]; readonly at: Rewriting }): Node {
  const parameters = child(operation, 'parameters') ?? operation;
  const properties = Object.fromEntries(fields.map((field) => [String(field.value.name), fieldSchema(field, at)]));
  const required = fields.filter((field) => field.value.required === true).map((field) => String(field.value.name));
  const schema = at.keep({ type: 'object', properties: at.keep(properties, parameters), ...(required.length > 0 ? { required } : {}) }, parameters);
  const styled = fields.filter((field) => field.value.type === 'array');
  const encoding = Object.fromEntries(styled.map((field) => [String(field.value.name), at.keep(styleOf(field, at), field)]));
  const media = at.keep({ schema, ...(styled.length > 0 ? { encoding } : {}) }, parameters);
  const content = Object.fromEntries(formTypes(fields, types).map((type) => [type, media]));
  return at.keep({ content: at.keep(content, parameters), required: required.length > 0 }, parameters);
}

function fieldSchema(field: Located<Node>, at: Rewriting): Node {
  const { description } = field.value;
  const schema = inlineSchema(field, at);
  return typeof description === 'string' ? at.keep({ ...schema, description }, field) : schema;
}

function formTypes(fields: readonly Located<Node>[], types: readonly string[]): readonly string[] {
  const forms = types.filter((type) => /^(?:multipart\/|application\/x-www-form-urlencoded)/i.test(type));
  const multipart = forms.filter((type) => /^multipart\//i.test(type));
  if (fields.some((field) => field.value.type === 'file')) return multipart.length > 0 ? multipart : ['multipart/form-data'];
  return forms.length > 0 ? forms : ['application/x-www-form-urlencoded'];
}

function rewriteResponses(operation: Located<Node>, at: Rewriting): Node {
  const types = mediaTypes(operation, 'produces', at);
  const responses = childNode(operation, 'responses') ?? operation;
  const entries = childMap(operation, 'responses').map(([status, listed]) => {
    const response = status.startsWith('x-') ? undefined : at.deref(listed);
    return [status, response ? rewrittenResponse(response, types, at) : listed.value] as const;
  });
  return at.keep(Object.fromEntries(entries), responses);
}

function rewrittenResponse(response: Located<Node>, types: readonly string[], at: Rewriting): Node {
  let byTypes = at.responses.get(response.value);
  if (!byTypes) at.responses.set(response.value, (byTypes = new Map()));
  let made = byTypes.get(types);
  if (!made) byTypes.set(types, (made = rewriteResponse(response, types, at)));
  return made;
}

function rewriteResponse(response: Located<Node>, types: readonly string[], at: Rewriting): Node {
  const kept = Object.fromEntries(Object.entries(response.value).filter(([key]) => key !== 'schema' && key !== 'headers' && key !== 'examples'));
  const headers = childMap(response, 'headers').map(([name, header]) => [name, rewriteHeader(header, at)] as const);
  const content = responseContent(response, types, at);
  return at.keep({ ...kept, ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}), ...(content ? { content } : {}) }, response);
}

function rewriteHeader(header: Located<Node>, at: Rewriting): Node {
  const { description } = header.value;
  return at.keep({ schema: inlineSchema(header, at), ...(typeof description === 'string' ? { description } : {}) }, header);
}

function responseContent(response: Located<Node>, types: readonly string[], at: Rewriting): Node | undefined {
  const schema = childNode(response, 'schema');
  const examples = childNode(response, 'examples');
  if (!schema) return undefined;
  const file = schema.value.type === 'file';
  at.keep(schema.value, schema);
  const produced = types.length > 0 ? types : [file ? 'application/octet-stream' : 'application/json'];
  const media = produced.map((type) => {
    const example = examples && Object.hasOwn(examples.value, type) ? { example: examples.value[type] } : {};
    return [type, at.keep({ schema: schema.value, ...example }, response)] as const;
  });
  return at.keep(Object.fromEntries(media), response);
}
