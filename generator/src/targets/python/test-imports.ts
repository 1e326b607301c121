import type { Operation, TypeRef } from '../../ir/index.js';
import type { PythonContext } from './context.js';
import { fromLine, runtimeModule } from './imports.js';
import type { TypePlace } from './types.js';

/** The types that tests name, and the imports that they need. */
export interface TestImports {
  /** The type of what a call gives. */
  readonly result: (operation: Operation) => string;
  /** The class of the pages that a call gives. */
  readonly page: (operation: Operation, prefix: '' | 'Async') => string;
  /** The head of the file, for the names that it uses. */
  readonly print: (used: ReadonlySet<string>) => string;
}

const mockNames = ['Answer', 'Server', 'assert_matches_type', 'jsonl', 'skip_live', 'sse'];

/** Starts the imports of a file of tests. */
export function makeTestImports({ packageName, names, printer }: PythonContext): TestImports {
  const modules = new Map<string, Set<string>>();
  const from = (module: string, name: string): string => {
    modules.set(module, (modules.get(module) ?? new Set()).add(name));
    return name;
  };
  const place: TypePlace = {
    direction: 'output',
    annotated: true,
    refer: ({ module, name, exported }) => `types.${[...module.folder, ...(exported ? [] : [module.file]), name].join('.')}`,
    typing: (name) => from('typing', name),
    plain: (name) => (name === 'date' || name === 'datetime' ? from('datetime', name) : name),
    runtime: (name) => from(`${packageName}.${runtimeModule(name)}`, name),
  };
  // A type is asked for by each of an operation's tests.
  const results = new Map<TypeRef, string>();
  const textOf = (type: TypeRef): string => {
    const text = results.get(type) ?? printer.text(type, place);
    results.set(type, text);
    return text;
  };
  const { client } = names;
  for (const name of [client, `Async${client}`, 'types']) from(packageName, name);
  for (const name of ['Any', 'Dict', 'List']) from('typing', name);
  for (const name of mockNames) from('tests.mock', name);
  return {
    result: ({ result }) => (result.kind === 'value' ? textOf(result.type) : 'object'),
    page: ({ paging }, prefix) =>
      `${from(`${packageName}.pagination`, `${prefix === '' ? 'Sync' : 'Async'}${names.pages.get(paging?.scheme ?? '') ?? ''}`)}[${paging === undefined ? 'object' : textOf(paging.item)}]`,
    print: (used) => {
      const lines = (wanted: (module: string) => boolean): string =>
        [...modules]
          .filter(([module]) => wanted(module))
          .map(([module, all]) => [module, [...all].filter((name) => used.has(name)).sort()] as const)
          .filter(([, all]) => all.length > 0)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([module, all]) => fromLine(module, all))
          .join('\n');
      const standard = (module: string): boolean => module === 'typing' || module === 'datetime';
      const groups = ['from __future__ import annotations', lines(standard), used.has('pytest') ? 'import pytest' : '', lines((module) => !standard(module))];
      return groups.filter((text) => text !== '').join('\n\n');
    },
  };
}
