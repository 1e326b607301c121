import { expect, test } from 'vitest';
import { modelOf, operationsOf } from './testing.js';

const get = { responses: { 204: { description: 'Done.' } } };
const pathsOf = (...paths: readonly string[]) => [...operationsOf(modelOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: Object.fromEntries(paths.map((path) => [path, { get }])) })).values()];

test('what follows # tells operations apart, and is not sent', () => {
  const found = pathsOf('/things#Action=Start', '/things#Action=Stop', '/things');
  expect(found.map(({ path }) => path)).toEqual(['/things', '/things', '/things']);
  expect(new Set(found.map(({ id }) => id)).size).toBe(3);
  expect(found.map(({ parts }) => parts)).toEqual(Array(3).fill([{ kind: 'literal', text: '/things' }]));
});

test('a query in a path stays, and a parameter may have any name', () => {
  expect(pathsOf('/things?beta=true', '/a/{b#c}').map(({ path }) => path)).toEqual(['/things?beta=true', '/a/{b#c}']);
});

test('operations at paths with dot segments are left out', () => {
  expect(pathsOf('/a/../b', '/a/%2e%2e/c', '/ok').map(({ path }) => path)).toEqual(['/ok']);
});
