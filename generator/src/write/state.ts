import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDisk } from './disk.js';
import { isFileError } from './failure.js';
import { ownFolder } from './file.js';
import { sha256 } from './hash.js';
import { manifestPath } from './manifest.js';
import { unsafe } from './path.js';

/** What this machine remembers of the last run into a folder, so that the next one can see that nothing changed. Never committed. */
export interface State {
  /** SHA-256 over the generator's build and the options. */
  readonly key: string;
  /** Every file that was read, by absolute path. */
  readonly inputs: readonly FileHash[];
  /** What the run reported, to be reported again. */
  readonly result: unknown;
}

/** A file by absolute path, and the SHA-256 of its bytes. */
export interface FileHash {
  readonly file: string;
  readonly sha256: string;
}

type Stamp = readonly [path: string, size: number, mtimeMs: number];
const stateFile = (root: string): string => join(root, ownFolder, 'state.json');

/** Remembers a run; `paths` are all the files that it answers for. Where that can't be written, the next run works as if it were the first. */
export function saveState(folder: string, state: State, paths: readonly string[]): void {
  try {
    save(folder, state, paths);
  } catch (error) {
    if (!isFileError(error)) throw error;
  }
}

function save(folder: string, state: State, paths: readonly string[]): void {
  const { root } = openDisk(folder);
  const outputs = [manifestPath, ...paths].map((path) => stampOf(root, path));
  const draft = `${stateFile(root)}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify({ ...state, outputs }), { flag: 'wx' });
  renameSync(draft, stateFile(root));
}

/** The remembered run, if it had this key, and neither its inputs nor its outputs changed since. */
export function currentState(folder: string, key: string): State | undefined {
  const { root } = openDisk(folder);
  const state = readState(root);
  if (state?.key !== key || !state.inputs.every(isSame)) return undefined;
  return state.outputs.every((stamp) => unsafeStamp(stamp) || sameStamp(stamp, stampOf(root, stamp[0]))) ? state : undefined;
}

const unsafeStamp = ([path]: Stamp): boolean => path !== manifestPath && unsafe(path) !== undefined;

const sameStamp = (a: Stamp, b: Stamp): boolean => a[1] === b[1] && a[2] === b[2];

function stampOf(root: string, path: string): Stamp {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  return [path, stat?.size ?? -1, stat?.mtimeMs ?? -1];
}

function readState(root: string): (State & { readonly outputs: readonly Stamp[] }) | undefined {
  try {
    return JSON.parse(readFileSync(stateFile(root), 'utf8')) as State & { readonly outputs: readonly Stamp[] };
  } catch {
    return undefined;
  }
}

function isSame({ file, sha256: hash }: FileHash): boolean {
  try {
    return sha256(readFileSync(file)) === hash;
  } catch {
    return false;
  }
}
