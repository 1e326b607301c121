import type { Api, Operation, Service } from '../ir/index.js';
import { childMap, isNode, own } from '../resolve/located.js';
import type { OpenApi } from '../resolve/openapi.js';
import type { Counts } from './result.js';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Counts what is generated; `skipped` is what the document has besides, be it left out with a warning or by the configuration. */
export function countApi(api: Api, openapi: OpenApi): Counts {
  const operations = operationsOf(api.root);
  const covered = new Set(operations.map(({ origin }) => `${origin.file}#${origin.pointer}`));
  return { operations: operations.length, types: api.types.length, skipped: Math.max(0, countEndpoints(openapi) - covered.size) };
}

const operationsOf = ({ operations, children }: Service): readonly Operation[] => [...operations, ...children.flatMap(operationsOf)];

function countEndpoints(openapi: OpenApi): number {
  let count = 0;
  for (const [path, item] of childMap(openapi.at(), 'paths')) {
    const found = path.startsWith('/') ? openapi.deref(item) : undefined;
    if (!found) continue;
    count += methods.filter((method) => isNode(own(found.value, method))).length + childMap(found, 'additionalOperations').length;
  }
  return count;
}
