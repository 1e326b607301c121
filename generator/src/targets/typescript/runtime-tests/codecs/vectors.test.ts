import { expect, it } from 'vitest';
import { paramStyles } from '../../runtime/core/param-styles.js';
import { encodePath as encode } from '../../runtime/internal/path.js';
import { encodeCookieParam, encodeHeaderParam, encodeQuery } from '../../runtime/internal/query.js';
import type { ParamStyle } from '../../runtime/internal/types.js';
import { material } from './material.js';
import type { ParamStyles } from '../../runtime/internal/types.js';

const encodePath = (template: string, params: Record<string, unknown>, styles?: ParamStyles): string => encode(template, params, styles, paramStyles);

interface StyleRow {
  readonly version: string;
  readonly style: NonNullable<ParamStyle['style']>;
  readonly explode: boolean;
  readonly kind: string;
  readonly value?: unknown;
  readonly wire: string;
}

const encodeRow = ({ style, explode, value }: StyleRow): string => {
  const options = { style, explode };
  if (style === 'cookie') return encodeCookieParam('color', value, options);
  if (style === 'simple' || style === 'label' || style === 'matrix') return encodePath('{color}', { color: value }, { color: options });
  return encodeQuery({ color: value }, { color: options });
};

const OWN: StyleRow[] = [
  { version: 'any', style: 'matrix', explode: true, kind: 'array', value: ['red', 'green'], wire: ';color=red;color=green' },
  { version: 'any', style: 'form', explode: true, kind: 'object', value: { R: 1, G: 2 }, wire: 'R=1&G=2' },
  { version: 'any', style: 'form', explode: true, kind: 'undefined', wire: 'color=' },
];
const all = [...OWN, ...(material<StyleRow[]>('param-styles.json') ?? [])];
const rows = all.filter(({ kind }) => ['string', 'array', 'object'].includes(kind));
const empties = all.filter(({ kind, style }) => kind === 'undefined' && (style === 'form' || style === 'cookie'));

it.each(rows)('R48 OpenAPI $version $style explode=$explode $kind', (row) => {
  expect(encodeRow(row)).toBe(row.wire.replace(/^\?/, ''));
  if (row.style === 'simple') expect(encodeHeaderParam('x', row.value, row)).toBe(row.wire);
});

it.each(empties)('R43 OpenAPI $version $style explode=$explode without a value', (row) => {
  expect(encodeRow({ ...row, value: null })).toBe(row.wire.replace(/^\?/, ''));
});

interface Section {
  readonly variables: Record<string, unknown>;
  readonly testcases: readonly (readonly [string, string | readonly string[]])[];
}

const OPERATORS: Record<string, ParamStyle['style']> = { '': 'simple', '.': 'label', ';': 'matrix', '?': 'form' };
const EMPTY = (value: unknown) => value == null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** Cases of RFC 6570 that a parameter of OpenAPI can say: one expression, no prefix modifier, a value. */
const cases = ['spec-examples', 'extended-tests'].flatMap((file) =>
  Object.values(material<Record<string, Section>>(`uritemplate/${file}.json`) ?? {}).flatMap(({ variables, testcases }) =>
    testcases.flatMap(([template, expected]) => {
      const match = /^([^{]*)\{([+.;?]?)([^{}:*,]+)(\*?)\}([^{]*)$/.exec(template);
      const name = match?.[3] ?? '';
      // A name that is percent-encoded in the template is not one in a document.
      if (!match || /[^\x20-\x7e]/.test(template) || name.includes('%') || EMPTY(variables[name])) return [];
      return [{ template, operator: match[2]!, name, explode: match[4] === '*', value: variables[name], expected: [expected].flat() }];
    }),
  ),
);

if (cases.length > 0) {
  it.each(cases)('R46 R48 RFC 6570 $template', ({ template, operator, name, explode, value, expected }) => {
    const style: ParamStyle = operator === '+' ? { explode, allowReserved: true } : { style: OPERATORS[operator]!, explode };
    const actual =
      operator === '?'
        ? template.replace(/\{.*\}/, `?${encodeQuery({ [name]: value }, { [name]: style })}`)
        : encodePath(template.replace(/\{.*\}/, `{${name}}`), { [name]: value }, { [name]: style });
    expect(expected).toContain(actual);
  });
}
