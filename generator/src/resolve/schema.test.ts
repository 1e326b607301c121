import { describe, expect, it } from 'vitest';
import type { Located, Node } from './openapi.js';
import {
  arrayItems,
  constValue,
  defaultValue,
  discriminator,
  enumValues,
  isNullable,
  isNullOnly,
  limits,
  properties,
  refSiblings,
  requiredNames,
  schemaExamples,
  stringContent,
  types,
} from './schema.js';

const located = (value: Node): Located<Node> => ({ value, file: 'a.yaml', pointer: '' });

it('reads types of every dialect', () => {
  expect(types({ type: 'string' })).toEqual(['string']);
  expect(types({ type: 'string', nullable: true })).toEqual(['string', 'null']);
  expect(types({ type: 'string', 'x-nullable': true })).toEqual(['string', 'null']);
  expect(types({ type: ['string', 'null'] })).toEqual(['string', 'null']);
  expect(types({ type: ['null', 'string', 'null'], nullable: true })).toEqual(['null', 'string']);
  expect(types({ type: 'file' })).toEqual(['string']);
  expect(types({ type: 'strng' })).toEqual([]);
  expect(types({ nullable: true })).toEqual([]);
  expect(isNullable({ nullable: true })).toBe(true);
  expect(isNullable({ type: ['integer', 'null'] })).toBe(true);
  expect(isNullable({ type: 'integer' })).toBe(false);
  expect(isNullOnly({ enum: [null] })).toBe(true);
  expect(isNullOnly({ type: ['null', 'string'] })).toBe(false);
});

it('reads bounds of every dialect', () => {
  expect(limits({ type: 'integer' })).toBeUndefined();
  expect(limits({ minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false })).toEqual({ exclusiveMinimum: 1, maximum: 9 });
  expect(limits({ exclusiveMinimum: 1, exclusiveMaximum: 2, multipleOf: 0.5 })).toEqual({ exclusiveMinimum: 1, exclusiveMaximum: 2, multipleOf: 0.5 });
  expect(limits({ pattern: 'a', minLength: 0, maxLength: '3', uniqueItems: true })).toEqual({ pattern: 'a', minLength: 0, uniqueItems: true });
});

it('reads constants, enums, defaults and examples', () => {
  expect(enumValues({ const: null })).toEqual([null]);
  expect(constValue({ enum: ['a'] })).toEqual({ value: 'a' });
  expect(constValue({ enum: ['a', 'b'] })).toBeUndefined();
  expect(defaultValue({ default: null })).toEqual({ value: null });
  expect(defaultValue({})).toBeUndefined();
  expect(schemaExamples({ example: 1 })).toEqual([1]);
  expect(schemaExamples({ examples: [1, 2], example: 3 })).toEqual([1, 2]);
});

it('tells what a string carries', () => {
  expect(stringContent({ type: 'string', format: 'binary' })).toBe('file');
  expect(stringContent({ type: 'file' })).toBe('file');
  expect(stringContent({ type: 'string', format: 'byte' })).toBe('base64');
  expect(stringContent({ type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' })).toBe('base64');
  expect(stringContent({ type: 'string', contentMediaType: 'application/octet-stream' })).toBe('file');
  expect(stringContent({ type: 'string', contentMediaType: 'application/problem+json' })).toBe('text');
  expect(stringContent({ type: 'string', format: 'uuid' })).toBe('text');
});

it('reads discriminators of every dialect', () => {
  expect(discriminator({ discriminator: 'kind' })).toEqual({ propertyName: 'kind', mapping: [] });
  expect(discriminator({ discriminator: { propertyName: 'kind', mapping: { a: 'A', b: 1 }, defaultMapping: 'B' } })).toEqual({
    propertyName: 'kind',
    mapping: [['a', 'A']],
    defaultMapping: 'B',
  });
  expect(discriminator({ discriminator: {} })).toBeUndefined();
});

it('reads arrays of every dialect', () => {
  expect(arrayItems(located({ items: { type: 'string' } }))).toMatchObject({ prefix: [], rest: { pointer: '/items' } });
  expect(arrayItems(located({ prefixItems: [{}, true], items: false }))).toMatchObject({ prefix: [{ pointer: '/prefixItems/0' }, { value: true }], rest: { value: false } });
  expect(arrayItems(located({ items: [{}], additionalItems: { type: 'string' } }))).toMatchObject({ prefix: [{ pointer: '/items/0' }], rest: { pointer: '/additionalItems' } });
});

describe('what stands beside a reference', () => {
  const schema = located({ $ref: '#/a', description: 'd', nullable: true, 'x-a': 1 });
  it('counts from 3.1 on', () => expect(refSiblings({ ...schema }, '3.1')?.value).toEqual({ description: 'd', nullable: true, 'x-a': 1 }));
  it('is prose and extensions before', () => expect(refSiblings(located({ ...schema.value }), '3.0')?.value).toEqual({ description: 'd', 'x-a': 1 }));
  it('is the same object each time', () => expect(refSiblings(schema, '3.1')?.value).toBe(refSiblings(schema, '3.1')?.value));
  it('may be nothing', () => {
    expect(refSiblings(located({ $ref: '#/a' }), '3.1')).toBeUndefined();
    expect(refSiblings(located({ type: 'string' }), '3.1')).toBeUndefined();
  });
});

it('keeps names such as __proto__ apart from prototypes', () => {
  const schema = located(JSON.parse('{"properties": {"__proto__": {"type": "string"}, "constructor": true}, "required": ["__proto__", 1]}') as Node);
  expect(properties(schema).map(([name, { value }]) => [name, value])).toEqual([
    ['__proto__', { type: 'string' }],
    ['constructor', true],
  ]);
  expect([...requiredNames(schema.value)]).toEqual(['__proto__']);
});
