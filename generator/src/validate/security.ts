import { diagnostic } from '../diagnostics.js';
import { child, childMap, childNode, isNode, place, placeOf } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import type { Context } from './context.js';

const token = /^[\w!#$%&'*+.^`|~-]+$/;

/** Checks the document's own requirements and its security schemes. */
export function checkSecurity(root: Located<Node>, context: Context): void {
  checkRequirements(root, context);
  const components = childNode(root, 'components');
  if (!components) return;
  for (const [, listed] of childMap(components, 'securitySchemes')) {
    const { value, ...at } = context.deref(listed) ?? { ...listed, value: {} as Node };
    if (value.type !== 'apiKey' || typeof value.name !== 'string' || token.test(value.name)) continue;
    const where = placeOf(place({ ...at, value }, 'name', value.name));
    if (value.in === 'header') context.report(diagnostic('validate/header-name', { name: value.name }, where));
    if (value.in === 'cookie') context.report(diagnostic('validate/cookie-name', { name: value.name }, where));
  }
}

/** Checks that the schemes named by `security` exist. */
export function checkRequirements(holder: Located<Node>, context: Context): void {
  const list = child(holder, 'security');
  if (!list || !Array.isArray(list.value)) return;
  const { components } = context.openapi.root;
  const schemes = isNode(components) && isNode(components.securitySchemes) ? components.securitySchemes : {};
  (list.value as readonly unknown[]).forEach((requirement, index) => {
    if (!isNode(requirement)) return;
    const at = place(list, String(index), requirement);
    for (const name of Object.keys(requirement)) {
      if (!Object.hasOwn(schemes, name)) context.report(diagnostic('validate/security-unknown', { name }, placeOf(place(at, name, requirement[name]))));
    }
  });
}
