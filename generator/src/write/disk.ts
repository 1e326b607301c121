import { lstatSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { join, sep } from 'node:path';
import { foldersOf } from './path.js';

/** What stands at a path: nothing, a file, something that is no file, or nothing as `under` (a file) is in the way. */
export type Found = { readonly kind: 'absent' } | { readonly kind: 'file'; readonly bytes: Buffer } | { readonly kind: 'other' } | { readonly kind: 'blocked'; readonly under: string };

/** An output folder as the writer sees it. */
export interface Disk {
  readonly root: string;
  read(path: string): Found;
  /** The symbolic link on the way to a path (or the path itself) that leads out of the folder, if there is one. */
  linkOut(path: string): string | undefined;
}

/** Opens an output folder, which need not exist yet; a link that leads to the folder itself is the user's own choice. */
export function openDisk(folder: string): Disk {
  const root = real(folder) ?? folder;
  const folders = new Map<string, string | undefined>();
  const linkAt = (path: string): string | undefined => (leadsOut(root, path) ? path : undefined);
  const linkAbove = (folderPath: string): string | undefined => {
    if (!folders.has(folderPath)) folders.set(folderPath, linkAt(folderPath));
    return folders.get(folderPath);
  };
  return {
    root,
    read: (path) => read(root, path),
    linkOut: (path) => foldersOf(path).map(linkAbove).findLast((link) => link !== undefined) ?? linkAt(path),
  };
}

function read(root: string, path: string): Found {
  try {
    return { kind: 'file', bytes: readFileSync(join(root, path)) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return isLink(root, path) ? { kind: 'other' } : { kind: 'absent' };
    if (code === 'EISDIR') return { kind: 'other' };
    if (code === 'ENOTDIR') return { kind: 'blocked', under: foldersOf(path).find((folder) => isFile(root, folder)) ?? path };
    throw error;
  }
}

const leadsOut = (root: string, path: string): boolean => {
  if (!isLink(root, path)) return false;
  const target = real(join(root, path));
  return target === undefined || !(target + sep).startsWith(root + sep);
};

const isLink = (root: string, path: string): boolean => statOf(root, path)?.isSymbolicLink() ?? false;

const isFile = (root: string, path: string): boolean => statOf(root, path)?.isFile() ?? false;

/** What stands at a path itself; nothing, too, when a file is in the way. */
function statOf(root: string, path: string): Stats | undefined {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
