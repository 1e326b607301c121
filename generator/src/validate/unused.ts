import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { visitObjects } from '../load/visit.js';
import { childList, childMap, isNode, place, placeOf } from '../resolve/located.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';
import { discriminator, refOf } from '../resolve/schema.js';
import { operationsOf } from './paths.js';

/** Notes the components that nothing refers to: no `$ref`, no discriminator, no security requirement. */
export function unusedComponents(openapi: OpenApi): readonly Diagnostic[] {
  const used = referred(openapi);
  const schemes = requiredSchemes(openapi);
  const found: Diagnostic[] = [];
  const root = openapi.at();
  const components = isNode(root.value.components) ? place(root, 'components', root.value.components) : undefined;
  if (!components) return found;
  for (const section of Object.keys(components.value)) {
    if (section.startsWith('x-')) continue;
    for (const [name, item] of childMap(components, section)) {
      const target = openapi.deref(item);
      const elsewhere = target && target.value !== item.value && !isComponent(target.pointer);
      const needed = section === 'securitySchemes' ? schemes.has(name) : used.has(item.value) || (elsewhere && used.has(target.value));
      if (!needed) found.push(diagnostic('quality/unused', { name }, placeOf(item)));
    }
  }
  return found;
}

/** Everything that a reference outside `components`' own aliases leads to. */
function referred(openapi: OpenApi): ReadonlySet<unknown> {
  const used = new Set<unknown>();
  for (const { file, value } of openapi.sources) {
    visitObjects(value, (node, pointer) => {
      const at: Located<Node> = { value: node, file, pointer };
      const reference = refOf(node);
      // `components: {schemas: {A: {$ref: a.yaml}}}` gives a name; it is no use.
      if (reference !== undefined && !isComponent(pointer)) {
        const target = openapi.refer(at, reference);
        if (target) used.add(target.value);
      }
      for (const [, target] of discriminator(node)?.mapping ?? []) used.add(openapi.refer(at, target)?.value);
    });
  }
  return used;
}

function isComponent(pointer: string): boolean {
  return /^\/(?:components\/[^/]+|definitions)\/[^/]+$/.test(pointer);
}

function requiredSchemes(openapi: OpenApi): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (holder: Located<Node>): void => {
    for (const requirement of childList(holder, 'security')) for (const name of Object.keys(requirement.value)) names.add(name);
  };
  add(openapi.at());
  for (const [, listed] of [...childMap(openapi.at(), 'paths'), ...childMap(openapi.at(), 'webhooks')]) {
    const item = openapi.deref(listed);
    for (const { operation } of item ? operationsOf(item) : []) add(openapi.deref(operation) ?? operation);
  }
  return names;
}
