/** A part of a document. */
export type Part = Readonly<Record<string, unknown>>;

/** The schema of a text. */
export const text: Part = { type: 'string' };

/** A reference to a component schema. */
export const ref = (name: string): Part => ({ $ref: `#/components/schemas/${name}` });

const answer = (schema: Part): Part => ({ 200: { description: 'OK', content: { 'application/json': { schema } } } });

/** A sound document with what is given in place of its own parts. */
export const document = (parts: Part): Part => ({ openapi: '3.1.0', info: { title: 'Bomb', version: '1' }, servers: [{ url: 'https://a.test' }], paths: {}, ...parts });

/** A document whose one operation sends and receives the schema `N0`. */
export const using = (schemas: Part, parts: Part = {}): Part =>
  document({
    paths: { '/x': { post: { operationId: 'x', requestBody: { required: true, content: { 'application/json': { schema: ref('N0') } } }, responses: answer(ref('N0')) } } },
    components: { schemas },
    ...parts,
  });

/** A document with one operation, of which parts are given. */
export const calling = (operation: Part, path = '/x', parts: Part = {}): Part => document({ paths: { [path]: { get: { responses: answer(text), ...operation } } }, ...parts });

/** Numbers from 0. */
export const count = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** An object made of entries. */
export const table = (length: number, entry: (index: number) => readonly [string, unknown]): Part => Object.fromEntries(count(length).map(entry));

/** Schemas `N0` to `N<length>`, each made from a reference to the next. */
export const chain = (length: number, link: (next: Part, index: number) => Part): Part =>
  table(length + 1, (index) => [`N${index}`, index === length ? { type: 'object', properties: { z: text } } : link(ref(`N${index + 1}`), index)]);

/** A value inside a value inside a value. */
export function nested(depth: number, wrap: (inner: unknown) => unknown, start: unknown = text): unknown {
  let value = start;
  for (let left = depth; left > 0; left -= 1) value = wrap(value);
  return value;
}
