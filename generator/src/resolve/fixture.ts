import { parseText } from '../load/parse.js';
import type { Source } from '../load/source.js';
import type { Located, Node, OpenApi } from './openapi.js';
import { resolve } from './resolve.js';

/** For tests: sources of texts by file name, the entry first. */
export function sourcesOf(files: Readonly<Record<string, string>>): readonly Source[] {
  return Object.entries(files).map(([file, text]) => {
    const { value, diagnostics } = parseText({ file, uri: `/api/${file}`, text });
    if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    return value;
  });
}

/** For tests: the resolved document of a text, or of several files. */
export function openApiOf(files: string | Readonly<Record<string, string>>): OpenApi {
  const { value, diagnostics } = resolve(sourcesOf(typeof files === 'string' ? { 'api.yaml': files } : files));
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

/** For tests: an object at a path of keys from the root, through references. */
export function nodeAt(openapi: OpenApi, reach: (at: Located<Node>, key: string) => Located<unknown> | undefined, ...keys: readonly string[]): Located<Node> {
  let at = openapi.at();
  for (const key of keys) {
    const next = reach(openapi.deref(at) ?? at, key);
    if (!next) throw new Error(`there is no ${key}`);
    at = next as Located<Node>;
  }
  return at;
}
