import type { Operation, Service, TypeDecl, TypeId, TypeRef } from '../ir/index.js';

/** A service and every service below it, in order. */
export function allServices(service: Service): readonly Service[] {
  const made: Service[] = [];
  const visit = (each: Service): void => {
    made.push(each);
    each.children.forEach(visit);
  };
  visit(service);
  return made;
}

/** Every operation below a service, in order. */
export const operationsOf = (service: Service): readonly Operation[] =>
  allServices(service).flatMap(({ operations }) => operations);

/** Ids that a reference mentions. */
export function idsOf(ref: TypeRef): readonly TypeId[] {
  switch (ref.kind) {
    case 'named':
      return [ref.id];
    case 'list':
      return idsOf(ref.item);
    case 'map':
      return idsOf(ref.value);
    case 'nullable':
      return idsOf(ref.inner);
    case 'tuple':
      return [...ref.items, ...(ref.rest ? [ref.rest] : [])].flatMap(idsOf);
    case 'scalar':
    case 'literal':
    case 'unknown':
      return [];
  }
}

/** Whether values of a type may be lists or objects. */
export function isComposite(ref: TypeRef, decls: ReadonlyMap<TypeId, TypeDecl>, depth = 0): boolean {
  if (depth > 20) return true;
  const again = (inner: TypeRef): boolean => isComposite(inner, decls, depth + 1);
  if (ref.kind === 'scalar' || ref.kind === 'literal') return false;
  if (ref.kind === 'nullable') return again(ref.inner);
  if (ref.kind !== 'named') return true;
  const decl = decls.get(ref.id);
  if (decl?.kind === 'enum') return false;
  if (decl?.kind === 'alias') return again(decl.type);
  return decl?.kind === 'union' ? decl.variants.some(({ type }) => again(type)) : true;
}
