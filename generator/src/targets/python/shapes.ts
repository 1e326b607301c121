import type { TypeDecl, TypeId, TypeRef } from '../../ir/index.js';

/** Whether values of a type may be lists or objects. */
export function isComposite(ref: TypeRef, decls: ReadonlyMap<TypeId, TypeDecl>, depth = 0): boolean {
  if (depth > 20) return true;
  const again = (inner: TypeRef): boolean => isComposite(inner, decls, depth + 1);
  switch (ref.kind) {
    case 'scalar':
    case 'literal':
      return false;
    case 'nullable':
      return again(ref.inner);
    case 'named': {
      const decl = decls.get(ref.id);
      if (decl?.kind === 'enum') return false;
      if (decl?.kind === 'alias') return again(decl.type);
      return decl?.kind === 'union' ? decl.variants.some(({ type }) => again(type)) : true;
    }
    case 'list':
    case 'map':
    case 'tuple':
    case 'unknown':
      return true;
  }
}

/** Whether every value of a type is a file, or a list of files. */
export function holdsFiles(ref: TypeRef, decls: ReadonlyMap<TypeId, TypeDecl>, depth = 0): boolean {
  if (ref.kind === 'scalar') return ref.scalar === 'file' || ref.scalar === 'binary';
  if (ref.kind === 'list') return depth < 20 && ref.item.kind !== 'list' && holdsFiles(ref.item, decls, depth + 1);
  if (ref.kind === 'nullable') return holdsFiles(ref.inner, decls, depth + 1);
  const decl = ref.kind === 'named' && depth < 20 ? decls.get(ref.id) : undefined;
  return decl?.kind === 'alias' && holdsFiles(decl.type, decls, depth + 1);
}
