import type { Json } from '../ir/index.js';
import type { TransformChange, TransformConfig, TransformTarget } from './config.js';
import { booleanOf, finding, itemsOf, knownKeys, member, stringOf, stringsOf, wordOf, wrong, type Field } from './field.js';

const commands = ['update', 'append', 'merge', 'remove', 'copy', 'move', 'oneOfToAnyOf', 'extractToRefs'] as const;

/** Reads the changes to the document, in the order they are made. */
export function readTransforms(openapi: Field): readonly TransformConfig[] {
  return ['transforms', 'transformations'].flatMap((key) => itemsOf(member(openapi, key)).flatMap((item) => transformOf(item) ?? []));
}

function transformOf(field: Field): TransformConfig | undefined {
  knownKeys(field, ['command', 'reason', 'args']);
  const command = wordOf(member(field, 'command'), commands);
  if (command === undefined) {
    if (member(field, 'command').value === undefined) finding(field, 'config/missing', { key: 'command' });
    return undefined;
  }
  const change = changeOf(command, member(field, 'args'));
  return change && { pointer: field.pointer, ...change };
}

function changeOf(command: (typeof commands)[number], args: Field): TransformChange | undefined {
  switch (command) {
    case 'update': {
      knownKeys(args, ['target', 'value', 'template']);
      const value = required(args, 'value');
      return value && targeted(args, (targets) => ({ command, targets, value: value.json, template: booleanOf(member(args, 'template')) ?? false }));
    }
    case 'append': {
      knownKeys(args, ['target', 'value']);
      const value = required(args, 'value');
      return value && targeted(args, (targets) => ({ command, targets, value: value.json }));
    }
    case 'merge': {
      knownKeys(args, ['target', 'object']);
      const object = required(args, 'object');
      return object && targeted(args, (targets) => ({ command, targets, object: object.json }));
    }
    case 'remove':
      knownKeys(args, ['target', 'keys']);
      return targeted(args, (targets) => ({ command, targets, keys: textsOf(member(args, 'keys')) }));
    case 'copy':
    case 'move':
      return transferOf(command, args);
    case 'oneOfToAnyOf':
      knownKeys(args, ['target']);
      return { command, targets: targetsOf(member(args, 'target')) };
    case 'extractToRefs':
      return extractionOf(args);
  }
}

function transferOf(command: 'copy' | 'move', args: Field): TransformChange | undefined {
  knownKeys(args, ['from', 'to']);
  const [from, to] = [stringOf(member(args, 'from')), textsOf(member(args, 'to'))];
  if (from === undefined) finding(args, 'config/missing', { key: 'from' });
  if (to.length === 0) finding(args, 'config/missing', { key: 'to' });
  return from === undefined || to.length === 0 ? undefined : { command, from, to };
}

/** `{ target, name }`, or the same as `ref`; the name may be written as the reference that will lead to it. */
function extractionOf(args: Field): TransformChange | undefined {
  const inner = member(args, 'ref').value === undefined ? args : member(args, 'ref');
  if (inner === args) knownKeys(args, ['target', 'name', 'ref']);
  else knownKeys(inner, ['target', 'name']);
  const name = stringOf(member(inner, 'name'))?.replace('#/components/schemas/', '');
  if (name === undefined || name === '') finding(inner, 'config/missing', { key: 'name' });
  return name === undefined || name === '' ? undefined : targeted(inner, (targets) => ({ command: 'extractToRefs', targets, name }));
}

function targeted(args: Field, make: (targets: readonly TransformTarget[]) => TransformChange): TransformChange | undefined {
  const targets = targetsOf(member(args, 'target'));
  if (targets.length > 0) return make(targets);
  if (member(args, 'target').value === undefined) finding(args, 'config/missing', { key: 'target' });
  return undefined;
}

const targetsOf = (field: Field): readonly TransformTarget[] => (Array.isArray(field.value) ? itemsOf(field) : field.value === undefined ? [] : [field]).flatMap((item) => targetOf(item) ?? []);

/** A JSONPath, or a schema that is looked for wherever it stands. */
function targetOf(field: Field): TransformTarget | undefined {
  if (typeof field.value === 'string') return { path: field.value, ignore: [], same: false };
  const path = member(field, 'matches_schema');
  if (path.value === undefined) {
    wrong(field, 'a JSONPath such as `$.paths`');
    return undefined;
  }
  knownKeys(field, ['matches_schema', 'ignore']);
  const text = stringOf(path);
  return text === undefined ? undefined : { path: text, ignore: textsOf(member(field, 'ignore')), same: true };
}

const textsOf = (field: Field): readonly string[] => (Array.isArray(field.value) ? stringsOf(field) : field.value === undefined ? [] : [stringOf(field)].filter((text) => text !== undefined));

/** A value of any kind, also null, that has to be there. */
function required(args: Field, key: string): { readonly json: Json } | undefined {
  const { value } = args;
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, key)) return { json: (value as Record<string, Json>)[key] as Json };
  finding(args, 'config/missing', { key });
  return undefined;
}
