import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { makeFolders } from './folder.js';

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** The outcome of asking for a lock: held until `release` is called, or held by another. */
export type Lock = { readonly kind: 'held'; readonly release: () => void } | { readonly kind: 'busy'; readonly holder: Holder };

const mine = new Set<string>();
const unknown: Holder = { pid: 0, host: 'unknown' };
const graceMs = 2000;

/** Takes the lock that a file stands for. A lock whose process is gone from this machine is taken over. */
export function takeLock(file: string): Lock {
  makeFolders(dirname(file));
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(file)) return held(file);
    const text = contents(file);
    if (text === undefined) continue;
    const holder = parse(text);
    if (!isStale(file, holder) || !takeAway(file, text)) return { kind: 'busy', holder: holder ?? unknown };
  }
  return { kind: 'busy', holder: unknown };
}

function held(file: string): Lock {
  mine.add(file);
  const release = (): void => {
    mine.delete(file);
    rmSync(file, { force: true });
  };
  return { kind: 'held', release };
}

/** Makes the lock with its holder in it, in one step: a run that is killed never leaves one that names nobody. */
function create(file: string): boolean {
  const draft = `${file}.${process.pid}.new`;
  const text = JSON.stringify({ pid: process.pid, host: hostname() });
  try {
    rmSync(draft, { force: true }); // and never through a link that somebody put there
    writeFileSync(draft, text, { flag: 'wx' });
    linkSync(draft, file);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!noLinks.has(code)) throw error;
    return createInTwo(file, text);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Codes of file systems that have no hard links. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

function createInTwo(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function contents(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, host } = JSON.parse(text) as Partial<Holder>;
    return Number.isInteger(pid) && typeof host === 'string' ? { pid: pid as number, host } : undefined;
  } catch {
    return undefined;
  }
}

/** A lock without a holder was cut off while it was being made, or is being made right now. */
function isStale(file: string, holder: Holder | undefined): boolean {
  if (!holder) return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > graceMs;
  if (holder.host !== hostname()) return false;
  return holder.pid === process.pid ? !mine.has(file) : !isAlive(holder.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes a stale lock, and puts it back if another run replaced it in between. */
function takeAway(file: string, expected: string): boolean {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  if (readFileSync(aside, 'utf8') !== expected) {
    renameSync(aside, file);
    return false;
  }
  rmSync(aside, { force: true });
  return true;
}
