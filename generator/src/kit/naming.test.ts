import { describe, expect, test } from 'vitest';
import { makeCasing, readCustomCasings } from './casing.js';
import { makeImports } from './imports.js';
import { indent, template } from './template.js';

describe('casing', () => {
  const casing = makeCasing(readCustomCasings({ openai: 'OpenAI', Rag: 'RAG' }));

  test.each([
    [['model', 'id'], 'ModelID', 'modelID'],
    [['id'], 'ID', 'id'],
    [['file', 'ids'], 'FileIDs', 'fileIDs'],
    [['api', 'keys'], 'APIKeys', 'apiKeys'],
    [['openai', 'url'], 'OpenAIURL', 'openaiURL'],
    [['rag', 'collection'], 'RAGCollection', 'ragCollection'],
    [['status'], 'Status', 'status'],
    [['os'], 'OS', 'os'],
  ])('%j', (words, pascal, camel) => {
    expect(casing.pascal(words)).toBe(pascal);
    expect(casing.camel(words)).toBe(camel);
  });

  test('spellings may be a list', () => {
    expect(makeCasing(readCustomCasings(['OAuth', { sse: 'SSE' }])).pascal(['oauth', 'sse'])).toBe('OAuthSSE');
    expect(makeCasing(readCustomCasings(undefined)).pascal(['sse'])).toBe('Sse');
  });
});

describe('imports', () => {
  const symbol = (module: string, name: string, kind: 'type' | 'value' = 'type') => ({ module, name, kind, space: 'SpaceAPI' });

  test('names are imported where they are free, else through their module', () => {
    const imports = makeImports('resources/chat/chat.js', ['Chat']);
    expect(imports.use(symbol('resources/chat/chat.js', 'Chat'))).toBe('Chat');
    expect(imports.use(symbol('resources/models.js', 'Model'))).toBe('Model');
    expect(imports.use(symbol('resources/models.js', 'Models', 'value'))).toBe('Models');
    expect(imports.use(symbol('resources/other.js', 'Model'))).toBe('SpaceAPI.Model');
    expect(imports.use(symbol('core/resource.js', 'APIResource', 'value'))).toBe('APIResource');
    expect(imports.print().split('\n')).toEqual([
      "import { APIResource } from '../../core/resource.js';",
      "import { type Model, Models } from '../models.js';",
      "import type * as SpaceAPI from '../other.js';",
    ]);
  });

  test('a shadowed name of the file itself is reached through the file', () => {
    const imports = makeImports('a.js', ['Message']);
    expect(imports.use(symbol('a.js', 'Message'), (word) => word === 'Message')).toBe('SpaceAPI.Message');
    expect(imports.print()).toBe("import type * as SpaceAPI from './a.js';");
  });

  test('globals keep their meaning beside types of the same name', () => {
    const imports = makeImports('a.js', ['Response']);
    expect(imports.global('Response')).toBe('globalThis.Response');
    expect(imports.global('Array')).toBe('Array');
    expect(imports.use(symbol('b.js', 'Array'))).toBe('SpaceAPI.Array');
    expect(imports.global('Promise', (word) => word === 'Promise')).toBe('globalThis.Promise');
  });
});

describe('templates', () => {
  test('a key that the view does not have throws', async () => {
    const { default: resource } = await import('../targets/typescript/templates/resource.hbs');
    expect(() => resource({ header: '', imports: '' })).toThrow();
    expect(() => resource({ header: '', imports: '', classes: [], aliases: [], types: [] })).not.toThrow();
    expect(() => resource({ header: '', imports: '', aliases: [], types: [], classes: [{ name: 'A' }] })).toThrow();
  });

  test('texts are written as they are', async () => {
    const { default: resource } = await import('../targets/typescript/templates/resource.hbs');
    expect(resource({ header: '', imports: '<&>', classes: [], aliases: ['{{x}}'], types: [] })).toBe('<&>\n\n{{x}}\n\n');
  });

  test('text is indented, empty lines are not', () => {
    expect(indent('a\n\nb', 2)).toBe('  a\n\n  b');
    expect(typeof template).toBe('function');
  });
});
