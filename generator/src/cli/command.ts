import type { Args } from './args.js';
import type { ExitCode } from './exit.js';
import type { Option } from './options.js';

/** A command of the command line. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What may follow the name, for help. */
  readonly usage: string;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  /** Loads what the command needs, and runs it. */
  readonly run: (args: Args) => Promise<ExitCode>;
}
