import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Disk } from './disk.js';
import { ownFolder } from './file.js';
import { matches, sha256 } from './hash.js';
import { foldersOf, unsafe } from './path.js';

/** A change that was decided: the text of a path becomes another, or the path goes. `before` is what stood there, or absent. */
export interface Change {
  readonly path: string;
  readonly before?: string;
  /** The new text; absent when the file is removed. */
  readonly text?: string;
}

/** What the journal says of a change: the text waits in the stage under its number. */
interface Entry {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  readonly stage?: number;
}

const journalFile = (disk: Disk): string => join(disk.root, ownFolder, 'journal.json');
const stageFolder = (disk: Disk): string => join(disk.root, ownFolder, 'stage');
const staged = (disk: Disk, stage: number): string => join(stageFolder(disk), String(stage));

/**
 * Makes all changes or none. New texts are staged first; then the journal is put in place, which is the moment that counts: a process
 * killed before it has changed nothing, and what one killed after it left undone is done by `recover` at the next start.
 */
export function commit(disk: Disk, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  rmSync(stageFolder(disk), { recursive: true, force: true });
  mkdirSync(stageFolder(disk), { recursive: true });
  const entries = changes.map((change, index) => stage(disk, change, index));
  const draft = `${journalFile(disk)}.draft`;
  rmSync(draft, { force: true });
  writeSafely(draft, JSON.stringify(entries));
  renameSync(draft, journalFile(disk));
  rollForward(disk, entries);
}

/** Finishes what a run that was killed had begun; true when there was something to finish. */
export function recover(disk: Disk): boolean {
  const entries = readJournal(disk);
  if (entries) rollForward(disk, entries);
  else rmSync(stageFolder(disk), { recursive: true, force: true });
  return entries !== undefined;
}

function stage(disk: Disk, { path, before, text }: Change, index: number): Entry {
  const was = before === undefined ? {} : { before };
  if (text === undefined) return { path, ...was };
  writeFileSync(staged(disk, index), text, { flag: 'wx' });
  return { path, ...was, after: sha256(text), stage: index };
}

/** Removals come first: on a disk that ignores case, a new file may bear the name of an old one. */
function rollForward(disk: Disk, entries: readonly Entry[]): void {
  for (const entry of entries) if (entry.stage === undefined) remove(disk, entry);
  for (const entry of entries) if (entry.stage !== undefined) place(disk, entry, entry.stage);
  rmSync(journalFile(disk), { force: true });
  rmSync(stageFolder(disk), { recursive: true, force: true });
}

function remove(disk: Disk, entry: Entry): void {
  if (!isUntouched(disk, entry)) return;
  rmSync(join(disk.root, entry.path), { force: true });
  for (const folder of foldersOf(entry.path)) if (!removeIfEmpty(join(disk.root, folder))) return;
}

/** Moves a staged text to its place, unless that was done already or someone wrote there since it was decided. */
function place(disk: Disk, entry: Entry, number: number): void {
  const from = staged(disk, number);
  if (!isUntouched(disk, entry)) return;
  const to = join(disk.root, entry.path);
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Whether a path still holds what it held when the change was decided. */
function isUntouched(disk: Disk, { path, before }: Entry): boolean {
  const found = disk.read(path);
  if (found.kind === 'file') return before !== undefined && matches(found.bytes, before);
  return found.kind === 'absent' && before === undefined;
}

function readJournal(disk: Disk): readonly Entry[] | undefined {
  try {
    const entries = JSON.parse(readFileSync(journalFile(disk), 'utf8')) as readonly Entry[];
    return entries.filter(({ path }) => isOwn(path) || (unsafe(path) === undefined && !disk.linkOut(path)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const isOwn = (path: string): boolean => path === `${ownFolder}/manifest.json` || path === `${ownFolder}/.gitignore`;

function writeSafely(file: string, text: string): void {
  const handle = openSync(file, 'wx');
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
