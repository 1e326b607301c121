import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { diagnostic, type Result } from '../diagnostics.js';
import { parseText } from '../load/parse.js';
import type { Source } from '../load/source.js';
import type { GenerateOptions } from './options.js';

/** Names that a configuration is looked for under, beside the document. */
export const configNames: readonly string[] = ['sdkwright.yaml', 'sdkwright.yml', 'sdkwright.json'];

/** Reads the configuration that was named, or the one beside the document; no value and no diagnostic when there is none. */
export function readConfigFile({ config, spec }: Pick<GenerateOptions, 'config' | 'spec'>, cwd: string): Result<Source> {
  if (config === false) return { diagnostics: [] };
  if (typeof config === 'object') return { value: { file: '<config>', uri: join(cwd, '<config>'), format: 'json', text: JSON.stringify(config), value: config }, diagnostics: [] };
  const uri = config === undefined ? findConfig(spec, cwd) : resolve(cwd, config);
  if (uri === undefined) return { diagnostics: [] };
  const file = relative(cwd, uri) || uri;
  const text = readText(uri);
  if (text === undefined) return { diagnostics: [diagnostic('load/not-found', { path: file, why: 'there is no such file' })] };
  return parseText({ file, uri, text });
}

/** The configuration beside a document, or in the working folder when the document is no file. */
function findConfig(spec: GenerateOptions['spec'], cwd: string): string | undefined {
  const beside = typeof spec === 'string' && spec !== '-' && !/^https?:/i.test(spec) ? dirname(resolve(cwd, spec)) : cwd;
  return configNames.map((name) => join(beside, name)).find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
