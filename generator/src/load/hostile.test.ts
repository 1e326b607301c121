import { describe, expect, it } from 'vitest';
import { externalReferences } from './references.js';
import { locate } from './locate.js';
import { parseText } from './parse.js';

// Each of these takes minutes, or the whole memory, where work grows faster than the text. The bound is far above what any machine needs.
const patience = 10_000;
const parse = (text: string, file = 'api.yaml') => parseText({ file, uri: `/api/${file}`, text });

describe('documents made to hurt', () => {
  it('refuses aliases that multiply', { timeout: patience }, () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level <= 9; level += 1) lines.push(`a${level}: &a${level} [${Array(9).fill(`*a${level - 1}`).join(', ')}]`);
    expect(parse(lines.join('\n')).diagnostics).toMatchObject([{ code: 'load/expansion', severity: 'error' }]);
  });

  it('reads aliases that are merely used often', () => {
    const uses = Array.from({ length: 500 }, (_, index) => `u${index}: *shared`);
    expect(parse(['shared: &shared {a: 1, b: [2, 3]}', ...uses].join('\n')).diagnostics).toEqual([]);
  });

  it('refuses a chain of 6,000 merges', { timeout: patience }, () => {
    const lines = ['m0: &m0 {k0: 0}'];
    for (let index = 1; index < 6_000; index += 1) lines.push(`m${index}: &m${index} {<<: *m${index - 1}, k${index}: 0}`);
    expect(parse(lines.join('\n')).diagnostics).toMatchObject([{ code: 'load/expansion' }]);
  });

  it('refuses an ordered map of 60,000', { timeout: patience }, () => {
    const pairs = Array.from({ length: 60_000 }, (_, index) => `- k${index}: 0`);
    expect(parse(`a: !!omap\n${pairs.join('\n')}\n`).diagnostics).toMatchObject([{ code: 'load/yaml' }]);
  });

  it.each([
    ['JSON lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'api.json'],
    ['JSON objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'api.json'],
    ['JSON lists with an inexact number', `${'['.repeat(20_000)}9007199254740993${']'.repeat(20_000)}`, 'api.json'],
    ['flow YAML', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'api.yaml'],
    ['block YAML', Array.from({ length: 1_000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'), 'api.yaml'],
    ['sequences in one line', `a: ${'- '.repeat(20_000)}`.replace('a: ', ''), 'api.yaml'],
  ])('refuses deep nesting: %s', { timeout: patience }, (_name, text, file) => {
    expect(parse(text, file).diagnostics).toMatchObject([{ code: 'load/depth', severity: 'error' }]);
  });

  it('finds the mistake in broken text of 20,000 levels', { timeout: patience }, () => {
    expect(parse('['.repeat(20_000), 'api.json').diagnostics).toMatchObject([{ code: 'load/json', place: { column: 20_001 } }]);
  });

  it('refuses an alias inside itself', () => {
    expect(parse('a: &a\n  b: *a\n').diagnostics).toMatchObject([{ code: 'load/alias-cycle', place: { pointer: '/a/b' } }]);
    expect(parse('a: &a [1, *a]\n').diagnostics).toMatchObject([{ code: 'load/alias-cycle' }]);
  });

  it('refuses nesting that aliases add up', () => {
    const lines = ['a0: &a0 {x: 1}'];
    for (let level = 1; level < 600; level += 1) lines.push(`a${level}: &a${level} {x: *a${level - 1}}`);
    expect(parse(lines.join('\n')).diagnostics).toMatchObject([{ code: 'load/depth' }]);
  });

  it('reads a number of a million digits', { timeout: patience }, () => {
    expect(parse(`{"default": ${'9'.repeat(1_000_000)}}`, 'api.json').diagnostics).toHaveLength(1);
    expect(parse(`default: ${'9'.repeat(1_000_000)}`).diagnostics).toHaveLength(1);
  });

  it('reads a string that looks like many things', { timeout: patience }, () => {
    const text = JSON.stringify({ a: '\\"'.repeat(200_000), b: '$ref: '.repeat(100_000), c: '&a *a '.repeat(100_000) });
    const { value } = parse(text, 'api.json');
    expect(value && externalReferences(value)).toEqual([]);
    expect(value && locate(value, ['/c'])[0]?.column).toBe(text.indexOf('"c":') + 1);
  });

  it('shows no control character of the document to the terminal', () => {
    const { diagnostics } = parse('{"a": \u001b[31m}', 'api.json');
    expect(diagnostics[0]?.message).not.toContain('\u001b');
    expect(diagnostics[0]?.place?.excerpt).toContain('\\u001b[31m');
  });
});
