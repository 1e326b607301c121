import type { Command } from './command.js';
import { exitMeanings } from './exit.js';
import type { Option } from './options.js';

/** The help of the program: every command in a line. */
export function programHelp(commands: readonly Command[]): string {
  return [
    'sdkwright: OpenAPI in, SDKs that developers love out.',
    '',
    'Usage: sdkwright COMMAND [OPTIONS]',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'sdkwright COMMAND --help says more of one; sdkwright --version prints the version.',
    '',
    'Exit codes:',
    ...columns(exitMeanings.map(([code, meaning]) => [String(code), meaning])),
  ].join('\n');
}

/** The help of one command. */
export function commandHelp({ name, summary, usage, options, examples }: Command): string {
  return [
    `${summary}.`,
    '',
    `Usage: sdkwright ${name} ${usage} [OPTIONS]`,
    '',
    'Options:',
    ...columns(options.map((option) => [optionLabel(option), option.help])),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  ${example}`),
  ].join('\n');
}

const optionLabel = ({ name, short, value }: Option): string => `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`;

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
