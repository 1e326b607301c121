import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { placeOf } from '../resolve/located.js';
import type { Located } from '../resolve/openapi.js';

/** A name of the document and where it stands. */
export interface Named {
  readonly name: string;
  readonly located: Located<unknown>;
}

const styles: readonly (readonly [string, RegExp])[] = [
  ['snake_case', /^[a-z\d]+(?:_[a-z\d]+)+$/],
  ['kebab-case', /^[a-z\d]+(?:-[a-z\d]+)+$/],
  ['camelCase', /^[a-z\d]+(?:[A-Z][a-z\d]*)+$/],
  ['PascalCase', /^(?:[A-Z][a-z\d]*)+$/],
];

/** The style a name is written in; undefined for one that fits several (`id`) or none. */
export function styleOfName(name: string): string | undefined {
  return styles.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Notes the names whose style is not the usual one; none when no style is clearly usual. Each name is noted once. */
export function casingNotes(what: string, names: readonly Named[]): readonly Diagnostic[] {
  const styled = new Map<string, { readonly style: string; readonly located: Located<unknown> }>();
  const counts = new Map<string, number>();
  for (const { name, located } of names) {
    const style = styled.has(name) ? undefined : styleOfName(name);
    if (style === undefined) continue;
    styled.set(name, { style, located });
    counts.set(style, (counts.get(style) ?? 0) + 1);
  }
  const [usual] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!usual || usual[1] < styled.size * 0.6 || usual[1] === styled.size) return [];
  return [...styled]
    .filter(([, { style }]) => style !== usual[0])
    .map(([name, { style, located }]) => diagnostic('quality/casing', { name, style, what, usual: usual[0] }, placeOf(located)));
}
