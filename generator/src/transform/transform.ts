import { isDeepStrictEqual } from 'node:util';
import type { Config, TransformConfig, TransformTarget } from '../config/config.js';
import { diagnostic, type Diagnostic, type Place } from '../diagnostics.js';
import type { Source } from '../load/source.js';
import { openDraft, traceIn, valueAt, type Draft } from './document.js';
import { apply, Refusal } from './commands.js';
import { find, PathError, type Location } from './path.js';

/** The documents with the first one changed. */
export interface Transformed {
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
  /** Leads from a place in the changed document to the user's own file. */
  readonly trace: (place: Place) => Place;
}

/** Makes the changes that a configuration asks for, one after the other; the first that can't be made ends it with an error. */
export function transform(sources: readonly Source[], { transforms, file }: Config): Transformed {
  const [entry, ...others] = sources;
  if (!entry || transforms.length === 0) return { sources, diagnostics: [], trace: (place) => place };
  const draft = openDraft(entry);
  const trace = (place: Place): Place => traceIn(draft, place);
  for (const change of transforms) {
    const problem = attempt(draft, change, file);
    if (problem) return { sources, diagnostics: [problem], trace: (place) => place };
  }
  return { sources: [{ ...entry, value: draft.root }, ...others], diagnostics: [], trace };
}

function attempt(draft: Draft, change: TransformConfig, file: string): Diagnostic | undefined {
  const place = { file, pointer: change.pointer };
  const refuse = (why: string, help: string): Diagnostic => diagnostic('config/transform', { command: change.command, why, help }, place);
  try {
    apply(change, { draft, select: (targets) => select(draft.root, targets), origin: place });
    return undefined;
  } catch (error) {
    if (error instanceof PathError) return refuse(`its path is no JSONPath: ${error.message}`, "Paths are as in RFC 9535: `$.paths['/users/{id}'].get`, `$..parameters[?@.name == 'limit']`.");
    if (error instanceof Refusal) return refuse(error.message, error.help);
    throw error;
  }
}

/** All locations that targets name, each once; a target that leads nowhere is refused. */
function select(root: unknown, targets: readonly TransformTarget[]): readonly Location[] {
  const found = new Map<string, Location>();
  for (const target of targets) {
    const locations = target.same ? equals(root, target) : find(target.path, root);
    if (locations.length === 0) throw new Refusal(`nothing in the document matches \`${target.path}\``, 'The document may have changed: correct the path, or remove the transform.');
    for (const location of locations) found.set(JSON.stringify(location), location);
  }
  return [...found.values()];
}

/** Every place of a value that is equal to the one at the path. */
function equals(root: unknown, { path, ignore }: TransformTarget): readonly Location[] {
  const [model] = find(path, root);
  if (!model) return [];
  const wanted = valueAt(root, model);
  const ignored = new Set(ignore.flatMap((text) => find(text, root)).map((location) => JSON.stringify(location)));
  const found: Location[] = [];
  const visit = (value: unknown, location: Location): void => {
    if (typeof value !== 'object' || value === null || ignored.has(JSON.stringify(location))) return;
    if (isDeepStrictEqual(value, wanted)) found.push(location);
    else for (const [key, item] of Object.entries(value)) visit(item, [...location, Array.isArray(value) ? Number(key) : key]);
  };
  visit(root, []);
  return found;
}
