import type { Api, Operation, TypeDecl, TypeId } from '../../ir/index.js';
import { operationsOf } from '../../kit/walk.js';
import { idsOf } from '../../kit/walk.js';

/** The declarations without the envelopes of paged responses that page classes stand for, unless something else mentions them. */
export function withoutEnvelopes({ types, root, pages, webhooks }: Api): readonly TypeDecl[] {
  const envelopes = new Set(types.filter(({ source }) => source === 'page').map(({ id }) => id));
  if (envelopes.size === 0) return types;
  const mentioned = new Set<TypeId>();
  const mention = (ids: Iterable<TypeId>): void => {
    for (const id of ids) if (envelopes.has(id)) mentioned.add(id);
  };
  for (const decl of types) {
    mention(mentionedBy(decl));
    if (decl.kind === 'record' && decl.parent !== undefined) mention([decl.parent]);
  }
  for (const operation of operationsOf(root)) mention(mentionedByCall(operation));
  for (const page of pages) mention([...page.fields, ...page.params].flatMap(({ type }) => idsOf(type)));
  if (webhooks) mention([webhooks.event]);
  return types.filter(({ id }) => !envelopes.has(id) || mentioned.has(id));
}

function mentionedBy(decl: TypeDecl): readonly TypeId[] {
  switch (decl.kind) {
    case 'record':
      return [...decl.bases, ...decl.properties.flatMap(({ type }) => idsOf(type)), ...(decl.extra ? idsOf(decl.extra) : [])];
    case 'union':
      return decl.variants.flatMap(({ type }) => idsOf(type));
    case 'alias':
      return idsOf(decl.type);
    case 'enum':
      return [];
  }
}

/** What the types of a method mention: the envelope of a call that pages is not among them. */
function mentionedByCall({ params, argument, result, streaming, paging }: Operation): readonly TypeId[] {
  return [
    ...params.flatMap(({ type }) => idsOf(type)),
    ...(argument ? [argument.type] : []),
    ...(result.kind === 'value' && paging === undefined ? idsOf(result.type) : []),
    ...(streaming ? idsOf(streaming.event) : []),
    ...(paging ? idsOf(paging.item) : []),
  ];
}
