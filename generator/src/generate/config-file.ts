import { statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Result } from '../diagnostics.js';
import { readFile } from '../load/file.js';
import { parseText } from '../load/parse.js';
import type { Source } from '../load/source.js';
import type { GenerateOptions } from './options.js';

/** Names that a configuration is looked for under, beside the document. */
export const configNames: readonly string[] = ['sdkwright.yaml', 'sdkwright.yml', 'sdkwright.json'];

/** Reads the configuration that was named, or the one beside the document; no value and no diagnostic when there is none. */
export function readConfigFile({ config, spec }: Pick<GenerateOptions, 'config' | 'spec'>, cwd: string): Result<Source> {
  if (config === false) return { diagnostics: [] };
  if (typeof config === 'object') return { value: { file: '<config>', uri: join(cwd, '<config>'), format: 'json', bytes: Buffer.from(JSON.stringify(config)), value: config }, diagnostics: [] };
  const uri = config === undefined ? findConfig(spec, cwd) : resolve(cwd, config);
  if (uri === undefined) return { diagnostics: [] };
  const file = relative(cwd, uri) || uri;
  const { value: read, diagnostics } = readFile(uri, file, { left: mostBytes, total: mostBytes });
  if (!read) return { diagnostics: diagnostics.map((item) => ({ ...item, help: 'This is the configuration. Correct it, or what --config names; --no-config goes without.' })) };
  const parsed = parseText({ file, uri, ...read });
  // An empty file says nothing, as does one of comments only: that is no mistake.
  return parsed.diagnostics.some(({ code }) => code === 'load/empty') ? { value: { file, uri, format: 'yaml', bytes: Buffer.from(read.text), value: null }, diagnostics: [] } : parsed;
}

const mostBytes = 10 * 1024 * 1024;

/** The configuration beside a document, or in the working folder when the document is no file. */
function findConfig(spec: GenerateOptions['spec'], cwd: string): string | undefined {
  const beside = typeof spec === 'string' && spec !== '-' && !/^https?:/i.test(spec) ? dirname(resolve(cwd, spec)) : cwd;
  return configNames.map((name) => join(beside, name)).find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}
