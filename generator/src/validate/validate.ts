import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { child, childMap, isNode, placeOf } from '../resolve/located.js';
import type { Located, Node, OpenApi } from '../resolve/openapi.js';
import { contextOf, kindOf, type Context } from './context.js';
import { checkContent, checkHeaders, checkParameter } from './parameters.js';
import { checkPaths, checkPathItem } from './paths.js';
import { checkResponse } from './responses.js';
import { schemaChecks } from './schemas.js';
import { checkSecurity } from './security.js';
import { checkUnknownKeys } from './unknown-keys.js';

/**
 * Finds what the generator can't work with, in one walk over what the document describes (examples are not walked). Errors stop a run; a warning says
 * what is left out or guessed.
 */
export function validate(openapi: OpenApi): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (problem: Diagnostic): void => {
    found.push(problem);
  };
  const schemas = schemaChecks(openapi, report);
  const context = contextOf(openapi, report, schemas.add);
  const root = openapi.at();
  checkInfo(root, context);
  checkUnknownKeys(openapi, report);
  const operations = checkPaths(root, context) + checkWebhooks(root, context);
  if (operations === 0) report(diagnostic('validate/no-operations', {}, { file: root.file, pointer: isNode(root.value.paths) ? '/paths' : '' }));
  checkComponents(root, context);
  checkSecurity(root, context);
  schemas.run(context);
  return found;
}

function checkInfo(root: Located<Node>, context: Context): void {
  const { info } = root.value;
  const missing = ['title', 'version'].find((key) => !isNode(info) || (typeof info[key] !== 'string' && typeof info[key] !== 'number'));
  if (missing !== undefined) context.report(diagnostic('validate/info', { key: missing }, { file: root.file, pointer: '/info' }));
}

function checkWebhooks(root: Located<Node>, context: Context): number {
  const webhooks = childMap(root, 'webhooks');
  for (const [, item] of webhooks) checkPathItem(item, undefined, context);
  return webhooks.length;
}

function checkComponents(root: Located<Node>, context: Context): void {
  const components = child(root, 'components');
  if (!components) return;
  if (!isNode(components.value)) return context.report(diagnostic('validate/not-object', { what: '`components`', found: kindOf(components.value) }, placeOf(components)));
  const at = components as Located<Node>;
  const schemas = child(at, 'schemas');
  if (schemas && isNode(schemas.value)) {
    for (const name of Object.keys(schemas.value)) {
      const schema = child(schemas as Located<Node>, name);
      if (schema) context.schema(schema);
    }
  }
  for (const [, parameter] of childMap(at, 'parameters')) checkParameter(parameter, context);
  for (const [, response] of childMap(at, 'responses')) checkResponse(response, context);
  for (const [, body] of childMap(at, 'requestBodies')) {
    const target = context.deref(body);
    if (target) checkContent(target, context);
  }
  checkHeaders(at, context);
}
