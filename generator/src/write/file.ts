/** Who may change a file: the generator, nobody (runtime, copied verbatim), or the user after it was made once. */
export type FileOwner = 'generated' | 'runtime' | 'once';

/** A file of the output, ready to be written. */
export interface OutputFile {
  /** Path below the output folder, `/`-separated. */
  readonly path: string;
  readonly owner: FileOwner;
  readonly text: string;
}

/** The folder below an output folder that holds what the writer needs: the manifest, and for a moment lock, journal and stage. */
export const ownFolder = '.sdkwright';
