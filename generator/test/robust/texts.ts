import { calling, count, document, text, using } from './document.js';

const described = (description: string): unknown =>
  using({ N0: { type: 'object', description, properties: { a: { type: 'string', description } } } }, { info: { title: 'Bomb', version: '1', description }, tags: [{ name: 't', description }] });
const pattern = (source: string, rest: object = {}): unknown =>
  using({ N0: { type: 'object', required: ['a'], properties: { a: { type: 'string', pattern: source, ...rest } } } });

/** Documents with texts on which careless expressions never end, and names of enormous length. */
export const texts: Readonly<Record<string, () => unknown>> = {
  'a description of 5 MB of comment ends': () => using({ N0: { type: 'object', description: '*/ '.repeat(1_700_000) } }),
  'descriptions of backticks': () => described('`'.repeat(200_000)),
  'descriptions of asterisks': () => described('*'.repeat(200_000)),
  'descriptions of brackets': () => described(`${'['.repeat(50_000)}${']('.repeat(50_000)}`),
  'descriptions of line breaks': () => described(`${'\n'.repeat(200_000)}x`),
  'descriptions of spaces': () => described(`${' '.repeat(200_000)}x${' '.repeat(200_000)}x`),
  'descriptions of spaces on lines': () => described(`${' '.repeat(500)}\n`.repeat(400)),
  'descriptions of tabs on lines': () => described(`${'\t'.repeat(1000)}\n`.repeat(300)),
  'descriptions of quotes': () => described(`${'>'.repeat(60_000)}${'<'.repeat(30_000)}${'\n >'.repeat(40_000)}`),
  'descriptions of pairs of quotes on one line': () => described('> '.repeat(60_000)),
  'descriptions of slashes': () => described('/'.repeat(200_000)),
  'descriptions of at signs': () => described(`${'@'.repeat(100_000)}${'\n @'.repeat(30_000)}`),
  'descriptions of one endless line': () => described('word '.repeat(100_000)),
  'descriptions of one endless word': () => described('w'.repeat(500_000)),
  'descriptions of URLs': () => described('javascript:data:'.repeat(20_000)),
  'descriptions of lists and tables': () => described(`${'- '.repeat(20_000)}\n${'| a '.repeat(20_000)}\n${'| - '.repeat(20_000)}\n${'1. '.repeat(20_000)}`),
  'descriptions of hashes': () => described('#'.repeat(100_000)),
  ...Object.fromEntries(
    Object.entries({ spaces: ' ', 'line breaks': '\n', tabs: '\t', 'lines of spaces': ' \n', slashes: '/', 'slashes and spaces': '/ ', 'at signs': '@', brackets: '<', quotes: '>', backticks: '`', fences: '```\n', asterisks: '*', hashes: '#', dashes: '-', 'escape characters': '\\', 'carriage returns': '\r', bars: '|', 'lone surrogates': '\ud800', controls: '\u0000', 'text directions': '\u202e' }).map(([name, run]) => [
      `descriptions with ${name} between words`,
      () => described(`*/ a${run.repeat(100_000)}b </script>${run.repeat(20_000)}c`),
    ]),
  ),
  'descriptions that start a list with a long run of spaces': () => described(`-${' '.repeat(50_000)}${'word '.repeat(20_000)}`),
  'descriptions with spaces in a block of code': () => described(`\`\`\`\na${' '.repeat(100_000)}b\n\`\`\``),
  'descriptions with spaces in a table': () => described(`| a${' '.repeat(100_000)}b |\n`),
  'a title of dots': () => document({ info: { title: `${'.'.repeat(200_000)}x`, version: '1' }, paths: { '/x': { get: { responses: {} } } } }),
  'servers of slashes': () => calling({}, '/x', { servers: [{ url: `https://a.test${'/'.repeat(200_000)}x` }], components: { securitySchemes: { o: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: `${'/'.repeat(200_000)}t`, scopes: {} } } } } }, security: [{ o: [] }] }),
  'a base path of slashes': () => ({ swagger: '2.0', info: { title: 'B', version: '1' }, host: 'a.test', basePath: `${'/'.repeat(200_000)}x`, paths: { '/x': { get: { responses: { 200: { description: 'OK' } } } } } }),
  'a title of spaces': () => document({ info: { title: `${' '.repeat(200_000)}x`, version: `1${'.1'.repeat(50_000)}` }, paths: { '/x': { get: { responses: {} } } } }),
  'names of 100 KB': () =>
    document({
      paths: Object.fromEntries(['aB'.repeat(50_000), `${'_'.repeat(100_000)}1`, `${'A'.repeat(100_000)}a`, 'ses'.repeat(33_000), '1a'.repeat(50_000)].map((name, index) => [`/p${index}`, { get: { operationId: name, tags: [name], parameters: [{ name, in: 'query', schema: text }], responses: { 200: { description: 'OK', content: { 'application/json': { schema: { title: name, type: 'object', properties: { [name]: { type: 'string', enum: [name] } } } } } } } } }])),
    }),
  'names in every case': () => using({ N0: { type: 'object', properties: { [count(30_000).map((index) => `${index % 2 === 0 ? 'Ab' : 'C1'}`).join('')]: text } } }),
  'a parameter name of 100 KB in a path': () => calling({ parameters: [{ name: 'p'.repeat(100_000), in: 'path', required: true, schema: text }] }, `/x/{${'p'.repeat(100_000)}}`),
  'a pattern that never ends': () => pattern('^(a+)+$', { example: `${'a'.repeat(40)}!`, default: `${'a'.repeat(40)}!` }),
  'a pattern that never ends, with an enum': () => pattern('^(([a-z])+.)+[A-Z]([a-z])+$', { enum: ['a'.repeat(60)], examples: ['a'.repeat(60)] }),
  'a pattern that asks for a billion': () => pattern('^a{1000000000}$'),
  'a pattern that multiplies': () => pattern('^((((((a{99}){99}){99}){99}){99}){99})$'),
  'a pattern 20,000 deep': () => pattern(`${'('.repeat(20_000)}a${')'.repeat(20_000)}`),
  'limits beyond reason': () => using({ N0: { type: 'object', required: ['a', 'b', 'c'], properties: { a: { type: 'string', minLength: 1e9 }, b: { type: 'array', minItems: 1e9, items: text }, c: { type: 'integer', minimum: 1e300, multipleOf: 1e-300 } } } }),
  'escapes beside a number that is too long': () => using({ N0: { type: 'object', example: '"\n'.repeat(3_000_000), maximum: 1e300, minimum: 1e20 } }),
  'digits by the million': () => `{"openapi":"3.1.0","paths":{},"info":{"title":"B","version":"1"},"x-a":[${'9'.repeat(1_000_000)}.5,${'9'.repeat(1_000_000)}e1,1e${'9'.repeat(1_000_000)},1.${'1'.repeat(1_000_000)}]}`,
  'a text of 30 MB': () => using({ N0: { type: 'object', example: 'x'.repeat(30_000_000) } }),
};
