import { version } from '../generate/build.js';
import { clean } from './clean.js';
import { exit, type ExitCode } from './exit.js';

/** Says that sdkwright has a bug, where, and what a report needs; gives the exit code. */
export function reportBug(error: unknown): ExitCode {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
  process.stderr.write(
    `${clean(stack + cause)}\n\nThis is a bug in sdkwright, not in your document. Please report it in the project's issues, with what stands above,\n` +
      `the command line and, if you may share it, the part of the document that it needs to happen.\n` +
      `sdkwright ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}\n`,
  );
  return exit.internal;
}
