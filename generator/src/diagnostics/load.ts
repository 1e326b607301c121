import { entry, type Entry } from './entry.js';

/** What can be wrong with reading a specification. */
export const loadTable = {
  'load/not-found': entry('error', (v) => `Cannot read ${v.path}: ${v.why}`, 'Check the path, or pass `-` to read from standard input.'),
  'load/too-large': entry(
    'error',
    (v) => `${v.path} is too large: with it the specification has more than ${v.limit}`,
    'Split the API into several specifications, or remove large examples.',
  ),
  'load/encoding': entry('error', (v) => `${v.path} is not UTF-8 text`, 'Save the file as UTF-8.'),
  'load/empty': entry('error', (v) => `${v.file} is empty`, 'A specification starts with `openapi: 3.1.0`, `info` and `paths`.'),
  'load/json': entry('error', (v) => `This is not valid JSON: ${v.why}`, 'Correct the text here, or just before.'),
  'load/yaml': entry('error', (v) => `This is not valid YAML: ${v.why}`, (v) => v.help ?? 'Correct the text here, or just before.'),
  'load/depth': entry('error', (v) => `This is nested more than ${v.depth} levels deep`, 'Move inner schemas to `components` and refer to them with `$ref`.'),
  'load/alias-cycle': entry('error', () => 'This YAML alias contains itself', 'Use `$ref` for schemas that refer to themselves.'),
  'load/expansion': entry(
    'error',
    () => 'YAML aliases or merge keys make this document many times larger than its text',
    'Use `$ref` in place of aliases and merge keys.',
  ),
  'load/duplicate-key': entry(
    'warning',
    (v) => `Key \`${v.key}\` was given before, in line ${v.line}; the last one counts${v.more ? ` (${v.more} more are not listed)` : ''}`,
    'Remove or rename one of the two.',
  ),
  'load/inexact-number': entry(
    'warning',
    (v) => `JSON numbers cannot hold ${v.number} exactly; \`${v.key}\` is left out`,
    'Integers beyond 2^53 keep their value only as strings: give the schema `type: string` (with `format: int64`) and write the value in quotes.',
  ),
  'load/not-finite': entry('error', (v) => `\`${v.key}\` is ${v.number}, which is no number that JSON can carry`, 'Write a finite number, or remove it.'),
  'load/reference-missing': entry(
    'warning',
    (v) => `\`${v.reference}\` leads to no document that can be read: ${v.why}`,
    'Correct the reference; it is relative to the file it stands in.',
  ),
  'load/reference-refused': entry(
    'error',
    (v) => `Will not read \`${v.reference}\`: ${v.why}`,
    (v) => (v.allow ? `If you trust it, allow it: --allow-origin ${v.allow}` : 'Refer to a file in the folder of the specification.'),
  ),
  'load/url-refused': entry(
    'error',
    (v) => `Will not read ${v.url}: ${v.why}`,
    (v) => (v.allow ? `If you trust it, allow it: --allow-origin ${v.allow}` : 'Download the document and pass the file.'),
  ),
  'load/url-failed': entry('error', (v) => `Cannot read ${v.url}: ${v.why}`, 'Check the address and the network, or download the document and pass the file.'),
} as const satisfies Record<string, Entry>;
