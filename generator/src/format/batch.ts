import { format, type Rendered } from './format.js';

/**
 * A statement that no file holds stands between the files of a batch. The formatter takes out its space and leaves it on a line of its own only
 * where it is a statement at the top of a module: never within a string, a comment or brackets that a broken file left open.
 */
const seam = { raw: '__sdkwright_next_file__ ;\n', formatted: '__sdkwright_next_file__;\n' };

/** Texts that would not be at the end of another what they are alone: empty ones, and those that start with a directive or `#!`. */
const alone = /^(?:$|#!|(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*["'])/;

/**
 * Formats TypeScript files in one call, since a call costs more than formatting a small file does. Each text comes out as it would alone:
 * a batch that does not parse, or does not fall into its files again, is formatted file by file.
 */
export async function formatBatch(files: readonly Rendered[]): Promise<readonly string[]> {
  const [first] = files;
  if (!first) return [];
  const parts = files.length > 1 ? await formatJoined(files, first.path) : undefined;
  return parts ?? formatEach(files);
}

/** Formats files one by one; of those that do not parse, the first is named, whichever was found first. */
async function formatEach(files: readonly Rendered[]): Promise<readonly string[]> {
  const results = await Promise.allSettled(files.map(format));
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason as Error;
    return result.value;
  });
}

async function formatJoined(files: readonly Rendered[], path: string): Promise<readonly string[] | undefined> {
  const texts = files.map(({ text }) => text.trim());
  if (texts.some((text) => alone.test(text))) return undefined;
  const joined = texts.join(`\n${seam.raw}`);
  const formatted = await format({ path, text: joined, language: 'typescript' }).catch(() => undefined);
  const parts = formatted?.split(seam.formatted);
  return parts?.length === files.length && parts.every((part) => part.endsWith('\n')) ? parts : undefined;
}
