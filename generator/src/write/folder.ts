import { accessSync, constants, existsSync, lstatSync, mkdirSync, readlinkSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import type { Disk } from './disk.js';
import { causeOf, failure, isFileError } from './failure.js';
import { ownFolder } from './file.js';

const elsewhere = 'Choose another output folder, or move it away.';

/** What is wrong with an output folder before anything is written: it is no place for an SDK, or it, or what is above it, is no folder. */
export function checkFolder(folder: string): Diagnostic[] {
  const whole = resolve(folder);
  const shared = whole === dirname(whole) ? 'the root of the file system' : whole === resolve(homedir()) ? 'your home folder' : undefined;
  if (shared !== undefined) return [failure(whole, { why: `it is ${shared}, and an SDK is a folder of its own`, help: `Name a folder below it, such as --out ${join(whole, 'sdk')}.` })];
  const at = nearest(folder);
  try {
    if (lstatSync(at).isSymbolicLink() && !existsSync(at)) {
      return [failure(at, { why: `it is a symbolic link to ${readlinkSync(at)}, which is not there`, help: 'Make the folder that it leads to, or remove the link.' })];
    }
    return statSync(at).isDirectory() ? [] : [failure(at, { why: 'it is a file, where a folder is needed', help: elsewhere })];
  } catch (error) {
    return [refusal(at, error)];
  }
}

/** What would keep changes from being written: a folder that may not be written to. Nothing is tried, only asked. */
export function checkAccess({ root }: Disk, paths: readonly string[]): Diagnostic[] {
  const nearest = folderFinder();
  const wanted = new Set([ownFolder, ...paths.map((path) => dirname(path))]);
  const folders = new Set([...wanted].map((path) => nearest(join(root, path))));
  return [...folders].flatMap((folder) => {
    try {
      accessSync(folder, constants.W_OK | constants.X_OK);
      return [];
    } catch (error) {
      return [refusal(folder, error)];
    }
  });
}

/** Makes a folder and those above it. One step a folder: Node's own recursion never ends where a parent is there and still nothing can be made. */
export function makeFolders(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    const made = (error as NodeJS.ErrnoException).code === 'EEXIST' && statSync(folder, { throwIfNoEntry: false })?.isDirectory();
    if (made !== true) throw error; // true: another run made it in between
  }
}

/** What stands where the writer's own files belong, and is none. */
export function checkOwn(disk: Disk): Diagnostic[] {
  return ['manifest.json', 'journal.json', 'lock'].flatMap((name) => {
    const path = `${ownFolder}/${name}`;
    const found = disk.read(path);
    if (found.kind === 'blocked') return name === 'lock' ? [failure(found.under, { why: 'it is a file, where a folder is needed', help: 'Move it away.' })] : [];
    return found.kind === 'other' ? [failure(path, { why: 'something that is no file is in its place', help: 'Move it away.' })] : [];
  });
}

function refusal(path: string, error: unknown): Diagnostic {
  if (!isFileError(error)) throw error;
  return failure(path, causeOf(error));
}

/** The path itself, or the folder above it that is there. */
function nearest(path: string): string {
  const above = dirname(path);
  return above === path || stands(path) ? path : nearest(above);
}

/** Finds the same, but for files: what is in the way of a folder goes before it is made. Each path is looked at once. */
function folderFinder(): (path: string) => string {
  const known = new Map<string, string>();
  const find = (path: string): string => {
    let found = known.get(path);
    if (found === undefined) known.set(path, (found = dirname(path) === path || isNoFile(path) ? path : find(dirname(path))));
    return found;
  };
  return find;
}

/** Whether something that is no file is at a path. */
const isNoFile = (path: string): boolean => stands(path) && !lstatSync(path).isFile();

/** Whether something is at a path; one that can't be looked at counts, so that the reason is reported. */
function stands(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}
