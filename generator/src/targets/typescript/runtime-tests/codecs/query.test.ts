import { describe, expect, it } from 'vitest';
import { encodeCookieParam, encodeHeaderParam, encodeQuery } from '../../runtime/internal/query.js';
import type { ParamStyle } from '../../runtime/internal/types.js';

const list = ['a', 'b c'];
const object = { r: 1, 'g&': 'x y' };
const deep = { a: { b: ['x', 'y'], c: { d: 1n } }, e: [{ f: 1 }] };

describe('queries', () => {
  it('R43 R48 undefined is omitted, null is an empty value', () => {
    expect(encodeQuery({ a: undefined, b: null, c: '', d: 0, e: false })).toBe('b=&c=&d=0&e=false');
    expect(encodeQuery({ a: [undefined, null, 1], b: { c: undefined, d: null } })).toBe('a=&a=1&d=');
    expect(encodeQuery({})).toBe('');
  });

  it('R42 R48 writes big integers, dates, astral characters and lone surrogates', () => {
    expect(encodeQuery({ a: 9007199254740993n, b: new Date(0), c: '😀', d: '\udc00', 'é&=': "!'()*" })).toBe(
      'a=9007199254740993&b=1970-01-01T00%3A00%3A00.000Z&c=%F0%9F%98%80&d=%EF%BF%BD&%C3%A9%26%3D=%21%27%28%29%2A',
    );
  });

  const rows: [ParamStyle, string, string][] = [
    [{}, 'x=a&x=b%20c', 'r=1&g%26=x%20y'],
    [{ style: 'form', explode: false }, 'x=a,b%20c', 'x=r,1,g%26,x%20y'],
    [{ style: 'spaceDelimited', explode: false }, 'x=a%20b%20c', 'x=r%201%20g%26%20x%20y'],
    [{ style: 'pipeDelimited', explode: false }, 'x=a%7Cb%20c', 'x=r%7C1%7Cg%26%7Cx%20y'],
    [{ style: 'spaceDelimited' }, 'x=a%20b%20c', 'x=r%201%20g%26%20x%20y'],
    [{ style: 'pipeDelimited', explode: true }, 'x=a&x=b%20c', 'r=1&g%26=x%20y'],
    [{ style: 'deepObject' }, 'x=a&x=b%20c', 'x%5Br%5D=1&x%5Bg%26%5D=x%20y'],
    [{ style: 'comma' }, 'x=a,b%20c', 'x%5Br%5D=1&x%5Bg%26%5D=x%20y'],
    [{ style: 'brackets' }, 'x%5B%5D=a&x%5B%5D=b%20c', 'x%5Br%5D=1&x%5Bg%26%5D=x%20y'],
    [{ style: 'indices' }, 'x%5B0%5D=a&x%5B1%5D=b%20c', 'x%5Br%5D=1&x%5Bg%26%5D=x%20y'],
    [{ style: 'dots' }, 'x=a&x=b%20c', 'x.r=1&x.g%26=x%20y'],
    [{ style: 'dots', explode: false }, 'x=a,b%20c', 'x.r=1&x.g%26=x%20y'],
    [{ style: 'json' }, 'x=%5B%22a%22%2C%22b%20c%22%5D', 'x=%7B%22r%22%3A1%2C%22g%26%22%3A%22x%20y%22%7D'],
  ];
  it.each(rows)('R48 style %j', (style, array, record) => {
    expect(encodeQuery({ x: list }, { x: style })).toBe(array);
    expect(encodeQuery({ x: object }, { x: style })).toBe(record);
    expect(encodeQuery({ x: [], y: {}, z: 1 }, { y: style })).toBe(style.style === 'json' ? 'y=%7B%7D&z=1' : 'z=1');
    expect(encodeQuery({ x: 'a b' }, { x: style })).toBe(style.style === 'json' ? 'x=%22a%20b%22' : 'x=a%20b');
  });

  it.each([
    ['deepObject', 'x[a][b]=x&x[a][b]=y&x[a][c][d]=1&x[e][f]=1'],
    ['comma', 'x[a][b]=x,y&x[a][c][d]=1&x[e]={"f":1}'],
    ['brackets', 'x[a][b][]=x&x[a][b][]=y&x[a][c][d]=1&x[e][][f]=1'],
    ['indices', 'x[a][b][0]=x&x[a][b][1]=y&x[a][c][d]=1&x[e][0][f]=1'],
    ['dots', 'x.a.b=x&x.a.b=y&x.a.c.d=1&x.e.f=1'],
    ['form', 'a[b]=x&a[b]=y&a[c][d]=1&e[f]=1'],
  ] as const)('R48 nesting in style %s', (style, expected) => {
    expect(decodeURIComponent(encodeQuery({ x: deep }, { x: { style } }))).toBe(expected);
  });

  it('R48 reserved characters pass where allowed, but none that would split or end the query', () => {
    const allowReserved = true;
    expect(encodeQuery({ x: ':/?[]@!$\'()*,;= "%20%2' }, { x: { allowReserved } })).toBe("x=:/?[]@!$'()*,;=%20%22%20%252");
    expect(encodeQuery({ x: 'a&b=c#d+e' }, { x: { allowReserved } })).toBe('x=a%26b=c%23d%2Be');
  });
});

describe('headers and cookies', () => {
  it('R48 header values are simple style, not percent-encoded', () => {
    expect(encodeHeaderParam('x', list)).toBe('a,b c');
    expect(encodeHeaderParam('x', { r: 1, g: true })).toBe('r,1,g,true');
    expect(encodeHeaderParam('x', { r: 1, g: true }, { explode: true })).toBe('r=1,g=true');
    expect(encodeHeaderParam('x', 10n)).toBe('10');
    expect(encodeHeaderParam('x', { a: 'é\n😀' }, { style: 'json' })).toBe('{"a":"\\u00e9\\n\\ud83d\\ude00"}');
  });

  it.each(['a\rb', 'a\nb', 'a\0b', ['a', 'b\r\nX-Evil: 1'], { a: '\n' }])('R46 header value %j is refused', (value) => {
    expect(() => encodeHeaderParam('X-Name', value)).toThrow('`X-Name`');
  });

  it('R48 cookies are encoded in form style and left alone in cookie style', () => {
    expect(encodeCookieParam('c', 'a b;')).toBe('c=a%20b%3B');
    expect(encodeCookieParam('c', list)).toBe('c=a; c=b%20c');
    expect(encodeCookieParam('c', list, { explode: false })).toBe('c=a,b%20c');
    expect(encodeCookieParam('c', 'a b,"', { style: 'cookie' })).toBe('c=a b,"');
    expect(encodeCookieParam('c', { r: 1, g: 2 }, { style: 'cookie', explode: true })).toBe('r=1; g=2');
  });

  it.each(['a; admin=1', 'a\r\nb', '\0'])('R46 cookie value %j is refused in cookie style', (value) => {
    expect(() => encodeCookieParam('c', value, { style: 'cookie' })).toThrow('`c`');
    expect(encodeCookieParam('c', value)).not.toMatch(/[;\r\n\0]/);
  });
});
