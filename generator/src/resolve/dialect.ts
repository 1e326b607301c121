import { diagnostic, type Diagnostic } from '../diagnostics.js';
import type { Source } from '../load/source.js';
import { isNode } from './located.js';
import type { Dialect } from './openapi.js';

/** Reads which dialect the entry document is written in. */
export function dialectOf(source: Source): Dialect | Diagnostic {
  const { value, file } = source;
  const foreign = (why: string): Diagnostic => diagnostic('resolve/not-openapi', { file, why }, { file, pointer: '' });
  if (!isNode(value)) return foreign(`it is ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}`);
  // `openapi: 3.1` and `swagger: 2.0` without quotes are numbers in YAML.
  const version = value.openapi ?? value.swagger;
  const known = Object.keys(value).slice(0, 5).join(', ');
  if (typeof version !== 'string' && typeof version !== 'number') return foreign(`it has neither \`openapi\` nor \`swagger\` (but ${known || 'nothing'})`);
  const dialect = value.openapi === undefined ? swagger(String(version)) : openapi(String(version));
  return dialect ?? diagnostic('resolve/version', { version: String(version) }, { file, pointer: value.openapi === undefined ? '/swagger' : '/openapi' });
}

function swagger(version: string): Dialect | undefined {
  return /^2(?:\.0)?$/.test(version.trim()) ? '2.0' : undefined;
}

function openapi(version: string): Dialect | undefined {
  const minor = /^3(?:\.(\d+))?(?:\.|$)/.exec(version.trim());
  if (!minor) return undefined;
  const dialect = `3.${minor[1] ?? '0'}`;
  return dialect === '3.0' || dialect === '3.1' || dialect === '3.2' ? dialect : undefined;
}
