import { format, type Rendered } from './format.js';

/** A statement that no file holds: it stands between the files of a batch, and no formatter changes it. */
const seam = '__sdkwright_next_file__;\n';

/**
 * Formats TypeScript files in one call, since a call costs more than formatting a small file does. Each text comes out as it would alone:
 * a batch that does not parse, or does not fall into its files again, is formatted file by file.
 */
export async function formatBatch(files: readonly Rendered[]): Promise<readonly string[]> {
  const [first] = files;
  if (!first) return [];
  const parts = files.length > 1 ? await formatJoined(files, first.path) : undefined;
  return parts ?? Promise.all(files.map(format));
}

async function formatJoined(files: readonly Rendered[], path: string): Promise<readonly string[] | undefined> {
  const texts = files.map(({ text }) => text.trim());
  if (texts.some((text) => text === '' || text.startsWith('#!'))) return undefined;
  const joined = texts.join(`\n${seam}`);
  const formatted = await format({ path, text: joined, language: 'typescript' }).catch(() => undefined);
  const parts = formatted?.split(seam);
  return parts?.length === files.length && parts.every((part) => part.endsWith('\n')) ? parts : undefined;
}
