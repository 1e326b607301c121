import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { childList, childMap, isNode, place, placeOf } from '../resolve/located.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';
import { casingNotes, type Named } from './casing.js';
import { operationsOf } from './paths.js';
import { operationNotes } from './quality-operation.js';
import { unusedComponents } from './unused.js';

/** Finds what would make the SDKs and their documentation better; for the `check` command. Nothing of it stops a run. */
export function quality(openapi: OpenApi): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (problem: Diagnostic): void => {
    found.push(problem);
  };
  const root = openapi.at();
  documentNotes(openapi, report);
  const parameters = new Map<object, Named>();
  for (const [path, listed] of childMap(root, 'paths')) {
    const item = openapi.deref(listed);
    if (!item || path.startsWith('x-')) continue;
    const shared = parametersOf(item, openapi);
    for (const { method, operation: at } of operationsOf(item)) {
      const operation = openapi.deref(at);
      if (!operation) continue;
      operationNotes({ name: `${method.toUpperCase()} ${path}`, operation, openapi }, report);
      for (const named of [...shared, ...parametersOf(operation, openapi)]) parameters.set(named.located.value as object, named);
    }
  }
  for (const { name, located } of parameters.values()) {
    if (openapi.text(located as Located<Node>, 'description') === undefined) report(diagnostic('quality/parameter-description', { name }, placeOf(located)));
  }
  schemaNotes(openapi, report);
  const query = [...parameters.values()].filter(({ located }) => (located.value as Node).in === 'query');
  for (const problem of casingNotes('query parameters', query)) report(problem);
  for (const problem of unusedComponents(openapi)) report(problem);
  return found;
}

function parametersOf(holder: Located<Node>, openapi: OpenApi): readonly Named[] {
  return childList(holder, 'parameters').flatMap((listed) => {
    const located = openapi.deref(listed);
    return located && typeof located.value.name === 'string' ? [{ name: located.value.name, located }] : [];
  });
}

function documentNotes(openapi: OpenApi, report: (problem: Diagnostic) => void): void {
  const root = openapi.at();
  const info = isNode(root.value.info) ? place(root, 'info', root.value.info) : { ...root, value: {} as Node };
  if (openapi.text(info, 'description') === undefined && openapi.text(info, 'summary') === undefined) report(diagnostic('quality/info', { what: 'description' }, placeOf(info)));
  if (info.value.license === undefined) report(diagnostic('quality/info', { what: 'license' }, placeOf(info)));
  const servers = childList(root, 'servers');
  if (servers.length === 0) report(diagnostic('quality/servers', {}, placeOf(root)));
  for (const server of servers) {
    const { url } = server.value;
    if (typeof url === 'string' && /^http:\/\/(?!localhost|127\.|\[::1\])/i.test(url)) report(diagnostic('quality/server-insecure', { url }, placeOf(server)));
  }
}

const longestList = 5;

function schemaNotes(openapi: OpenApi, report: (problem: Diagnostic) => void): void {
  const components = childMap(openapi.at(), 'components').find(([key]) => key === 'schemas')?.[1];
  if (!components) return;
  const properties: Named[] = [];
  for (const name of Object.keys(components.value)) {
    const value = components.value[name];
    if (!isNode(value) || typeof value.$ref === 'string') continue;
    const schema = place(components, name, value);
    if (openapi.text(schema, 'description') === undefined && typeof value.title !== 'string') report(diagnostic('quality/schema-description', { name }, placeOf(schema)));
    const own = childMap(schema, 'properties');
    const silent = own.filter(([, property]) => typeof property.value.$ref !== 'string' && openapi.text(property, 'description') === undefined);
    const names = silent.slice(0, longestList).map(([key]) => key);
    const more = silent.length > longestList ? ' …' : '';
    if (silent.length > 0) {
      report(diagnostic('quality/property-descriptions', { name, count: String(silent.length), total: String(own.length), names: names.join(', ') + more }, placeOf(schema)));
    }
    for (const [key, located] of own) properties.push({ name: key, located });
  }
  for (const problem of casingNotes('properties', properties)) report(problem);
}
