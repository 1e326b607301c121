import { unsafe } from './path.js';
import type { FileOwner } from './file.js';

/** What the last run wrote: kept in the output folder and committed with it, so it says nothing of this machine or this moment. */
export interface Manifest {
  /** Version of sdkwright. */
  readonly generator: string;
  /** SHA-256 over the specification's bytes, the configuration's bytes and the options. */
  readonly inputs: string;
  readonly files: readonly ManifestFile[];
}

/** One file of a manifest. */
export interface ManifestFile {
  readonly path: string;
  readonly owner: FileOwner;
  /** SHA-256 of what was generated, which is not what the file holds once it was edited. */
  readonly sha256: string;
}

/** Where a manifest is kept, below the output folder. */
export const manifestPath = '.sdkwright/manifest.json';

/** Writes a manifest with one line a file, sorted, so that its differences read well. */
export function formatManifest({ generator, inputs, files }: Manifest): string {
  const lines = [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, owner, sha256 }) => `    ${JSON.stringify({ path, owner, sha256 })}`);
  return `{\n  "version": 1,\n  "generator": ${JSON.stringify(generator)},\n  "inputs": ${JSON.stringify(inputs)},\n  "files": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** Reads a manifest; undefined when the text is none. It comes from a checkout, so an entry with an unsafe path is dropped. */
export function parseManifest(text: string): Manifest | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { version, generator, inputs, files } = (data ?? {}) as Record<string, unknown>;
  if (version !== 1 || typeof generator !== 'string' || typeof inputs !== 'string' || !Array.isArray(files)) return undefined;
  return { generator, inputs, files: files.filter(isEntry) };
}

function isEntry(value: unknown): value is ManifestFile {
  const { path, owner, sha256 } = (value ?? {}) as Record<string, unknown>;
  const known = owner === 'generated' || owner === 'runtime' || owner === 'once';
  return known && typeof path === 'string' && typeof sha256 === 'string' && unsafe(path) === undefined;
}
