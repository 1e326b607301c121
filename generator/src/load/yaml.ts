import yaml from 'js-yaml';
import { holdsExactly, inexactNumber } from './numbers.js';

const integer = /^[-+]?[0-9]+$|^0o[0-7]+$|^0x[0-9a-fA-F]+$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const special = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

const scalar = (tag: string, resolve: (text: string) => boolean, construct: (text: string) => unknown): yaml.Type =>
  new yaml.Type(`tag:yaml.org,2002:${tag}`, { kind: 'scalar', resolve: (text: unknown) => typeof text === 'string' && resolve(text), construct });

const readInteger = (text: string): unknown => {
  const value = Number(text);
  return Number.isSafeInteger(value) || holdsExactly(text, value) ? value : inexactNumber(text);
};

const readFloat = (text: string): unknown => {
  const value = Number(text);
  return Number.isFinite(value) ? value : inexactNumber(text);
};

/**
 * YAML 1.2's core schema and merge keys: `no` and `2024-01-01` are strings, `0o14` is 12, no tag makes an object of a class. Numbers that
 * a double can't hold come as `inexactNumber` marks them.
 */
const schema = yaml.CORE_SCHEMA.extend({
  implicit: [
    scalar('int', (text) => integer.test(text), readInteger),
    scalar('float', (text) => float.test(text) || special.test(text), readFloat),
    new yaml.Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (text: unknown) => text === '<<' || text === null }),
  ],
  explicit: [new yaml.Type('tag:yaml.org,2002:timestamp', { kind: 'scalar' })],
});

/** Called by the parser around each node: `state` is its own, of which only these fields are read. */
export type YamlListener = (event: 'open' | 'close', state: YamlState) => void;

/** The fields of the parser's state that a listener may read. */
export interface YamlState {
  readonly position: number;
  readonly kind: string | null;
  readonly result: unknown;
}

/** What the parser is told besides the text. */
export interface YamlOptions {
  readonly depth: number;
  readonly listener?: YamlListener;
}

const mergedKeys = 100_000;

/** Parses one YAML document; throws `yaml.YAMLException` with a position for whatever it refuses. */
export function parseYaml(text: string, options: YamlOptions): unknown {
  // The type declarations lag behind the library: depth, merge work and the listener are its own options.
  const settings = { schema, maxDepth: options.depth, maxTotalMergeKeys: mergedKeys, listener: options.listener ?? null };
  return yaml.load(text, settings as yaml.LoadOptions);
}

/** Why a YAML text was refused. */
export interface YamlError {
  readonly offset: number;
  readonly kind: 'syntax' | 'depth' | 'expansion';
  readonly message: string;
  readonly help: string;
}

const helps: readonly (readonly [RegExp, YamlError['kind'], string])[] = [
  [/maxDepth/, 'depth', ''],
  [/maxTotalMergeKeys|merge sequence/, 'expansion', ''],
  [/duplicated mapping key/, 'syntax', 'Remove or rename one of the two keys; only one of them can count.'],
  [/unknown (?:scalar |sequence |mapping )?tag|tag/, 'syntax', 'Remove the tag: plain YAML 1.2 values are read and nothing is ever executed.'],
  [/alias/, 'syntax', 'Define the anchor (`&name`) before the alias (`*name`), or put the value in quotes if it is meant as text.'],
  [/single document/, 'syntax', 'Keep one document a file: remove what follows the second `---`.'],
  [/tab/, 'syntax', 'Indent with spaces, not with tabs.'],
  [/indentation|mapping pair|implicit key|separator|colon/, 'syntax', 'Check the indentation of this line and the one before; put text that holds `: ` or ` #` or starts with a special character in quotes.'],
  [/non-printable|null byte/, 'syntax', 'Remove the control character, or write it as an escape in double quotes.'],
];

/** Explains what the parser threw; undefined when it is no complaint about the text. */
export function explainYaml(error: unknown): YamlError | undefined {
  if (!(error instanceof yaml.YAMLException)) return undefined;
  const found = helps.find(([pattern]) => pattern.test(error.reason));
  // The mark is absent from errors about the whole stream.
  const offset = (error.mark as { readonly position?: number } | undefined)?.position ?? 0;
  return { offset, kind: found?.[1] ?? 'syntax', message: error.reason, help: found?.[2] ?? 'Check this line and the one before it.' };
}
