import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { child, childMap, childNode, isNode, placeOf } from '../resolve/located.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';
import { refOf, schemaExamples } from '../resolve/schema.js';

/** An operation to look at. */
export interface Subject {
  /** Method and path. */
  readonly name: string;
  readonly operation: Located<Node>;
  readonly openapi: OpenApi;
}

type Report = (problem: Diagnostic) => void;

/** Notes what an operation lacks. */
export function operationNotes(subject: Subject, report: Report): void {
  const { name, operation, openapi } = subject;
  const { value } = operation;
  const at = placeOf(operation);
  if (typeof value.operationId !== 'string') report(diagnostic('quality/operation-id', { operation: name }, at));
  if (openapi.text(operation, 'summary') === undefined && openapi.text(operation, 'description') === undefined) report(diagnostic('quality/summary', { operation: name }, at));
  if (!Array.isArray(value.tags) || value.tags.length === 0) report(diagnostic('quality/tags', { operation: name }, at));
  const responses = childMap(operation, 'responses');
  if (responses.length > 0 && !responses.some(([status]) => /^(?:[45]|default)/i.test(status))) report(diagnostic('quality/error-responses', { operation: name }, at));
  const body = childNode(operation, 'requestBody');
  const target = body && openapi.deref(body);
  if (target) contentNotes(subject, { what: 'request body', holder: target }, report);
  const success = responses.find(([status]) => status.startsWith('2'));
  const response = success && openapi.deref(success[1]);
  if (response) contentNotes(subject, { what: 'response', holder: response }, report);
}

function contentNotes({ name, openapi }: Subject, { what, holder }: { readonly what: string; readonly holder: Located<Node> }, report: Report): void {
  for (const [type, listed] of childMap(holder, 'content')) {
    const media = /json/i.test(type) ? openapi.deref(listed) : undefined;
    const schema = media && child(media, 'schema');
    if (!media || !schema) continue;
    const target = isNode(schema.value) ? openapi.deref(schema as Located<Node>) : schema;
    if (!target) continue;
    const open = !isNode(target.value) || isUntyped(target.value);
    if (open) report(diagnostic('quality/untyped', { what, operation: name }, placeOf(schema)));
    else if (!hasExample(media, target as Located<Node>, openapi)) report(diagnostic('quality/example', { what, operation: name }, placeOf(media)));
    if (what === 'response' && isNode(schema.value) && isNameless(schema.value)) report(diagnostic('quality/inline-response', { operation: name }, placeOf(schema)));
  }
}

const shaping = ['properties', 'items', 'allOf', 'anyOf', 'oneOf', 'enum', 'const', 'additionalProperties', 'patternProperties', 'prefixItems', '$ref'] as const;

function isUntyped(schema: Node): boolean {
  const scalar = schema.type !== undefined && schema.type !== 'object' && schema.type !== 'array';
  return !scalar && !shaping.some((key) => schema[key] !== undefined);
}

function isNameless(schema: Node): boolean {
  return refOf(schema) === undefined && isNode(schema.properties) && Object.keys(schema.properties).length > 0 && typeof schema.title !== 'string';
}

/** An example of the media type, of its schema, or of each property that is required. */
function hasExample(media: Located<Node>, schema: Located<Node>, openapi: OpenApi): boolean {
  if (media.value.example !== undefined || isNode(media.value.examples) || schemaExamples(schema.value).length > 0) return true;
  const properties = childMap(schema, 'properties');
  if (properties.length === 0) return false;
  const required = new Set(Array.isArray(schema.value.required) ? schema.value.required : []);
  const needed = required.size > 0 ? properties.filter(([name]) => required.has(name)) : properties;
  return needed.every(([, listed]) => {
    const property = openapi.deref(listed);
    return property !== undefined && (schemaExamples(property.value).length > 0 || property.value.default !== undefined || property.value.enum !== undefined);
  });
}
