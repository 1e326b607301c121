import { describe, expect, it } from 'vitest';
import { paramStyles } from '../../runtime/core/param-styles.js';
import { encodePath as encode } from '../../runtime/internal/path.js';
import type { ParamStyle } from '../../runtime/internal/types.js';
import type { ParamStyles } from '../../runtime/internal/types.js';

const encodePath = (template: string, params: Record<string, unknown>, styles?: ParamStyles): string => encode(template, params, styles, paramStyles);

describe('R46 path parameters', () => {
  it('R46 are percent-encoded, all but the unreserved characters', () => {
    expect(encodePath('/a/{x}', { x: "a/b?c#d %e!'()*:@&=+$,;[]~-._" })).toBe(
      '/a/a%2Fb%3Fc%23d%20%25e%21%27%28%29%2A%3A%40%26%3D%2B%24%2C%3B%5B%5D~-._',
    );
    expect(encodePath('/a/{x}/b', { x: 'é😀\r\n' })).toBe('/a/%C3%A9%F0%9F%98%80%0D%0A/b');
    expect(encodePath('/a/{x}', { x: 'a\ud800b' })).toBe('/a/a%EF%BF%BDb');
  });

  it('R46 take numbers, booleans, big integers and dates', () => {
    const date = new Date(0);
    expect(encodePath('/{a}/{b}/{c}/{d}', { a: 1.5, b: false, c: 2n ** 63n, d: date })).toBe('/1.5/false/9223372036854775808/1970-01-01T00%3A00%3A00.000Z');
    expect(encodePath('/v1/{a}.{b}/{a}', { a: 'x', b: 'json' })).toBe('/v1/x.json/x');
    expect(encodePath('/plain', {})).toBe('/plain');
  });

  it.each([
    ['', "''"],
    [undefined, 'undefined'],
    [null, 'null'],
    [[], '[]'],
    [[''], '[""]'],
    [{}, '{}'],
  ])('R46 refuse %j', (value, shown) => {
    expect(() => encodePath('/a/{some_id}/b', { some_id: value })).toThrow(`Expected a non-empty value for \`some_id\` but received ${shown}`);
  });

  it.each(['.', '..', '%2e', '%2E%2e', '.%2E', '%252e%252E', '%25252e.'])('R46 refuse the segment %s', (value) => {
    expect(() => encodePath('/a/{x}/b', { x: value })).toThrow('`x`');
    expect(() => encodePath('/a/{x}', { x: value }, { x: { allowReserved: true } })).toThrow('`x`');
  });

  it('R46 refuse a dot segment that several parameters or a style make together', () => {
    expect(() => encodePath('/{x}{y}/b', { x: '.', y: '.' })).toThrow('`x`, `y`');
    expect(() => encodePath('/{x}.', { x: '.' })).toThrow('`x`');
    expect(() => encodePath('/{x}', { x: '.' }, { x: { style: 'label' } })).toThrow('`x`');
    expect(() => encodePath('/{x}', { x: 'a/../b' }, { x: { allowReserved: true } })).toThrow('`x`');
    expect(encodePath('/{x}', { x: 'a.' })).toBe('/a.');
    expect(encodePath('/{x}', { x: '...' })).toBe('/...');
  });

  const list = ['red', 'a,b', 'c d'];
  const object = { r: 100, 'k/': 'v;' };
  const rows: [ParamStyle, string, string, string][] = [
    [{}, 'red', 'red,a%2Cb,c%20d', 'r,100,k%2F,v%3B'],
    [{ explode: true }, 'red', 'red,a%2Cb,c%20d', 'r=100,k%2F=v%3B'],
    [{ style: 'label' }, '.red', '.red,a%2Cb,c%20d', '.r,100,k%2F,v%3B'],
    [{ style: 'label', explode: true }, '.red', '.red.a%2Cb.c%20d', '.r=100.k%2F=v%3B'],
    [{ style: 'matrix' }, ';x=red', ';x=red,a%2Cb,c%20d', ';x=r,100,k%2F,v%3B'],
    [{ style: 'matrix', explode: true }, ';x=red', ';x=red;x=a%2Cb;x=c%20d', ';r=100;k%2F=v%3B'],
    [{ style: 'json' }, '%22red%22', '%5B%22red%22%2C%22a%2Cb%22%2C%22c%20d%22%5D', '%7B%22r%22%3A100%2C%22k%2F%22%3A%22v%3B%22%7D'],
  ];
  it.each(rows)('R46 style %j', (style, text, array, record) => {
    expect(encodePath('/{x}', { x: 'red' }, { x: style })).toBe(`/${text}`);
    expect(encodePath('/{x}', { x: list }, { x: style })).toBe(`/${array}`);
    expect(encodePath('/{x}', { x: object }, { x: style })).toBe(`/${record}`);
  });

  it('R46 reserved characters pass where the document allows them, except those that end the path', () => {
    expect(encodePath('/files/{x}', { x: 'a/b c:@%41%zz?#' }, { x: { allowReserved: true } })).toBe('/files/a/b%20c:@%41%25zz%3F%23');
  });

  it('R46 leave the query of a template alone', () => {
    expect(encodePath('/a/{x}?beta=true', { x: 'y' })).toBe('/a/y?beta=true');
  });
});
