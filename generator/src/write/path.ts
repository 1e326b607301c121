import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { ownFolder } from './file.js';

const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
const forbidden = /[\u0000-\u001f\u007f-\u009f<>:"|?*\\\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

const longestPath = 1000;

/** Why a path may not be written on some system, or undefined when it is fine everywhere. */
export function unsafe(path: string): string | undefined {
  if (path === '') return 'the path is empty';
  if (path.startsWith('/')) return 'the path is absolute';
  if (path.includes('\\')) return 'the path holds a backslash';
  if (/^[a-z]:/i.test(path)) return 'the path names a drive';
  if (forbidden.test(path)) return 'the path holds a character that not every file system allows';
  if (path.length > longestPath) return 'the path is too long';
  const [first] = path.split('/');
  if (first?.toLowerCase() === ownFolder) return `${ownFolder}/ is the generator's own`;
  return path.split('/').map(unsafeSegment).find((why) => why !== undefined);
}

function unsafeSegment(segment: string): string | undefined {
  if (segment === '') return 'a folder on the way has no name';
  if (segment === '.' || segment === '..') return `the path holds \`${segment}\``;
  if (reserved.test(segment)) return `\`${segment}\` is a device on some systems`;
  if (/[. ]$/.test(segment)) return `\`${segment}\` ends in a dot or a space`;
  if (segment.toLowerCase() === '.git') return '`.git` belongs to git';
  if (Buffer.byteLength(segment) > 255) return 'a name in it is longer than 255 bytes';
  return undefined;
}

/** What a file system that ignores case and Unicode form takes for the same file. */
export const fold = (path: string): string => path.normalize('NFKC').toLowerCase();

/** Finds unsafe paths, and paths that would be one file (or a file and a folder at once) on some file system. */
export function checkPaths(paths: readonly string[]): Diagnostic[] {
  const seen = new Map<string, string>();
  const found: Diagnostic[] = [];
  for (const path of paths) {
    const why = unsafe(path);
    if (why) found.push(diagnostic('write/unsafe-path', { path: JSON.stringify(path), why }));
    const other = seen.get(fold(path));
    if (other !== undefined) found.push(diagnostic('write/collision', { path, other }));
    seen.set(fold(path), path);
  }
  for (const path of paths.filter((each) => each.length <= longestPath)) {
    const folder = foldersOf(fold(path)).find((part) => seen.has(part));
    if (folder) found.push(diagnostic('write/collision', { path, other: seen.get(folder) ?? folder }));
  }
  return found;
}

/** The folders above a path, nearest first: `a/b/c` → `a/b`, `a`. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end >= 0; end = end === 0 ? -1 : path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end));
  return folders;
}
