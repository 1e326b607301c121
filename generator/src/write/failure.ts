import { join, relative, sep } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { ownFolder } from './file.js';

/** Why the file system refused, and what helps. */
export interface Cause {
  readonly why: string;
  readonly help: string;
}

const denied: Cause = { why: 'permission is denied', help: 'Get the right to write there (`ls -l` shows whose it is), or choose another place.' };
const full: Cause = { why: 'the disk is full', help: 'Make room, then run the same command again.' };

const causes: Readonly<Record<string, Cause>> = {
  EACCES: denied,
  EPERM: denied,
  EROFS: { why: 'the file system is read-only', help: 'Choose a place on another file system, or mount this one for writing.' },
  ENOSPC: full,
  EDQUOT: { ...full, why: 'the quota of the disk is used up' },
  ENAMETOOLONG: { why: 'the path is too long for this file system', help: 'Choose a place with a shorter path.' },
  ENOENT: { why: 'there is no such folder', help: 'Make the folder first, or choose another place.' },
  ENOTDIR: { why: 'a part of the path is a file, where a folder is needed', help: 'Move that file away, or choose another place.' },
  EISDIR: { why: 'a folder is in its place', help: 'Move the folder away, or choose another place.' },
  ERR_FS_EISDIR: { why: 'a folder is in its place', help: 'Move the folder away, or choose another place.' },
  EEXIST: { why: 'something else is in its place', help: 'Move it away, or choose another place.' },
  ELOOP: { why: 'its symbolic links lead in a circle', help: 'Remove the links, or choose another place.' },
  EMFILE: { why: 'too many files are open', help: 'Close other programs, or raise the limit (`ulimit -n`).' },
  EBUSY: { why: 'another program uses it', help: 'Close that program, then run the same command again.' },
  EIO: { why: 'the disk reports an error', help: 'Check the disk, or choose another place.' },
};

/** Whether an error is the file system's answer, and not a bug of ours. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return typeof code === 'string' && (code.startsWith('ERR_FS_') || (/^E[A-Z0-9]+$/.test(code) && typeof syscall === 'string'));
}

/** Says in words what the file system answered. */
export function causeOf(error: NodeJS.ErrnoException): Cause {
  const said = /^[A-Z_0-9]+: ([^,]+)/.exec(error.message)?.[1] ?? error.message;
  return causes[error.code ?? ''] ?? { why: said, help: 'Mend this, or choose another place; then run the same command again.' };
}

/** Cannot write a path, with the file system's reason. */
export function failure(path: string, cause: Cause): Diagnostic {
  return diagnostic('write/failed', { path, ...cause }, { file: path });
}

/** The diagnostic of an error of the file system below an output folder; any other error is thrown again. */
export function failureBelow(folder: string, error: unknown): Diagnostic {
  if (!isFileError(error)) throw error;
  return failure(shownPath(folder, error), causeOf(error));
}

/** Writing stopped after it was decided: what is missing is done by the next run. */
export function interruption(folder: string, error: unknown): Diagnostic {
  if (!isFileError(error)) throw error;
  const { why, help } = causeOf(error);
  return diagnostic('write/interrupted', { path: shownPath(folder, error), why, help }, { file: folder });
}

/** The path that a person knows: of a text that waits in the stage, the one where it will stand; of the writer's own files, their folder. */
function shownPath(folder: string, error: NodeJS.ErrnoException): string {
  const path = (error as { readonly dest?: string }).dest ?? error.path;
  if (path === undefined) return folder;
  const below = relative(folder, path);
  if (below === '' || below.startsWith('..')) return path;
  const stage = join(ownFolder, 'stage') + sep;
  if (below.startsWith(stage)) return below.slice(stage.length).replaceAll(sep, '/');
  return below.startsWith(ownFolder) ? ownFolder : below.replaceAll(sep, '/');
}
