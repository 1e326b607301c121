/** Exit codes, as `--help` documents them. */
export const exit = { ok: 0, diagnostics: 1, usage: 2, refused: 3, internal: 70 } as const;

/** One of the exit codes. */
export type ExitCode = (typeof exit)[keyof typeof exit];

/** What the codes mean, for help. */
export const exitMeanings: readonly (readonly [ExitCode, string])[] = [
  [exit.ok, 'done, or nothing to do'],
  [exit.diagnostics, 'the input has errors (with --strict: or warnings), or --check found the output out of date; nothing was written'],
  [exit.usage, 'the command line is wrong'],
  [exit.refused, 'the output cannot be written, or writing would lose something that sdkwright did not make; nothing was written'],
  [exit.internal, 'a bug in sdkwright'],
];
