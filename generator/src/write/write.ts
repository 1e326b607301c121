import { rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { decide, type Action, type Decision } from './decide.js';
import { openDisk, type Disk } from './disk.js';
import { failureBelow, interruption, isFileError } from './failure.js';
import { ownFolder, type OutputFile } from './file.js';
import { checkAccess, checkFolder, checkOwn } from './folder.js';
import { sha256 } from './hash.js';
import { commit, isForeignJournal, recover, setJournalAside, type Change } from './journal.js';
import { takeLock } from './lock.js';
import { formatManifest, manifestPath, parseManifest, type ManifestFile } from './manifest.js';

/** What is to be written, and how. */
export interface WriteRequest {
  /** Absolute path of the output folder; it need not exist. */
  readonly folder: string;
  readonly files: readonly OutputFile[];
  /** Version of sdkwright, for the manifest. */
  readonly generator: string;
  /** SHA-256 over everything that the files were made from, for the manifest. */
  readonly inputs: string;
  /** Overwrites files that were edited by hand. */
  readonly force: boolean;
  /** Decides and reports, and changes nothing. */
  readonly dryRun: boolean;
  /** In a dry run: also asks whether the output could be written, as a run that writes always does. */
  readonly probe?: boolean;
}

/** What was written, by path; with an error among the diagnostics nothing was. */
export interface WriteReport {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes a whole output folder or nothing of it; files that would not change are not touched. What the file system refuses is among the
 * diagnostics.
 */
export function write(request: WriteRequest): WriteReport {
  const { folder, dryRun, force } = request;
  try {
    const wrong = checkFolder(folder);
    if (wrong.length > 0) return refused(wrong);
    const disk = openDisk(folder);
    const link = disk.linkOut(ownFolder);
    if (link) return refused([diagnostic('write/link-outside', { path: manifestPath, link }, { file: folder })]);
    const own = [...checkOwn(disk), ...checkKept(disk, force)];
    if (own.length > 0) return refused(own);
    if (dryRun) return report(probe(request, decideOn(request, disk), disk));
    const access = checkAccess(disk, []);
    return access.length > 0 ? refused(access) : writeLocked(request, disk);
  } catch (error) {
    return refused([failureBelow(folder, error)]);
  }
}

/** Does what was decided while no other run does. */
function writeLocked(request: WriteRequest, { root }: Disk): WriteReport {
  const file = join(root, ownFolder, 'lock');
  const lock = takeLock(file);
  if (lock.kind === 'busy') return refused([busy(request.folder, file, lock.holder)]);
  try {
    const aside = isForeignJournal(openDisk(root)) ? [diagnostic('write/journal-aside', { path: setJournalAside(root) }, { file: manifestPath })] : [];
    const stuck = finish(request.folder, () => void recover(root));
    if (stuck) return refused([...aside, stuck]);
    const disk = openDisk(root);
    const decision = decideOn(request, disk);
    const all = probe({ ...request, probe: true }, { ...decision, diagnostics: [...aside, ...decision.diagnostics] }, disk);
    if (hasErrors(all)) return report(all);
    const apply = commit(root, [...all.actions.flatMap(change), ...ownChanges(request, disk)]);
    const interrupted = finish(request.folder, apply);
    return interrupted ? refused([...aside, interrupted]) : report(all);
  } finally {
    lock.release();
    removeIfEmpty(join(root, ownFolder), root);
  }
}

/** Does what a journal says; the diagnostic says why it could not be done to its end. */
function finish(folder: string, work: () => void): Diagnostic | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return interruption(folder, error);
  }
}

/** What earlier runs left and this one can't read: their journal, and the manifest. */
function checkKept(disk: Disk, force: boolean): Diagnostic[] {
  if (force) return [];
  const manifest = disk.read(manifestPath);
  const damaged = manifest.kind === 'file' && !parseManifest(manifest.bytes.toString('utf8'));
  return [
    ...(isForeignJournal(disk) ? [diagnostic('write/journal', { path: `${ownFolder}/journal.json` }, { file: `${ownFolder}/journal.json` })] : []),
    ...(damaged ? [diagnostic('write/manifest', { path: manifestPath }, { file: manifestPath })] : []),
  ];
}

/** Asks the file system whether changes could be made, where that is wanted. */
function probe(request: WriteRequest, decision: Decision, disk: Disk): Decision {
  if (request.probe !== true || hasErrors(decision)) return decision;
  const paths = decision.actions.filter(({ kind }) => kind !== 'keep').map(({ path }) => path);
  return { ...decision, diagnostics: [...decision.diagnostics, ...checkAccess(disk, paths)] };
}

const decideOn = ({ files, force }: WriteRequest, disk: Disk): Decision => decide({ files, last: readManifest(disk), force }, disk);

const hasErrors = ({ diagnostics }: Decision): boolean => diagnostics.some(({ severity }) => severity === 'error');

/** The files that the last run wrote to a folder; none when there was no run. */
function readManifest(disk: Disk): readonly ManifestFile[] {
  const found = disk.read(manifestPath);
  return found.kind === 'file' ? (parseManifest(found.bytes.toString('utf8'))?.files ?? []) : [];
}

/** The manifest, and what keeps the rest of the writer's folder out of version control. */
function ownChanges({ files, generator, inputs }: WriteRequest, disk: Disk): Change[] {
  const entries = files.map(({ path, owner, text }) => ({ path, owner, sha256: sha256(text) }));
  const wanted = [
    { path: manifestPath, text: formatManifest({ generator, inputs, files: entries }) },
    { path: `${ownFolder}/.gitignore`, text: '*\n!.gitignore\n!manifest.json\n' },
  ];
  return wanted.flatMap(({ path, text }) => {
    const found = disk.read(path);
    if (found.kind !== 'file') return [{ path, text }];
    return found.bytes.toString('utf8') === text ? [] : [{ path, text, before: sha256(found.bytes) }];
  });
}

function change(action: Action): Change[] {
  switch (action.kind) {
    case 'create':
      return [{ path: action.path, text: action.text }];
    case 'update':
      return [{ path: action.path, text: action.text, before: action.before }];
    case 'remove':
      return [{ path: action.path, before: action.before }];
    case 'keep':
      return [];
  }
}

function report(decision: Decision): WriteReport {
  if (hasErrors(decision)) return refused(decision.diagnostics);
  const paths = (kind: Action['kind']): string[] => decision.actions.filter((action) => action.kind === kind).map(({ path }) => path);
  return { created: paths('create'), updated: paths('update'), unchanged: paths('keep'), removed: paths('remove'), diagnostics: decision.diagnostics };
}

const refused = (diagnostics: readonly Diagnostic[]): WriteReport => ({ created: [], updated: [], unchanged: [], removed: [], diagnostics });

const busy = (folder: string, lock: string, holder: { readonly pid: number; readonly host: string }): Diagnostic =>
  diagnostic('write/locked', { folder, lock, pid: String(holder.pid), host: holder.host }, { file: folder });

/** A run that wrote nothing leaves no trace. */
function removeIfEmpty(...folders: readonly string[]): void {
  try {
    for (const folder of folders) rmdirSync(folder);
  } catch (error) {
    if (!isFileError(error)) throw error; // else it is not empty, or may not be removed
  }
}
