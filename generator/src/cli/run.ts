import { version } from '../generate/build.js';
import { readArgs, UsageError } from './args.js';
import { cleanLine } from './clean.js';
import { commands } from './commands.js';
import { exit, type ExitCode } from './exit.js';
import { commandHelp, programHelp } from './help.js';
import { didYouMean } from './suggest.js';

/** Runs a command line; gives the exit code. What is thrown is a bug of sdkwright. */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await runCommand(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const help = `sdkwright ${commandName(argv)}--help says what there is.`;
    const diagnostic = { code: 'usage', severity: 'error', message: error.message, help };
    if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ exitCode: exit.usage, status: 'usage', ok: false, diagnostics: [diagnostic] }, null, 2)}\n`);
    else process.stderr.write(`${cleanLine(error.message)}\n\n${help}\n`);
    return exit.usage;
  }
}

async function runCommand([first, ...rest]: readonly string[]): Promise<ExitCode> {
  if (first === undefined) throw new UsageError('A command is missing.');
  if (first === '--version' || first === '-V' || first === 'version') return show(version);
  if (first === '--help' || first === '-h') return show(programHelp(commands));
  if (first === 'help') return show(rest[0] === undefined ? programHelp(commands) : commandHelp(find(rest[0])));
  const command = find(first);
  if (rest.includes('--help') || rest.includes('-h')) return show(commandHelp(command));
  return command.run(readArgs(rest, command.options));
}

function find(name: string) {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  if (name.startsWith('-')) throw new UsageError(`A command is missing before ${name}.`);
  throw new UsageError(`There is no command ${name}.${didYouMean(name, commands.map((one) => one.name))}`);
}

const commandName = ([first]: readonly string[]): string => (commands.some(({ name }) => name === first) ? `${first} ` : '');

function show(text: string): ExitCode {
  process.stdout.write(`${text}\n`);
  return exit.ok;
}
