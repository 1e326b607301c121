import { count } from './document.js';

const head = ['openapi: 3.1.0', 'info: {title: Bomb, version: "1"}', 'servers: [{url: https://a.test}]'];

function laughing(levels: number, used: string): string {
  const shared = count(levels).map((index) => `x-a${index + 1}: &a${index + 1} {type: object, required: [a, b], properties: {a: *a${index}, b: *a${index}}}`);
  return [...head, 'x-a0: &a0 {type: object, properties: {a: {type: string}}}', ...shared, used].join('\n');
}

const get = (schema: string): string => `{get: {responses: {200: {description: OK, content: {application/json: {schema: ${schema}}}}}}}`;

/** Texts in YAML. */
export const yaml: Readonly<Record<string, () => string>> = {
  'a billion laughs': () => [`a0: &a0 [${Array(9).fill('x').join(', ')}]`, ...count(9).map((index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(', ')}]`)].join('\n'),
  'aliases in schemas that nobody uses': () => laughing(30, 'paths: {}\ncomponents: {schemas: {N0: *a30}}'),
  'aliases in a schema that is used': () => laughing(14, `paths: {/x: ${get('*a14')}}`),
  'aliases that double within the limit': () => laughing(17, `paths: {/x: ${get('*a17')}}`),
  'aliases of path items': () => [...head, `x-item: &item ${get('{type: object, properties: {a: {type: string}}}')}`, 'paths:', ...count(300).map((index) => `  /x${index}: *item`)].join('\n'),
  'an alias in itself': () => [...head, 'x-a: &a {b: *a}', 'paths: {}'].join('\n'),
  'a merge chain of 6,000': () => ['m0: &m0 {k0: 0}', ...count(6000).map((index) => `m${index + 1}: &m${index + 1} {<<: *m${index}, k${index + 1}: 0}`)].join('\n'),
  'merges that double': () => ['m0: &m0 {k0: 0}', ...count(40).map((index) => `m${index + 1}: &m${index + 1} {<<: [*m${index}, *m${index}], k${index + 1}: {<<: *m${index}}}`)].join('\n'),
  'an ordered map of 60,000': () => `a: !!omap\n${count(60_000).map((index) => `- k${index}: 0`).join('\n')}`,
  'lists 20,000 deep': () => `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  'maps that never close': () => '{'.repeat(5000),
  'dashes on one line': () => `${'- '.repeat(400)}a`,
  'questions on one line': () => `${'? '.repeat(400)}a`,
  'colons': () => ': '.repeat(100_000),
  'anchors by the thousand': () => count(100_000).map((index) => `k${index}: &a${index} {}`).join('\n'),
  'anchors on one value': () => '&a '.repeat(10_000),
  'tags on one value': () => '!a '.repeat(10_000),
  'tags that run': () => 'a: !!js/function "function () { PWN() }"\nb: !!python/object/apply:os.system ["x"]',
  'documents by the thousand': () => '---\n'.repeat(100_000),
  'nothing but spaces': () => ' '.repeat(3_000_000),
  'nothing but line breaks': () => `${'\n'.repeat(3_000_000)}a: 1`,
  'a banner of 80 hashes': () => ['#'.repeat(80), '# Bomb', '#'.repeat(80), ...head, `paths: {/x: ${get('{type: string}')}}`].join('\n'),
  'lines of comments with spaces': () => [`# x${' '.repeat(60)}\n`.repeat(30), ...head, `paths: {/x: ${get('{type: string}')}}`].join('\n'),
  'nothing but comments': () => `${'#'.repeat(1_000_000)}\n${'# x\n'.repeat(300_000)}`,
  'comments of spaces': () => `${`# ${' '.repeat(50)}\n`.repeat(80)}x`,
  'comments and spaces in turn': () => `#${' \n'.repeat(10)}`.repeat(400) + 'x',
  'a key of 2 MB': () => `? ${'a'.repeat(2_000_000)}\n: 1`,
  'quotes within quotes': () => `a: '${"''".repeat(1_000_000)}'`,
  'a folded text of empty lines': () => `a: >\n${'  \n'.repeat(300_000)}  x`,
  'tabs': () => `a:\n${'\t'.repeat(500_000)}b`,
  'an integer of 1 MB': () => [...head, 'paths: {}', `x-n: ${'9'.repeat(1_000_000)}`].join('\n'),
};
