/**
 * A function that is computed once for each pair of objects, which stay what they are. What views ask again and again (a method's
 * arguments, for its blocking and its asynchronous form, its tests and its documentation) is for it.
 */
export function remember<A extends object, B extends object, R>(compute: (a: A, b: B) => R): (a: A, b: B) => R {
  const known = new WeakMap<B, WeakMap<A, { readonly value: R }>>();
  return (a, b) => {
    const own = known.get(b) ?? new WeakMap<A, { readonly value: R }>();
    known.set(b, own);
    const found = own.get(a) ?? { value: compute(a, b) };
    own.set(a, found);
    return found.value;
  };
}
