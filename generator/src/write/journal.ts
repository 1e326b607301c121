import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openDisk, type Disk } from './disk.js';
import { ownFolder } from './file.js';
import { makeFolders } from './folder.js';
import { matches, sha256 } from './hash.js';
import { foldersOf, unsafe } from './path.js';

/** A change that was decided: the text of a path becomes another, or the path goes. `before` is the SHA-256 of what stood there, or absent. */
export interface Change {
  readonly path: string;
  readonly before?: string;
  /** The new text; absent when the file is removed. */
  readonly text?: string;
}

/** What the journal says of a change: `after` is the SHA-256 of the text that waits in the stage under the same path; absent for a removal. */
interface Entry {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

const journalFile = (root: string): string => join(root, ownFolder, 'journal.json');
const stageFolder = (root: string): string => join(root, ownFolder, 'stage');

/**
 * Stages all changes; what it gives back makes them. New texts are staged first; then the journal is put in place, which is the moment
 * that counts: a process killed before it has changed nothing, and what one killed after it left undone is done by `recover` at the next start.
 */
export function commit(root: string, changes: readonly Change[]): () => void {
  if (changes.length === 0) return () => undefined;
  const draft = `${journalFile(root)}.draft`;
  try {
    rmSync(stageFolder(root), { recursive: true, force: true });
    const makeFolder = folderMaker();
    const entries = changes.map((change) => stage(root, change, makeFolder));
    makeFolder(stageFolder(root));
    rmSync(draft, { force: true });
    writeFileSync(draft, JSON.stringify(entries), { flag: 'wx' });
    renameSync(draft, journalFile(root));
    return () => rollForward(openDisk(root), entries);
  } catch (error) {
    discard(draft, stageFolder(root));
    throw error;
  }
}

/** Removes what a failed attempt leaves, as far as that is possible: the failure itself is what counts. */
function discard(...paths: readonly string[]): void {
  for (const path of paths) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // the next run removes it
    }
  }
}

/** Finishes what a run that was killed had begun; true when there was something to finish. The journal was checked before. */
export function recover(root: string): boolean {
  const disk = openDisk(root);
  const entries = readJournal(disk)?.filter(({ path }) => isOwn(path) || (unsafe(path) === undefined && !disk.linkOut(path)));
  if (!entries) rmSync(stageFolder(root), { recursive: true, force: true });
  else rollForward(disk, entries.filter((entry) => isWhole(root, entry)));
  return entries !== undefined;
}

function stage(root: string, { path, before, text }: Change, makeFolder: (folder: string) => void): Entry {
  const was = before === undefined ? {} : { before };
  if (text === undefined) return { path, ...was };
  const file = join(stageFolder(root), path);
  makeFolder(dirname(file));
  writeFileSync(file, text, { flag: 'wx' });
  return { path, ...was, after: sha256(text) };
}

/** Whether a staged text is what was staged: after a power failure it need not be. One that was put in its place already is fine. */
function isWhole(root: string, { path, after }: Entry): boolean {
  if (after === undefined) return true;
  try {
    return sha256(readFileSync(join(stageFolder(root), path))) === after;
  } catch (error) {
    if (isMissing(error)) return true;
    throw error;
  }
}

/** Removals come first: on a disk that ignores case, a new file may bear the name of an old one. */
function rollForward(disk: Disk, entries: readonly Entry[]): void {
  for (const entry of entries) if (entry.after === undefined) remove(disk, entry);
  const additions = entries.filter(({ after }) => after !== undefined);
  const moved = moveFolders(disk, additions);
  const makeFolder = folderMaker();
  for (const entry of additions) if (!moved.has(topOf(entry.path))) place(disk, entry, makeFolder);
  rmSync(journalFile(disk.root), { force: true });
  rmSync(stageFolder(disk.root), { recursive: true, force: true });
}

const topOf = (path: string): string => path.slice(0, path.indexOf('/') + 1);

/** Moves whole top folders that the output does not have yet, as in a first run: one step instead of one a file. */
function moveFolders({ root }: Disk, entries: readonly Entry[]): ReadonlySet<string> {
  const tops = [...new Set(entries.map(({ path }) => topOf(path)))].filter((top) => top !== '');
  const missing = tops.filter((top) => !existsSync(join(root, top)) && existsSync(join(stageFolder(root), top)));
  const whole = missing.filter((top) => entries.every(({ path, before }) => topOf(path) !== top || before === undefined));
  for (const top of whole) renameSync(join(stageFolder(root), top), join(root, top));
  return new Set(whole);
}

function remove(disk: Disk, entry: Entry): void {
  if (!isUntouched(disk, entry)) return;
  rmSync(join(disk.root, entry.path), { force: true });
  for (const folder of foldersOf(entry.path)) if (!removeIfEmpty(join(disk.root, folder))) return;
}

/** Moves a staged text to its place, unless that was done already or someone wrote there since it was decided. */
function place(disk: Disk, entry: Entry, makeFolder: (folder: string) => void): void {
  if (!isUntouched(disk, entry)) return;
  const to = join(disk.root, entry.path);
  makeFolder(dirname(to));
  try {
    move(join(stageFolder(disk.root), entry.path), to);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** A folder of the output may be a file system of its own, which nothing can be renamed into. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const draft = `${to}.${process.pid}.new`;
    copyFileSync(from, draft);
    renameSync(draft, to);
  }
}

/** Whether a path still holds what it held when the change was decided. */
function isUntouched(disk: Disk, { path, before }: Entry): boolean {
  const found = disk.read(path);
  if (found.kind === 'file') return before !== undefined && matches(found.bytes, before);
  return found.kind === 'absent' && before === undefined;
}

/** Whether a journal is there that no run of sdkwright left: cut off by a disk that failed, or somebody else's. */
export function isForeignJournal(disk: Disk): boolean {
  const found = disk.read(`${ownFolder}/journal.json`);
  return found.kind === 'file' && parseJournal(found.bytes.toString('utf8')) === undefined;
}

/** Takes a journal out of the way without losing it; gives the name that it has from now on. */
export function setJournalAside(root: string): string {
  const file = journalFile(root);
  const names = Array.from({ length: 100 }, (_, index) => `${file}.corrupt${index === 0 ? '' : `-${index + 1}`}`);
  const free = names.find((name) => !existsSync(name)) ?? `${file}.corrupt`;
  renameSync(file, free);
  return `${ownFolder}/${basename(free)}`;
}

function readJournal(disk: Disk): readonly Entry[] | undefined {
  try {
    return parseJournal(readFileSync(journalFile(disk.root), 'utf8'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function parseJournal(text: string): readonly Entry[] | undefined {
  try {
    const entries: unknown = JSON.parse(text);
    return Array.isArray(entries) && entries.every(isEntry) ? entries : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const { path, before, after } = (value ?? {}) as Record<string, unknown>;
  const isHash = (hash: unknown): boolean => hash === undefined || typeof hash === 'string';
  return typeof path === 'string' && isHash(before) && isHash(after);
}

const isOwn = (path: string): boolean => path === `${ownFolder}/manifest.json` || path === `${ownFolder}/.gitignore`;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Makes folders, each once. */
function folderMaker(): (folder: string) => void {
  const made = new Set<string>();
  return (folder) => {
    if (!made.has(folder)) makeFolders(folder);
    made.add(folder);
  };
}

function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
