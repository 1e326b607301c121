// The description of the conformance API's operations, made from the document itself: for clients that are not generated.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import yaml from 'js-yaml';

const read = (name) => yaml.load(readFileSync(join(import.meta.dirname, '..', name), 'utf8'));
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

function bodyOf(document, operation) {
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (!type) return { fields: [], kind: null };
  const schema = content.schema.$ref ? document.components.schemas[content.schema.$ref.split('/').at(-1)] : content.schema;
  const names = type === 'application/jsonl' ? [] : Object.keys(schema.properties ?? {});
  const value = names.length === 0;
  return { type, encoding: content.encoding, kind: value ? 'value' : 'fields', fields: names.map((name) => ({ name, in: 'body', wire: name })) };
}

function returnsOf(operation, method) {
  if (method.paginated) return 'page';
  const content = operation.responses['200']?.content;
  if (!content) return 'none';
  const types = Object.keys(content);
  if (types.includes('text/event-stream') || types[0] === 'application/jsonl') return 'stream';
  return types[0] === 'application/octet-stream' ? 'binary' : types[0] === 'text/plain' ? 'text' : 'value';
}

function describe({ document, id, method }) {
  const [verb, path] = method.endpoint.split(' ');
  const item = document.paths[path];
  const operation = item[verb];
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => (one.$ref ? document.components.parameters.IdempotencyKey : one));
  const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => ({ kind: 'path', wire: name }));
  const body = bodyOf(document, operation);
  const others = parameters.filter((one) => one.in !== 'path' && one.name !== 'Idempotency-Key').map((one) => ({ name: one.name, in: one.in, wire: one.name }));
  const fields = [...others, ...body.fields];
  const object = fields.length > 0 || body.kind === 'value' ? [{ kind: 'object', fields, body: body.kind }] : [];
  return {
    id,
    method: verb.toUpperCase(),
    path,
    call: id.split('.').map(camel).join('.'),
    returns: returnsOf(operation, method),
    args: [...inPath, ...object, { kind: 'options' }],
    contentType: body.type,
    security: Object.keys((operation.security ?? document.security)[0] ?? {})[0],
    keyed: parameters.some(({ name }) => name === 'Idempotency-Key'),
  };
}

/** All operations, as operations.json of a generated SDK has them, with a few facts more. */
export function describeOperations() {
  const document = read('api.yaml');
  const { resources } = read('sdkwright.yaml');
  return Object.entries(resources).flatMap(([resource, { methods }]) =>
    Object.entries(methods)
      .map(([name, method]) => ({ document, id: `${resource}.${name}`, method: typeof method === 'string' ? { endpoint: method } : method }))
      .filter(({ method }) => method.endpoint)
      .map(describe),
  );
}
