import { rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics.js';
import { decide, type Action, type Decision } from './decide.js';
import { openDisk, type Disk } from './disk.js';
import { ownFolder, type OutputFile } from './file.js';
import { sha256 } from './hash.js';
import { commit, recover, type Change } from './journal.js';
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
}

/** What was written, by path; with an error among the diagnostics nothing was. */
export interface WriteReport {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes a whole output folder or nothing of it; files that would not change are not touched. */
export function write(request: WriteRequest): WriteReport {
  const disk = openDisk(request.folder);
  const link = disk.linkOut(ownFolder);
  if (link) return refused([diagnostic('write/link-outside', { path: manifestPath, link }, { file: request.folder })]);
  if (request.dryRun) return report(decideOn(request, disk));
  const file = join(disk.root, ownFolder, 'lock');
  const lock = takeLock(file);
  if (lock.kind === 'busy') return refused([busy(request.folder, file, lock.holder)]);
  try {
    recover(disk.root);
    const decision = decideOn(request, openDisk(disk.root));
    if (!hasErrors(decision)) commit(disk.root, [...decision.actions.flatMap(change), ...ownChanges(request, disk)]);
    return report(decision);
  } finally {
    lock.release();
    removeIfEmpty(join(disk.root, ownFolder), disk.root);
  }
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
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM', 'EBUSY'].includes(code)) throw error;
  }
}
