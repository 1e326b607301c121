// Writes docs/reference/ from what the program itself says: the table of diagnostics, and the help of the built command line.
// `npm run generate` runs it; with --check it writes nothing and fails when a page is not what it would write.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { fail, root } from './lib/setup.mjs';

const folder = join(root, 'docs', 'reference');

/** What the part of a code before its slash is about. */
const rooms = {
  load: 'Reading documents: files, URLs, JSON and YAML.',
  resolve: 'The document as a whole, and its references.',
  validate: 'Paths, operations, parameters, responses and security.',
  schema: 'Schemas.',
  quality: 'What would make a better SDK. Only `sdkwright check` reports these.',
  config: 'The configuration, by itself and held against the document.',
  model: 'What was guessed, renamed or cannot be said.',
  generate: 'What is asked of a run.',
  write: 'Why nothing, or not everything, was written.',
};

/** Stands for any set of values: a message shows their names in braces. */
const placeholders = new Proxy({}, { get: (_, name) => `{${String(name)}}` });

/** The help of a code, in each form that it can have. */
function helpForms({ help }) {
  if (typeof help === 'string') return [help];
  const forms = [help(placeholders), help({})].filter((text) => !['', '{help}'].includes(text) && !text.includes('undefined'));
  return forms.length === 0 ? ['Says what is possible here, or which name is nearest.'] : [...new Set(forms)];
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The page of all diagnostics. */
export function diagnosticsPage(table) {
  const codes = Object.keys(table);
  const sections = [...new Set(codes.map((code) => code.split('/')[0]))].map((room) => {
    if (!rooms[room]) throw new Error(`scripts/reference.mjs has no description for the codes that start with ${room}/`);
    const rows = codes
      .filter((code) => code.startsWith(`${room}/`))
      .map((code) => `| \`${code}\` | ${table[code].severity} | ${cell(table[code].message(placeholders))} | ${cell(helpForms(table[code]).join(' Or: '))} |`);
    return `## ${room}\n\n${rooms[room]}\n\n| code | severity | message | help |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${head('Diagnostics')}\n${diagnosticsIntro.replace('{count}', codes.length)}\n${sections.join('\n')}`;
}

const head = (title) => `<!-- Written by scripts/reference.mjs. Change the program, then run: npm run generate -->\n\n# ${title}\n`;

const diagnosticsIntro = `The {count} things that sdkwright can say about a document, a configuration or an output folder. Words in braces are filled in.

An **error** stops the run: nothing is written. A **warning** says what was left out or guessed; the rest is generated. A **note** informs.
\`--strict\` makes warnings errors. Codes are stable. Warnings and notes can be silenced by code in \`sdkwright.yaml\`, errors cannot:

\`\`\`yaml
diagnostics:
  ignored: [validate/path-twin, quality/unused]
\`\`\`
`;

/** The page of the command line; \`help\` has what each command prints when asked for help, by its name. */
export function cliPage({ program, help }) {
  const sections = Object.entries(help).map(([name, text]) => `## sdkwright ${name}\n\n\`\`\`text\n${text}\n\`\`\`\n`);
  return `${head('Command line')}\n\`\`\`text\n${program}\n\`\`\`\n\n${cliNotes}\n${sections.join('\n')}`;
}

const cliNotes = `The document can also be given as the only word (\`sdkwright check openapi.yaml\`). Without one, the first of \`openapi.yaml\`, \`openapi.yml\`,
\`openapi.json\`, \`swagger.yaml\`, \`swagger.yml\`, \`swagger.json\` in the working folder is read. Unless \`--config\` names it, the configuration is the
\`sdkwright.yaml\`, \`sdkwright.yml\` or \`sdkwright.json\` beside the document, or in the working folder when the document is a URL or standard input.

Results go to standard output, diagnostics and progress to standard error; what \`sdkwright check\` finds is its result. A reader that goes
away early (\`sdkwright check | head -1\`) changes no exit code. \`NO_COLOR\` and \`FORCE_COLOR\` are heeded.
`;

/** Loads the table from the generator's source. */
async function loadTable() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'generator', 'src', 'diagnostics.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    logLevel: 'error',
  });
  const { table } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return table;
}

function loadHelp() {
  const cli = join(root, 'generator', 'dist', 'cli.js');
  const ask = (...words) => execFileSync(process.execPath, [cli, ...words], { encoding: 'utf8' }).trimEnd();
  const program = ask('--help');
  const listed = program.slice(program.indexOf('Commands:')).split('\n\n')[0].split('\n').slice(1);
  const names = listed.map((line) => line.trim().split(/\s+/)[0]);
  return { program, help: Object.fromEntries(names.map((name) => [name, ask(name, '--help')])) };
}

async function main() {
  const pages = { 'diagnostics.md': diagnosticsPage(await loadTable()), 'cli.md': cliPage(loadHelp()) };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(pages)) {
    const file = join(folder, name);
    if (!process.argv.includes('--check')) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text) fail(`docs/reference/${name} is out of date: run npm run generate.`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
