import type { TypeDecl, TypeId, TypeRef } from '../../ir/index.js';

/** Whether every value of a type is a file, or a list of files. */
export function holdsFiles(ref: TypeRef, decls: ReadonlyMap<TypeId, TypeDecl>, depth = 0): boolean {
  if (ref.kind === 'scalar') return ref.scalar === 'file' || ref.scalar === 'binary';
  if (ref.kind === 'list') return depth < 20 && ref.item.kind !== 'list' && holdsFiles(ref.item, decls, depth + 1);
  if (ref.kind === 'nullable') return holdsFiles(ref.inner, decls, depth + 1);
  const decl = ref.kind === 'named' && depth < 20 ? decls.get(ref.id) : undefined;
  return decl?.kind === 'alias' && holdsFiles(decl.type, decls, depth + 1);
}
