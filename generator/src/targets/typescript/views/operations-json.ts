import type { Operation } from '../../../ir/index.js';
import { jsonLine } from '../../../kit/literal.js';
import type { ApiContext } from '../context.js';
import { allServices } from '../../../kit/walk.js';
import { packageName } from '../package-name.js';
import { keyedProperties } from '../properties.js';

/** operations.json: how each operation is called, for tools. */
export function operationsJson(context: ApiContext): string {
  const { api, names, options } = context;
  const operations = allServices(api.root).flatMap((service) => {
    const access = names.services.get(service.id)?.access ?? [];
    return service.operations.map((operation) => describe(operation, access, context));
  });
  const head = { language: 'typescript', package: packageName(options.packageName, api.name.words), client: names.client };
  const lines = operations.map((operation) => `    ${jsonLine(operation)}`);
  return `{\n${Object.entries(head)
    .map(([key, value]) => `  ${jsonLine(key)}: ${jsonLine(value)},`)
    .join('\n')}\n  "operations": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

function describe(operation: Operation, access: readonly string[], context: ApiContext): object {
  const { id, method, path, positional } = operation;
  const call = [...access, context.names.operations.get(id)?.method ?? ''].join('.');
  return {
    id,
    method: method.toUpperCase(),
    path,
    call,
    returns: returnsOf(operation),
    args: [...positional.map((wire) => ({ kind: 'path', wire })), ...objectArgument(operation, context), { kind: 'options' }],
  };
}

function returnsOf({ paging, streaming, result }: Operation): 'value' | 'page' | 'stream' | 'binary' | 'none' {
  if (paging !== undefined) return 'page';
  if (streaming?.trigger.kind === 'always') return 'stream';
  return result.kind === 'text' ? 'value' : result.kind;
}

function objectArgument(operation: Operation, context: ApiContext): object[] {
  const { argument, body } = operation;
  if (argument === undefined) return [];
  const decl = context.decls.get(argument.type);
  const fields =
    decl?.kind === 'record'
      ? keyedProperties(decl, 'input').map(({ key, property }) => ({
          name: key,
          in: property.location ?? argument.name,
          wire: property.name.wire,
        }))
      : [];
  return [{ kind: 'object', fields, body: body === undefined ? null : body.shape }];
}
