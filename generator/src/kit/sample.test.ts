import { expect, test } from 'vitest';
import type { Property, RecordDecl, TypeDecl, TypeRef } from '../ir/index.js';
import { sample, sampleCut, sampleEach } from './sample.js';

const property = (wire: string, type: TypeRef): Property => ({ name: { wire, words: [wire] }, type, required: true, readOnly: false, writeOnly: false, deprecated: false, docs: {} });
const text: TypeRef = { kind: 'scalar', scalar: 'string' };
const record = (id: string, ...properties: readonly Property[]): RecordDecl => ({
  id,
  name: { wire: id, words: [id] },
  home: '$shared',
  source: 'component',
  uses: { input: true, output: true, error: false },
  splits: false,
  docs: {},
  deprecated: false,
  examples: [],
  origin: { file: 'a', pointer: '' },
  kind: 'record',
  properties,
  bases: [],
  closed: false,
});
const optionsOf = (decls: readonly TypeDecl[]) => ({ decls: new Map(decls.map((decl) => [decl.id, decl])), direction: 'input' as const });
const size = (value: unknown): number => (typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, item) => sum + size(item), 1) : 1);
const doubled = Array.from({ length: 30 }, (_, index) => {
  const next: TypeRef = index === 29 ? text : { kind: 'named', id: `N${index + 1}` };
  return record(`N${index}`, property('a', next), property('b', next));
});

test('a value that would double on every level is cut at the same level everywhere', () => {
  const made = sample({ kind: 'named', id: 'N0' }, optionsOf(doubled));
  expect(size(made)).toBeLessThan(300);
  let depth = 0;
  for (let node = made; node !== sampleCut; node = (node as { readonly b: never }).b) depth += 1;
  expect(depth).toBeGreaterThan(4);
});

test('values that are made together stay small together', () => {
  const options = optionsOf(doubled);
  const made = sampleEach(Array.from({ length: 100 }, () => ({ type: { kind: 'named', id: 'N0' } as const })), options);
  expect(size(made)).toBeLessThan(400);
  expect(Object.keys(made[99] as object)).toEqual(['a', 'b']);
});

test('what is small is whole', () => {
  const whole = sample({ kind: 'named', id: 'A' }, optionsOf([record('A', property('b', { kind: 'named', id: 'B' })), record('B', property('c', { kind: 'list', item: text, constraints: { minItems: 2 } }))]));
  expect(whole).toEqual({ b: { c: ['example', 'example'] } });
});

test('an object of very many properties has them all', () => {
  const wide = record('W', ...Array.from({ length: 2000 }, (_, index) => property(`p${index}`, text)));
  expect(Object.keys(sample({ kind: 'named', id: 'W' }, optionsOf([wide])) as object)).toHaveLength(2000);
});
