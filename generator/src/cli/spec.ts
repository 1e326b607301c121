import { statSync } from 'node:fs';
import { UsageError, type Args } from './args.js';

const names = ['openapi', 'swagger'].flatMap((name) => ['yaml', 'yml', 'json'].map((ending) => `${name}.${ending}`));

/** The document that was named, by --spec or as the only word, or the one that lies in the working folder under its usual name. */
export function specOf(args: Args, words: readonly string[] = args.words): string {
  const named = args.text('spec');
  if (words.length > (named === undefined ? 1 : 0)) throw new UsageError(`${words.at(-1)} is one word too many.`);
  const found = named ?? words[0] ?? names.find((name) => statSync(name, { throwIfNoEntry: false })?.isFile());
  if (found === undefined) throw new UsageError(`Which document? Pass --spec PATH; there is no ${names.slice(0, 3).join(', ')} here.`);
  return found;
}
