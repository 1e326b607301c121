import fs from 'node:fs';
import path from 'node:path';
import { diagnostic, type Diagnostic, type Result } from '../diagnostics.js';
import { readFile, realFolder, tooLarge, within, type Budget, type Decoded, type Roots } from './file.js';
import { parseText } from './parse.js';
import { externalReferences, type ExternalReference } from './references.js';
import type { UrlPolicy } from './remote.js';
import { defaultLimits, type Limits, type LoadInput, type Source, type Text } from './source.js';
import { displayName, isUrl, resolveUri } from './uri.js';

interface Context {
  readonly cwd: string;
  /** Folders that may be read, as the user spells them, and with symbolic links resolved. */
  readonly folders: Roots;
  readonly realFolders: Roots;
  readonly policy: UrlPolicy;
  readonly budget: Budget;
  readonly limits: Limits;
}

interface Found {
  readonly source?: Source | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a specification and every document it refers to, the entry first; nothing is read that the user did not allow. */
export async function load(input: LoadInput, limits: Limits = defaultLimits): Promise<Result<readonly Source[]>> {
  const context = contextOf(input, limits);
  const entry = await readEntry(input, context);
  if (!entry.source) return { diagnostics: entry.diagnostics };
  const sources: Source[] = [entry.source];
  const diagnostics: Diagnostic[] = [...entry.diagnostics];
  const known = new Set([entry.source.uri]);
  for (let next = 0; next < sources.length; ) {
    const round = sources.slice(next);
    next = sources.length;
    const wanted = round.flatMap((source) => unread(source, known));
    if (known.size > limits.documents) return { diagnostics: [...diagnostics, tooMany(entry.source, limits)] };
    for (const found of await Promise.all(wanted.map(({ source, reference }) => follow(source, reference, context)))) {
      if (found.source) sources.push(found.source);
      diagnostics.push(...found.diagnostics);
    }
  }
  return { value: sources, diagnostics };
}

function contextOf(input: LoadInput, limits: Limits): Context {
  const { spec, cwd } = input;
  const entry = typeof spec === 'string' && isUrl(spec) && URL.canParse(spec) ? new URL(spec).origin : undefined;
  const file = typeof spec === 'string' ? spec : (spec.file ?? '-');
  const own = entry === undefined ? [file === '-' ? cwd : path.dirname(path.resolve(cwd, file))] : [];
  const allowed = input.allowOrigins.flatMap((origin) => (origin.startsWith('file:') ? (resolveUri(cwd, origin) ?? []) : []));
  const folders = [...own, ...allowed];
  const origins = new Set(input.allowOrigins.filter((origin) => isUrl(origin) && URL.canParse(origin)).map((origin) => new URL(origin).origin));
  return {
    cwd,
    folders,
    realFolders: folders.map(realFolder),
    policy: { origins, milliseconds: limits.milliseconds, ...(entry === undefined ? {} : { entry }) },
    budget: { left: limits.bytes, total: limits.bytes },
    limits,
  };
}

async function readEntry(input: LoadInput, context: Context): Promise<Found> {
  const { spec, cwd } = input;
  if (typeof spec !== 'string') {
    const file = spec.file ?? '<text>';
    return parseEntry({ file, uri: isUrl(file) ? file : path.resolve(cwd, file), text: spec.text }, context);
  }
  if (spec === '-') {
    if (!input.stdin) return { diagnostics: [diagnostic('load/not-found', { path: '-', why: 'there is no standard input' })] };
    return parseEntry({ file: '<stdin>', uri: path.resolve(cwd, '<stdin>'), text: await input.stdin() }, context);
  }
  if (isUrl(spec)) {
    if (!URL.canParse(spec)) return { diagnostics: [diagnostic('load/not-found', { path: spec, why: 'it is no valid URL' })] };
    const read = await readRemote(spec, context);
    return parsed(read, new URL(spec).href, context);
  }
  const uri = path.resolve(cwd, spec);
  return parsed(readFile(uri, displayName(uri, cwd), context.budget), uri, context);
}

/** Few documents come over the network, so what reads from there is loaded when one does. */
async function readRemote(url: string, { policy, budget }: Context): Promise<Result<Decoded>> {
  const { readUrl } = await import('./remote.js');
  return readUrl(url, policy, budget);
}

function parseEntry(text: Text, context: Context): Found {
  const size = Buffer.byteLength(text.text);
  if (size > context.budget.left) return { diagnostics: [tooLarge(text.file, context.budget)] };
  context.budget.left -= size;
  const { value, diagnostics } = parseText(text, context.limits.depth);
  return { source: value, diagnostics };
}

function parsed(read: Result<Decoded>, uri: string, context: Context): Found {
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  const { value, diagnostics } = parseText({ file: displayName(uri, context.cwd), uri, ...read.value }, context.limits.depth);
  return { source: value, diagnostics };
}

interface Wanted {
  readonly source: Source;
  readonly reference: ExternalReference;
}

/** The references to documents not seen before; each document is asked for once, by the first reference to it. */
function unread(source: Source, known: Set<string>): readonly Wanted[] {
  const wanted: Wanted[] = [];
  for (const reference of externalReferences(source)) {
    const key = reference.uri ?? reference.reference;
    if (known.has(key)) continue;
    known.add(key);
    wanted.push({ source, reference });
  }
  return wanted;
}

async function follow(source: Source, { pointer, reference, uri }: ExternalReference, context: Context): Promise<Found> {
  const place = { file: source.file, pointer };
  const refuse = (why: string, allow = ''): Found => ({ diagnostics: [diagnostic('load/reference-refused', { reference, why, allow }, place)] });
  if (uri === undefined) return refuse('only files, http and https are read');
  if (isUrl(uri)) return followUrl(uri, refuse, place, context);
  // The spelling is checked first, so that nothing outside is even looked at.
  if (!within(uri, context.folders)) return refuse('it lies outside the folder of the specification');
  const real = realPath(uri);
  if (real !== undefined && !within(real, context.realFolders)) return refuse('a symbolic link leads out of the folder of the specification');
  const read = readFile(uri, displayName(uri, context.cwd), context.budget);
  if (read.value === undefined) return { diagnostics: read.diagnostics.map((problem) => unreadable(problem, reference, place)) };
  return parsed(read, uri, context);
}

async function followUrl(uri: string, refuse: (why: string, allow: string) => Found, place: Diagnostic['place'], context: Context): Promise<Found> {
  const { origin } = new URL(uri);
  const { policy } = context;
  if (!policy.origins.has(origin) && origin !== policy.entry) return refuse(`its origin ${origin} is not allowed`, origin);
  const read = await readRemote(uri, context);
  if (read.value === undefined) return { diagnostics: read.diagnostics.map((problem) => ({ ...problem, ...(place ? { place } : {}) })) };
  return parsed(read, uri, context);
}

function realPath(file: string): string | undefined {
  try {
    return fs.realpathSync(file);
  } catch {
    return undefined;
  }
}

function unreadable(problem: Diagnostic, reference: string, place: NonNullable<Diagnostic['place']>): Diagnostic {
  if (problem.code !== 'load/not-found') return { ...problem, place };
  return diagnostic('load/reference-missing', { reference, why: problem.message.slice(problem.message.indexOf(': ') + 2) }, place);
}

function tooMany(entry: Source, limits: Limits): Diagnostic {
  return diagnostic('load/too-large', { path: entry.file, limit: `${limits.documents} documents` }, { file: entry.file });
}
