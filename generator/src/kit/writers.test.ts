import vm from 'node:vm';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { docComment } from './comment.js';
import { isReserved, makeScope, toBinding, toIdentifier } from './identifier.js';
import { jsonLine, jsonLiteral, jsonText, literal, memberAccess, propertyKey } from './literal.js';
import { markdownCode, markdownProse, markdownText, markdownUrl } from './markdown.js';
import { pathSegment } from './path-segment.js';

/** Texts that break writers which do not know the context they write into. */
const hostile = [
  '',
  ' ',
  "'",
  '"',
  `'"`,
  '`',
  '\\',
  'ends in a backslash\\',
  '\\"""',
  '*/PWN();/*',
  '/* PWN()',
  '// PWN()',
  '\n//PWN()\nPWN();',
  '\rPWN();',
  '\u2028PWN();\u2029PWN();\u0085PWN();',
  '\u000b\f\u0000\u001b[31mred',
  '${PWN()}',
  '`${PWN()}`',
  '{{7*7}} <%=7*7%>',
  '</script><img src=x onerror=PWN()>',
  '<!--',
  '\u202eevil\u202c \u2066x\u2069',
  '\ud800 alone \udc00',
  '@ts-nocheck',
  '@ts-ignore\n@ts-expect-error',
  'eslint-disable',
  '@deprecated no',
  '//# sourceMappingURL=data:x',
  '/// <reference path="/etc/passwd" />',
  '__proto__',
  'constructor',
  '1a',
  '😀',
  "a',B=PWN(),C='",
  'x'.repeat(10_000),
];

const parse = (text: string): ts.SourceFile & { readonly parseDiagnostics?: readonly ts.Diagnostic[] } =>
  ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true);

function namesIn(node: ts.Node): string[] {
  const own = ts.isIdentifier(node) ? [node.text] : [];
  const below: string[] = [];
  ts.forEachChild(node, (child) => {
    below.push(...namesIn(child));
  });
  return [...own, ...below];
}

describe('literals', () => {
  test.each(hostile)('a string comes back exactly: %j', (text) => {
    const written = literal(text);
    expect(vm.runInNewContext(written)).toBe(text);
    expect(/^[\x20-\x7e\p{L}\p{N}\p{S}\p{P}]*$/u.test(written)).toBe(true);
    expect(parse(`const x = ${written};`).statements).toHaveLength(1);
  });

  test.each(hostile)('a property key names exactly the property: %j', (text) => {
    const made = vm.runInNewContext(`({ ${propertyKey(text)}: 1 })`) as object;
    expect(Object.getOwnPropertyNames(made)).toEqual([text]);
    const member = vm.runInNewContext(`((o) => o${memberAccess(text)})(JSON.parse(${literal(JSON.stringify({ [text]: 7 }))}))`);
    expect(member).toBe(text === '__proto__' ? member : 7);
    const type = parse(`interface X { ${propertyKey(text)}: string }`);
    expect(type.parseDiagnostics).toEqual([]);
    expect(type.statements).toHaveLength(1);
  });

  test('a property called __proto__ is data', () => {
    const value = JSON.parse('{ "__proto__": { "admin": true }, "list": [1, null, "two"], "zero": -0 }') as {
      readonly [key: string]: never;
    };
    const made = vm.runInThisContext(`(${jsonLiteral(value)})`) as object;
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(Object.hasOwn(made, '__proto__')).toBe(true);
    expect(JSON.stringify(made)).toBe(JSON.stringify(value));
    expect(Object.is((made as { zero: number }).zero, -0)).toBe(true);
  });

  test.each(hostile)('JSON text holds the value and nothing that acts on a terminal: %j', (text) => {
    for (const written of [jsonText({ text }), jsonLine({ text })]) {
      expect(JSON.parse(written)).toEqual({ text });
      expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(written)).toBe(false);
    }
    expect(jsonLine({ text })).not.toContain('\n');
  });
});

describe('comments', () => {
  test.each(hostile)('prose stays inside its comment: %j', (text) => {
    for (const comment of [
      docComment({ description: text }),
      docComment({ summary: text, description: `${text}\n${text}` }, { deprecated: text || true }),
    ]) {
      const file = parse(`${comment}const after = 1;`);
      expect(file.parseDiagnostics).toEqual([]);
      expect(file.statements).toHaveLength(1);
      expect(namesIn(file)).toEqual(['after']);
      expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(comment)).toBe(false);
      expect(/@ts-|sourceMappingURL=|eslint-disable/.test(comment.replace(/\\@/g, ''))).toBe(false);
    }
  });

  test('a comment that tries to switch type checking off does not', () => {
    const text = `${docComment({ description: '@ts-nocheck' })}const x: number = 'text';`;
    const host = ts.createCompilerHost({});
    const original = host.getSourceFile.bind(host);
    host.getSourceFile = (name, ...rest) =>
      name === 'x.ts' ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : original(name, ...rest);
    const program = ts.createProgram(['x.ts'], { noLib: true, types: [] }, host);
    expect(program.getSemanticDiagnostics(program.getSourceFile('x.ts')).map(({ code }) => code)).toContain(2322);
  });

  test('one line stays one line, long text is wrapped, lists and code are kept', () => {
    expect(docComment({ description: 'Retrieves a model.' })).toBe('/** Retrieves a model. */\n');
    expect(docComment({})).toBe('');
    expect(docComment({ summary: 'A', description: 'B' }, { deprecated: 'use C' })).toBe(
      '/**\n * A\n *\n * B\n *\n * @deprecated use C\n */\n',
    );
    const long = docComment({
      description: `${'word '.repeat(60)}\n\n- ${'item '.repeat(40)}\n\n\`\`\`\n${'code '.repeat(40)}\n\`\`\``,
    });
    const lines = long.split('\n');
    expect(lines.filter((line) => line.length > 104)).toHaveLength(1);
    expect(lines.some((line) => line.startsWith(' *   item'))).toBe(true);
  });
});

describe('identifiers', () => {
  test.each(hostile)('any text becomes one identifier: %j', (text) => {
    const made = toBinding(text);
    expect(made.length).toBeLessThanOrEqual(81);
    expect(isReserved(made)).toBe(false);
    const file = parse(`const ${made} = 1;`);
    expect(file.parseDiagnostics).toEqual([]);
    expect(namesIn(file)).toEqual([made]);
  });

  test('names that differ stay apart, whatever their order', () => {
    const scope = makeScope();
    const made = ['get-thing', 'get_thing', 'getThing'].map((wire) => scope.take('getThing', wire));
    expect(made[0]).toBe('getThing');
    expect(new Set(made).size).toBe(3);
    const other = makeScope();
    other.take('getThing', 'get-thing');
    other.take('getThing', 'a sibling that was added');
    expect(other.take('getThing', 'get_thing')).toBe(made[1]);
  });

  test('files that differ only in case are apart', () => {
    const scope = makeScope([], (name) => name.toLowerCase());
    expect(scope.take('Models', 'Models')).toBe('Models');
    expect(scope.take('models', 'models').toLowerCase()).not.toBe('models');
  });

  test('full-width and composed letters are normalised', () => {
    expect(toIdentifier('ａｂｃ')).toBe('abc');
    expect(toIdentifier('e\u0301t\u00e9')).toBe('\u00e9t\u00e9');
  });
});

describe('paths', () => {
  test.each([...hostile, '../../../tmp/x', '..%2f..%2fx', '/etc/x', 'C:\\x', 'con', 'nul', 'COM1', '.', '..', '.git'])(
    'any text becomes one name of a file: %j',
    (text) => {
      const made = pathSegment(text);
      expect(made).toMatch(/^[a-z0-9_-]{1,81}$/);
      expect(made).not.toMatch(/^(con|nul|com1)$/);
    },
  );

  test('a plain name is kept, and what was changed is marked', () => {
    expect(pathSegment('chat-completions')).toBe('chat-completions');
    expect(pathSegment('a/b')).not.toBe(pathSegment('a.b'));
  });
});

describe('Markdown', () => {
  test.each(hostile)('plain text has no markup: %j', (text) => {
    const made = markdownText(text);
    expect(made).not.toMatch(/[\n\r]/);
    expect(made.replace(/\\[\\`*_{}[\]()#+!|~]/g, '')).not.toMatch(/[<>`[\]]/);
  });

  test.each(hostile)('prose has no HTML: %j', (text) => {
    expect(markdownProse(text)).not.toMatch(/<\w|<\/|<!/);
  });

  test.each(hostile.filter((text) => text.length < 100))('code stays inside its fence: %j', (text) => {
    const made = markdownCode(text);
    const [, fence = ''] = /^(`+)/.exec(made) ?? [];
    expect(made.slice(fence.length, -fence.length)).not.toContain(fence);
  });

  test('only web addresses become links', () => {
    expect(markdownUrl('javascript:PWN()')).toBeUndefined();
    expect(markdownUrl('https://example.com/a)b <x>')).toBe('https://example.com/a%29b%20%3Cx%3E');
  });
});
