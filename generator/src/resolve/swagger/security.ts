import { isNode } from '../located.js';
import type { Node } from '../openapi.js';

const flows: Readonly<Record<string, string>> = { implicit: 'implicit', password: 'password', application: 'clientCredentials', accessCode: 'authorizationCode' };
const oauthKeys: ReadonlySet<string> = new Set(['flow', 'authorizationUrl', 'tokenUrl', 'scopes']);

/** Rewrites a security definition to a security scheme. */
export function rewriteSecurity(scheme: Node): Node {
  if (scheme.type === 'basic') return { ...scheme, type: 'http', scheme: 'basic' };
  if (scheme.type !== 'oauth2') return { ...scheme };
  const kept = Object.fromEntries(Object.entries(scheme).filter(([key]) => !oauthKeys.has(key)));
  const flow = typeof scheme.flow === 'string' && Object.hasOwn(flows, scheme.flow) ? flows[scheme.flow] : undefined;
  const { authorizationUrl, tokenUrl, scopes } = scheme;
  const details = {
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    scopes: isNode(scopes) ? scopes : {},
  };
  return { ...kept, flows: flow === undefined ? {} : { [flow]: details } };
}

/** `schemes`, `host` and `basePath` as servers, https first; a path alone when no host is given. */
export function serversOf(root: Node): readonly Node[] {
  const path = typeof root.basePath === 'string' ? root.basePath.replace(/(?<!\/)\/+$/, '') : '';
  if (typeof root.host !== 'string' || root.host === '') return [{ url: path === '' ? '/' : path }];
  const listed = Array.isArray(root.schemes) ? root.schemes.filter((scheme) => scheme === 'https' || scheme === 'http') : [];
  const schemes = listed.length > 0 ? [...new Set(listed)].sort().reverse() : ['https'];
  return schemes.map((scheme) => ({ url: `${String(scheme)}://${String(root.host)}${path}` }));
}
