import { diagnostic } from '../diagnostics.js';
import { childNode, members, placeOf } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import type { Context } from './context.js';
import { checkContent, checkHeaders } from './parameters.js';

const status = /^(?:[1-5](?:\d\d|XX)|default)$/i;
const checked = new WeakMap<Context, Set<object>>();

/** Checks the responses of an operation. */
export function checkResponses(operation: Located<Node>, context: Context): void {
  const responses = childNode(operation, 'responses');
  if (!responses || Object.keys(responses.value).length === 0) {
    context.report(diagnostic('validate/responses-missing', {}, placeOf(responses ?? operation)));
    return;
  }
  for (const [key, response] of members(responses)) {
    if (key.startsWith('x-')) continue;
    if (!status.test(key)) context.report(diagnostic('validate/status', { status: key }, placeOf(response)));
    checkResponse(response, context);
  }
}

/** Checks one response, once however often it is referenced. */
export function checkResponse(listed: Located<Node>, context: Context): void {
  const response = context.deref(listed);
  if (!response) return;
  let known = checked.get(context);
  if (!known) checked.set(context, (known = new Set()));
  if (known.has(response.value)) return;
  known.add(response.value);
  checkHeaders(response, context);
  checkContent(response, context);
}
