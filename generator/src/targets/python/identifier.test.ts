import { describe, expect, test } from 'vitest';
import type { Name } from '../../ir/index.js';
import { moduleName, toClassName, toPythonName } from './identifier.js';

const name = (wire: string, ...words: readonly string[]): Name => ({ wire, words: words.length === 0 ? [wire.toLowerCase()] : words });

describe('identifiers', () => {
  test.each([
    [name('fooBar', 'foo', 'bar'), 'foo_bar'],
    [name('class'), 'class_'],
    [name('from'), 'from_'],
    [name('None'), 'none'],
    [name('match'), 'match'],
    [name('1a'), 'n1a'],
    [name('_private', 'private'), 'private'],
    [name('名前'), '名前'],
    [name('straße'), 'straße'],
  ])('%o is called %s', (given, expected) => expect(toPythonName(given)).toBe(expected));

  test('what has no letters is called after a hash, and never the same for two', () => {
    const made = ['', '😀', '+'].map((wire) => toPythonName(name(wire, wire)));
    expect(new Set(made).size).toBe(3);
    for (const each of made) expect(each).toMatch(/^[a-z][a-z0-9_]*$/);
  });

  test('long names are cut, and still differ', () => {
    const made = [`${'n'.repeat(255)}1`, `${'n'.repeat(255)}2`].map((wire) => toPythonName(name(wire)));
    expect(made[0]).not.toBe(made[1]);
    for (const each of made) expect(each.length).toBeLessThanOrEqual(81);
  });

  test('classes begin with a capital, and are no keyword', () => {
    expect(toClassName('None', 'None')).toBe('None_');
    expect(toClassName('petStore', 'petStore')).toBe('PetStore');
    expect(toClassName('_hidden', '_hidden')).toBe('Hidden');
  });

  test('modules can be imported', () => {
    expect(moduleName('import')).toBe('import_');
    expect(moduleName('3d')).toBe('n3d');
  });
});
