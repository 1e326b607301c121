import { diagnostic, type Diagnostic, type Result } from '../diagnostics.js';
import { countKeys, reportDuplicates } from './duplicates.js';
import { findJsonError } from './json.js';
import { locate } from './locate.js';
import { parseJson, settleNumbers } from './numbers.js';
import { placeAt } from './place.js';
import { findAliasProblem, measureTree, type ShapeProblem } from './shape.js';
import { defaultLimits, type Source, type Text } from './source.js';
import { explainYaml, parseYaml } from './yaml.js';

/** Parses a document, JSON or YAML by what it looks like; plain data comes out, or diagnostics that say where and how to mend. */
export function parseText(input: Text, depth: number = defaultLimits.depth): Result<Source> {
  const marked = input.text.charCodeAt(0) === 0xfeff;
  const text = marked ? input.text.slice(1) : input.text;
  const source = { ...input, text, ...(marked && input.bytes ? { bytes: input.bytes.subarray(byteOrderMark) } : {}) };
  if (text.trim() === '') return failed(diagnostic('load/empty', { file: input.file }, { file: input.file }));
  return looksLikeJson(text) ? parseAsJson(source, depth) : parseAsYaml(source, depth);
}

/** Its length in UTF-8. */
const byteOrderMark = 3;

function looksLikeJson(text: string): boolean {
  const first = /\S/.exec(text)?.[0];
  return first === '{' || first === '[';
}

function parseAsJson(source: Text, depth: number): Result<Source> {
  try {
    const { value, inexact } = parseJson(source.text);
    const { problem, keys } = measureTree(value, depth);
    const { value: read, diagnostics } = finish(sourceOf(source, 'json', value), problem, inexact);
    const twice = read && keys !== countKeys(source.text) ? reportDuplicates(source) : [];
    return { ...(read ? { value: read } : {}), diagnostics: [...twice, ...diagnostics] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // YAML's flow style starts with the same characters: `{openapi: 3.1.0}`.
    if (/\.ya?ml$/i.test(source.uri)) return parseAsYaml(source, depth);
    const found = findJsonError(source.text) ?? { offset: 0, message: error.message };
    return failed(diagnostic('load/json', { why: found.message }, placeAt(source, found.offset)));
  }
}

function parseAsYaml(source: Text, depth: number): Result<Source> {
  try {
    const value = parseYaml(source.text, { depth });
    if (value === undefined || value === null) return failed(diagnostic('load/empty', { file: source.file }, { file: source.file }));
    const aliases = /&[^\s&]/.test(source.text) && /\*[^\s*]/.test(source.text);
    return finish(sourceOf(source, 'yaml', value), aliases ? findAliasProblem(value, depth) : undefined, mayBeInexact(source.text));
  } catch (error) {
    const found = explainYaml(error);
    if (!found) throw error;
    const place = placeAt(source, found.offset);
    if (found.kind === 'depth') return failed(diagnostic('load/depth', { depth: String(depth) }, place));
    if (found.kind === 'expansion') return failed(diagnostic('load/expansion', {}, place));
    return failed(diagnostic('load/yaml', { why: found.message, help: found.help }, place));
  }
}

function sourceOf({ file, uri, text, bytes }: Text, format: Source['format'], value: unknown): Source {
  return { file, uri, format, bytes: bytes ?? Buffer.from(text), value };
}

function mayBeInexact(text: string): boolean {
  return /\d{16}|0x[\da-fA-F]{14}|[eE]\+?\d{3}|\.(?:inf|nan)\b/i.test(text);
}

function finish(source: Source, problem: ShapeProblem | undefined, inexact: boolean): Result<Source> {
  if (problem) return failed(shapeDiagnostic(source, problem));
  if (!inexact) return { value: source, diagnostics: [] };
  const { value, removed } = settleNumbers(source.value);
  const diagnostics = removed.map(({ pointer, text, key }) => {
    const place = { file: source.file, pointer };
    const finite = Number.isFinite(Number(text.replace(/\.(?:inf|nan)/i, 'NaN')));
    return finite || !valueKeys.has(key) ? diagnostic('load/inexact-number', { number: short(text), key }, place) : diagnostic('load/not-finite', { number: short(text), key }, place);
  });
  return { value: { ...source, value }, diagnostics };
}

const valueKeys: ReadonlySet<string> = new Set(['default', 'const', 'enum']);

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function shapeDiagnostic(source: Source, problem: ShapeProblem): Diagnostic {
  const { pointer } = problem;
  // The document goes no further, so that nobody could find the line later.
  const place = { file: source.file, pointer, ...(pointer === '' ? placeAt({ file: source.file, text: source.bytes.toString('utf8') }, 0) : locate(source, [pointer])[0]) };
  if (problem.kind === 'expansion') return diagnostic('load/expansion', {}, place);
  return problem.kind === 'cycle' ? diagnostic('load/alias-cycle', {}, place) : diagnostic('load/depth', { depth: '500' }, place);
}

function failed(problem: Diagnostic): Result<Source> {
  return { diagnostics: [problem] };
}
