import { lstatSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
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

/**
 * Opens an output folder, which need not exist yet; a link that leads to the folder itself is the user's own choice. Folders that are found
 * missing or to be links are remembered, so open it anew after changes.
 */
export function openDisk(folder: string): Disk {
  const root = real(folder) ?? folder;
  const missing = new Map<string, boolean>();
  const isMissing = (path: string): boolean => {
    const known = missing.get(path);
    if (known !== undefined) return known;
    const [above] = foldersOf(path);
    const found = (above !== undefined && isMissing(above)) || statOf(root, path) === undefined;
    missing.set(path, found);
    return found;
  };
  const folders = new Map<string, string | undefined>();
  const linkAt = (path: string): string | undefined => (leadsOut(root, path) ? path : undefined);
  const linkAbove = (folderPath: string): string | undefined => {
    if (!folders.has(folderPath)) folders.set(folderPath, linkAt(folderPath));
    return folders.get(folderPath);
  };
  const isBelowMissing = (path: string): boolean => {
    const [above] = foldersOf(path);
    return above !== undefined && isMissing(above);
  };
  return {
    root,
    read: (path) => (isBelowMissing(path) ? { kind: 'absent' } : read(root, path)),
    linkOut: (path) => foldersOf(path).map(linkAbove).findLast((link) => link !== undefined) ?? (isBelowMissing(path) ? undefined : linkAt(path)),
  };
}

function read(root: string, path: string): Found {
  const stat = statOf(root, path);
  if (stat === 'blocked') return { kind: 'blocked', under: foldersOf(path).find((folder) => isFile(root, folder)) ?? path };
  if (stat === undefined) return { kind: 'absent' };
  if (stat.isFile()) return { kind: 'file', bytes: readFileSync(join(root, path)) };
  return stat.isSymbolicLink() ? readThroughLink(join(root, path)) : { kind: 'other' };
}

function readThroughLink(file: string): Found {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? { kind: 'file', bytes: readFileSync(file) } : { kind: 'other' };
}

const leadsOut = (root: string, path: string): boolean => {
  if (!isLink(root, path)) return false;
  const target = real(join(root, path));
  return target === undefined || !(target + sep).startsWith(root + sep);
};

const isLink = (root: string, path: string): boolean => {
  const stat = statOf(root, path);
  return stat !== 'blocked' && stat?.isSymbolicLink() === true;
};

const isFile = (root: string, path: string): boolean => {
  const stat = statOf(root, path);
  return stat !== 'blocked' && stat?.isFile() === true;
};

/** What stands at a path itself; `blocked` when a file is on the way. */
function statOf(root: string, path: string): Stats | 'blocked' | undefined {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return 'blocked';
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
