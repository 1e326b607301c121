import type { Api } from '../../ir/index.js';
import { makeScope } from '../../kit/identifier.js';
import { nameOptions } from './auth.js';
import { clientMembers } from './member-names.js';
import type { ApiNames } from './names.js';

/** Members of the client that hold what path parameters default to, by the parameter's wire name: called as the options are. */
export function paramMembers(api: Api, names: ApiNames): ReadonlyMap<string, string> {
  const children = api.root.children.map(({ id }) => names.services.get(id)?.property ?? '');
  const methods = api.root.operations.map(({ id }) => names.operations.get(id)?.method ?? '');
  const taken = new Set([...clientMembers, ...children, ...methods]);
  const scope = makeScope([...taken]);
  return new Map(
    nameOptions(api.options, names.casing).flatMap(({ option: { use }, name }) =>
      use.kind === 'param' ? [[use.wire, scope.take(taken.has(name) ? `${name}Option` : name, use.wire)] as const] : [],
    ),
  );
}
