/** Where a command prints to, and what may be printed there. */
export interface Terminal {
  /** Writes a line to standard output: results. */
  print(line: string): void;
  /** Writes a line to standard error: diagnostics and progress. */
  say(line: string): void;
  /** Shows a line on standard error that the next one replaces; does nothing in a pipe. */
  live(line: string): void;
  /** True when a person watches standard error. */
  readonly watched: boolean;
  /** True when a person reads standard output. */
  readonly read: boolean;
  /** Colours of standard error. */
  readonly style: Style;
  /** Colours of standard output. */
  readonly printStyle: Style;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Colours; each gives the text back as it is where colours are not wanted. */
export type Style = Readonly<Record<'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan', (text: string) => string>>;

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], green: [32, 39], cyan: [36, 39] } as const;

/** Opens the process's own streams; `quiet` keeps progress away. */
export function openTerminal(quiet: boolean): Terminal {
  const watched = process.stderr.isTTY === true && process.env.TERM !== 'dumb' && !quiet;
  let shown = false;
  const clear = (): void => {
    if (shown) process.stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    print: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    say: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    live: (line) => {
      if (!watched) return;
      clear();
      process.stderr.write(line);
      shown = true;
    },
    watched,
    read: process.stdout.isTTY === true && process.env.TERM !== 'dumb',
    style: styleFor(wantsColour(process.stderr.isTTY === true)),
    printStyle: styleFor(wantsColour(process.stdout.isTTY === true)),
    width: process.stderr.columns ?? 80,
  };
}

/** Colours as the environment asks: NO_COLOR and FORCE_COLOR before what the stream is. */
function wantsColour(isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return isTerminal && TERM !== 'dumb';
}

/** No colours. */
export const plainStyle: Style = styleFor(false);

function styleFor(colour: boolean): Style {
  const entries = Object.entries(codes).map(([name, [on, off]]) => [name, (text: string) => (colour ? `\u001b[${on}m${text}\u001b[${off}m` : text)]);
  return Object.fromEntries(entries) as Style;
}
