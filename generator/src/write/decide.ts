import { diagnostic, type Diagnostic } from '../diagnostics.js';
import type { Disk } from './disk.js';
import type { OutputFile } from './file.js';
import { matches, sha256 } from './hash.js';
import type { ManifestFile } from './manifest.js';
import { merge } from './merge.js';
import { checkPaths } from './path.js';

/** What is to happen to one path. `before` is the SHA-256 of what stands there now. */
export type Action =
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'update'; readonly path: string; readonly text: string; readonly before: string }
  | { readonly kind: 'keep'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string; readonly before: string };

/** All that a run would do; with an error among the diagnostics nothing of it may be done. */
export interface Decision {
  readonly actions: readonly Action[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is wanted, and what was written last time. */
export interface Wanted {
  readonly files: readonly OutputFile[];
  readonly last: readonly ManifestFile[];
  readonly force: boolean;
}

type Step = Action | Diagnostic;
const isAction = (step: Step): step is Action => 'kind' in step;
const isDiagnostic = (step: Step): step is Diagnostic => !isAction(step);

/** Decides for every path what is to happen, and changes nothing. */
export function decide(wanted: Wanted, disk: Disk): Decision {
  const paths = wanted.files.map(({ path }) => path);
  const unsafe = checkPaths(paths);
  if (unsafe.length > 0) return { actions: [], diagnostics: unsafe };
  const links = paths.flatMap((path) => outside(path, disk));
  if (links.length > 0) return { actions: [], diagnostics: links };
  const last = new Map(wanted.last.map((entry) => [entry.path, entry]));
  const kept = new Set(paths);
  const removals = wanted.last.filter(({ path }) => !kept.has(path)).flatMap((entry) => remove(entry, disk));
  const removed = new Set(removals.filter(isAction).map(({ path }) => path));
  const common = { disk, removed, force: wanted.force, yours: yoursAmong(wanted.files) };
  const steps = wanted.files.map((file) => place(file, { ...common, entry: last.get(file.path) }));
  const all = [...removals, ...steps];
  return { actions: all.filter(isAction), diagnostics: all.filter(isDiagnostic) };
}

interface Context {
  readonly entry: ManifestFile | undefined;
  readonly disk: Disk;
  readonly removed: ReadonlySet<string>;
  readonly force: boolean;
  /** The folder of the sources that is the user's own; empty when the output has none. */
  readonly yours: string;
}

/** The folder of the user's own code: the one called `lib` that holds a file which is only ever made once. */
function yoursAmong(files: readonly OutputFile[]): string {
  const own = files.find(({ path, owner }) => owner === 'once' && /(^|\/)lib\//.test(path));
  return own ? own.path.slice(0, own.path.lastIndexOf('lib/') + 4) : '';
}

function place(file: OutputFile, { entry, disk, removed, force, yours }: Context): Step {
  const { path, text, owner } = file;
  const found = disk.read(path);
  if (found.kind === 'absent' || (found.kind === 'blocked' && removed.has(found.under))) return { kind: 'create', path, text };
  if (found.kind === 'other' || found.kind === 'blocked') return diagnostic('write/foreign', { path, yours }, { file: path });
  if (owner === 'once' || matches(found.bytes, sha256(text))) return { kind: 'keep', path };
  if (!entry) return diagnostic('write/foreign', { path, yours }, { file: path });
  const before = sha256(found.bytes);
  if (matches(found.bytes, entry.sha256)) return { kind: 'update', path, text, before };
  const merged = merge({ file, theirs: found.bytes, base: entry.sha256 }, force);
  return merged.kind === 'text' ? { kind: 'update', path, text: merged.text, before } : diagnostic('write/edited', { path, yours }, { file: path });
}

/** A file that is not generated any more goes, unless it is the user's own by now. */
function remove({ path, owner, sha256: hash }: ManifestFile, disk: Disk): Step[] {
  if (owner === 'once' || disk.linkOut(path)) return [];
  const found = disk.read(path);
  if (found.kind !== 'file') return [];
  if (matches(found.bytes, hash)) return [{ kind: 'remove', path, before: sha256(found.bytes) }];
  return [diagnostic('write/stale-edited', { path }, { file: path })];
}

const outside = (path: string, disk: Disk): Diagnostic[] => {
  const link = disk.linkOut(path);
  return link ? [diagnostic('write/link-outside', { path, link }, { file: path })] : [];
};
