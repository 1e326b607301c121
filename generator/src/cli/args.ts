import { parseArgs } from 'node:util';
import type { Option } from './options.js';
import { didYouMean } from './suggest.js';

/** What was typed after a command. */
export interface Args {
  readonly words: readonly string[];
  /** The last value of an option. */
  text(name: string): string | undefined;
  /** All values of an option. */
  texts(name: string): readonly string[];
  /** Whether a switch is on. */
  on(name: string): boolean;
}

/** The command line is wrong: not a bug, but the user's typing. */
export class UsageError extends Error {}

/** Reads the arguments of a command; throws a UsageError that says what is wrong. */
export function readArgs(argv: readonly string[], known: readonly Option[]): Args {
  const config = Object.fromEntries(known.map(({ name, short, value }) => [name, { type: value ? 'string' : 'boolean', multiple: true, ...(short ? { short } : {}) } as const]));
  const { tokens } = parseArgs({ args: [...argv], options: config, strict: false, allowPositionals: true, tokens: true });
  const values = new Map<string, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind === 'option') values.set(token.name, [...(values.get(token.name) ?? []), read(token, known)]);
  }
  for (const [name, list] of values) {
    const option = known.find((one) => one.name === name);
    if (list.length > 1 && option?.value && !option.multiple) throw new UsageError(`--${name} is given ${list.length} times, but may be given once.`);
  }
  return { words, text: (name) => values.get(name)?.at(-1), texts: (name) => values.get(name) ?? [], on: (name) => values.has(name) };
}

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function read({ name, rawName, value, inlineValue }: Token, known: readonly Option[]): string {
  const option = known.find((one) => one.name === name);
  if (!option) throw new UsageError(`There is no option ${rawName}.${didYouMean(name, known.map((one) => one.name), '--')}`);
  if (!option.value) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value.`);
    return '';
  }
  const missing = value === undefined || value === '' || (!inlineValue && value !== '-' && value.startsWith('-'));
  if (missing) throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}.`);
  return value;
}
