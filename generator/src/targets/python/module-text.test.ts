import { describe, expect, test } from 'vitest';
import { makeImports } from './imports.js';
import { identifiersIn, moduleText } from './module-text.js';

describe('the identifiers of a module', () => {
  test('are those outside of comments and strings', () => {
    const code = ['"""A docstring of Nothing."""', "name: Optional[Thing] = call('Text', \"it's\")  # Remark", "'''Other \\''' Prose'''"].join('\n');
    expect([...identifiersIn(code)].sort()).toEqual(['Optional', 'Thing', 'call', 'name']);
  });

  test('are no attributes', () => {
    expect([...identifiersIn('types.List.of(x)')]).toEqual(['types', 'x']);
  });

  test('begin again behind strings with escapes in them', () => {
    const code = String.raw`"a\\" + b + '\'c' + """d \""" "" e""" + f + "\"g`;
    expect([...identifiersIn(code)]).toEqual(['b', 'f']);
  });

  test('include those of a lazy alias', () => {
    expect(identifiersIn('Json = TypeAliasType("Json", "Union[str, List[Json]]")')).toContain('List');
  });
});

describe('the text of a module', () => {
  test('imports what it uses and nothing else, each from where it is nearest', () => {
    const imports = makeImports(['resources', 'chat', 'chat'], new Set(['List']));
    const list = imports.typing('List');
    imports.typing('Optional');
    const base = imports.from('_core.models', 'BaseModel');
    const text = moduleText('# Head\n\n', { view: {}, imports }, () => `\nclass X(${base}):\n    items: ${list}[str]\n`);
    expect(text).toBe('# Head\n\nfrom __future__ import annotations\n\nfrom typing import List as _List\n\nfrom ..._core.models import BaseModel\n\nclass X(BaseModel):\n    items: _List[str]\n');
  });

  test('imports at its end what only annotations name', () => {
    const imports = makeImports(['types', 'a'], new Set(['A']));
    const other = imports.type({ module: { folder: [], file: 'b' }, name: 'B', exported: true }, true);
    const text = moduleText('', { view: {}, imports }, () => `class A:\n    b: ${other}`);
    expect(text.endsWith('\n\n\nfrom .b import B  # noqa: E402\n')).toBe(true);
  });
});
