import type { Operation } from '../../../ir/index.js';
import { jsonLine } from '../../../kit/literal.js';
import { planArguments } from '../arguments.js';
import type { PythonContext } from '../context.js';
import { allServices } from '../../../kit/walk.js';

/** operations.json: how each operation is called, for tools. */
export function operationsJson(context: PythonContext): string {
  const { api, names } = context;
  const operations = allServices(api.root).flatMap((service) => {
    const access = names.services.get(service.id)?.access ?? [];
    return service.operations.map((operation) => describe(operation, access, context));
  });
  const head = { language: 'python', package: context.packageName, client: names.client };
  const lines = operations.map((operation) => `    ${jsonLine(operation)}`);
  return `{\n${Object.entries(head)
    .map(([key, value]) => `  ${jsonLine(key)}: ${jsonLine(value)},`)
    .join('\n')}\n  "operations": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

function describe(operation: Operation, access: readonly string[], context: PythonContext): object {
  const { id, method, path, body } = operation;
  const { positional, keywords } = planArguments(operation, context);
  return {
    id,
    method: method.toUpperCase(),
    path,
    call: [...access, context.names.methods.get(id) ?? ''].join('.'),
    returns: returnsOf(operation),
    args: [
      ...positional.map(({ param, name }) => ({ kind: 'path', name, wire: param.name.wire })),
      ...keywords.map(({ name, wire, in: where, whole }) => ({ kind: 'keyword', name, in: where, wire, ...(whole && { body: 'value' }) })),
    ],
    ...(operation.retry === 'keyed' && { keyed: true }),
    ...(body && { body: body.shape }),
  };
}

function returnsOf({ paging, streaming, result }: Operation): 'value' | 'page' | 'stream' | 'binary' | 'none' {
  if (paging !== undefined) return 'page';
  if (streaming?.trigger.kind === 'always') return 'stream';
  return result.kind === 'text' ? 'value' : result.kind;
}
