import { describe, expect, it } from 'vitest';
import { declOf, modelOf, operationsOf, propertyOf } from './testing.js';

const documentOf = (paths: string, schemas: string): string =>
  `openapi: 3.1.0\ninfo: { title: Test, version: "1" }\npaths: ${paths}\ncomponents:\n  schemas: ${schemas}\n`;

describe.each(['x-stainless', 'x-sdkwright'])('%s', (prefix) => {
  const modelled = modelOf(
    documentOf(
      `
  /a:
    get:
      parameters:
        - { name: Test-Beta, in: header, schema: { type: string, ${prefix}-param: betas } }
        - { name: gone, in: query, ${prefix}-skip: true, schema: { type: string } }
      responses: {}
    post: { ${prefix}-skip: true, responses: {} }
  /b: { ${prefix}-skip: true, get: { responses: {} } }
  /c/{thing_id}:
    get: { parameters: [{ name: thing_id, in: path, required: true, ${prefix}-param: id, schema: { type: string } }], responses: {} }`,
      `
    Free: { type: object, properties: { any: { type: string, ${prefix}-any: true }, gone: { ${prefix}-skip: true }, none: { type: object, ${prefix}-empty-object: true } } }
    Fixed: { type: string, enum: [fixed], x-extensible-enum: true, ${prefix}-const: true }
    Loose: { type: string, enum: [loose], x-extensible-enum: true }
    Either: { oneOf: [{ type: object, title: One, ${prefix}-variantName: first, properties: { a: { type: string } } }, { type: string }] }`,
    ),
  );

  it('leaves out what is skipped', () => {
    expect([...operationsOf(modelled).keys()]).toEqual(['a.retrieve', 'c.retrieve']);
    expect(declOf(modelled, 'Free', 'record').properties.map(({ name }) => name.wire)).toEqual(['any', 'none']);
  });

  it('renames parameters', () => {
    expect(declOf(modelled, 'a/a_retrieve_params', 'record').properties).toMatchObject([
      { name: { wire: 'Test-Beta' }, key: 'betas', location: 'header' },
    ]);
    expect(operationsOf(modelled).get('c.retrieve')?.params[0]?.name).toEqual({ wire: 'thing_id', words: ['id'] });
  });

  it('types schemas', () => {
    expect(propertyOf(modelled, 'Free', 'any').type).toEqual({ kind: 'unknown' });
    expect(propertyOf(modelled, 'Free', 'none').type).toEqual({ kind: 'named', id: 'Free.none' });
    expect(declOf(modelled, 'Fixed', 'alias').type).toEqual({ kind: 'literal', value: 'fixed' });
    expect(declOf(modelled, 'Loose', 'enum')).toMatchObject({ open: true, values: [{ value: 'loose' }] });
    expect(declOf(modelled, 'Either', 'union').variants[0]?.name.words).toEqual(['first']);
  });

  it('says nothing of what it applies', () => {
    expect(modelled.diagnostics.filter(({ code }) => code.endsWith('extension'))).toEqual([]);
  });
});

it('marks the roles of paging', () => {
  const mark = (purpose: string): string => `x-stainless-pagination-property: { purpose: ${purpose} }`;
  const modelled = modelOf(
    documentOf(
      `
  /things:
    get:
      parameters: [{ name: whence, in: query, schema: { type: string, ${mark('next_cursor_param')} } }]
      responses: { "200": { description: OK, content: { application/json: { schema: { type: object, properties: {
        others: { type: array, items: { type: string } }, these: { type: array, items: { type: string }, ${mark('items')} },
        whither: { type: string, ${mark('next_cursor_field')} } } } } } } }`,
      '{}',
    ),
  );
  expect(modelled.api.pages).toMatchObject([
    { kind: 'cursor', items: ['these'], request: { cursor: 'whence' }, response: { nextCursor: ['whither'] } },
  ]);
});

it('reports what has no effect: known keys once with a count, slips each, and names of properties never', () => {
  const modelled = modelOf(
    documentOf(
      '{}',
      `
    A: { type: object, x-stainless-nominal: false, x-sdkwright-nominal: false, properties: { x-stainless-naming: { type: string, x-stainless-naming: {} } } }
    B: { type: string, x-stainless-nominal: true, x-stainless-skip: [go], x-stainless-unheard-of: 1, x-sdkwright-ayn: true, example: { x-stainless-data: 1 } }
    C: { type: string, x-sdkwright-ayn: true }`,
    ),
  );
  const found = modelled.diagnostics.map(({ code, severity, message, place }) => [
    code,
    severity,
    /`([^`]*)`/.exec(message)?.[1],
    /\((\d+) times/.exec(message)?.[1],
    place?.pointer,
  ]);
  expect(found).toEqual([
    ['model/unknown-extension', 'warning', 'x-sdkwright-ayn', undefined, '/components/schemas/B'],
    ['model/unknown-extension', 'warning', 'x-sdkwright-ayn', undefined, '/components/schemas/C'],
    ['model/idle-extension', 'note', 'x-stainless-nominal', '2', '/components/schemas/A'],
    ['model/idle-extension', 'note', 'x-sdkwright-nominal', '1', '/components/schemas/A'],
    ['model/idle-extension', 'note', 'x-stainless-naming', '1', '/components/schemas/A/properties/x-stainless-naming'],
    ['model/idle-extension', 'note', 'x-stainless-skip', '1', '/components/schemas/B'],
    ['model/idle-extension', 'note', 'x-stainless-unheard-of', '1', '/components/schemas/B'],
  ]);
  expect(modelled.diagnostics.every(({ help }) => help.length > 10)).toBe(true);
});
