/** Escapes a key for use in a JSON pointer (RFC 6901). */
export function escapeKey(key: string): string {
  // By far the commonest key that needs it.
  if (key === 'application/json') return 'application~1json';
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** The JSON pointer that leads through keys. */
export const pointerOf = (keys: readonly string[]): string => keys.map((key) => `/${escapeKey(key)}`).join('');

/** Undoes `escapeKey`; an escape that means nothing stays as it is. */
export function unescapeKey(segment: string): string {
  return segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment;
}

/** The keys of a JSON pointer, unescaped; the empty pointer has none. */
export function pointerKeys(pointer: string): readonly string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeKey);
}

/** Follows a pointer through own properties only; `found` is false when it leads nowhere. */
export function follow(value: unknown, pointer: string): { readonly found: boolean; readonly value?: unknown } {
  let current = value;
  for (const key of pointerKeys(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return { found: false };
    if (Array.isArray(current) && key === 'length') return { found: false };
    current = (current as Record<string, unknown>)[key];
  }
  return { found: true, value: current };
}
