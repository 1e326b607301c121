import { describe, expect, it } from 'vitest';
import { conforms } from './conforms.js';
import type { Draft } from './context.js';
import { sampleOfPattern } from './pattern.js';
import { makeSampler, sampleOf } from './sample.js';
import { modelOf, operationsOf, schemasOf } from './testing.js';

describe('sampleOfPattern', () => {
  it.each([
    '^[a-z]{3}-\\d{4}$',
    '^(foo|bar)+$',
    '^[A-Z]{2}\\d?$',
    '^hk_(live|test)_[A-Za-z0-9]+$',
    '^\\+[1-9]\\d{1,14}$',
    '^[^@\\s]+@[^@\\s]+$',
    '^\\w+(?:\\.\\w+)*$',
    '^#[0-9a-fA-F]{6}$',
    '^v[0-9]+$',
    '^a.c$',
    '^\\d{4}-\\d{2}$',
  ])('%s accepts it', (pattern) => {
    const made = sampleOfPattern(pattern);
    expect(made).toBeDefined();
    expect(made).toMatch(new RegExp(pattern, 'u'));
  });

  it('gives up on what it does not follow, and never takes long', () => {
    for (const pattern of ['^(?=a)b', '(', '[', 'a{2', '*', '\\1', '(a{100}){100}', '((((a{50}){50}){50}){50})'])
      expect(sampleOfPattern(pattern)).toBeUndefined();
    expect(sampleOfPattern('(a+)+$')).toBe('a');
  });
});

describe('sampleOf', () => {
  const modelled = schemasOf(`
    R:
      type: object
      required: [a, b, c, d, e, f, g, kind, self, tags, at]
      properties:
        a: { type: string, minLength: 8, maxLength: 9 }
        b: { type: integer, minimum: 3, multipleOf: 5 }
        c: { type: number, exclusiveMaximum: -1 }
        d: { enum: [x, y] }
        e: { type: string, format: uuid, example: not-a-uuid }
        f: { type: string, default: preset }
        g: { type: integer, example: 7 }
        kind: { const: r }
        self: { type: array, items: { $ref: "#/components/schemas/R" } }
        tags: { type: array, minItems: 2, items: { type: string } }
        at: { type: string, format: date-time }
        left: { type: string }
  `);
  const drafts = new Map(modelled.api.types.map((decl) => [decl.id, decl as Draft]));
  const value = sampleOf(makeSampler(drafts), { kind: 'named', id: 'R' }) as Record<string, unknown>;

  it('fits the type', () => {
    expect(conforms(drafts, { kind: 'named', id: 'R' }, value as never)).toBe(true);
    expect(value).toMatchObject({ b: 5, d: 'x', f: 'preset', g: 7, kind: 'r', self: [], tags: ['text', 'text'] });
    expect(value.e).not.toBe('not-a-uuid');
    expect(value).not.toHaveProperty('left');
  });

  it('is refused where it does not fit', () => {
    for (const change of [{ b: 4.5 }, { d: 'z' }, { kind: 's' }, { tags: ['one'] }, { a: 'short' }, { c: 0 }]) {
      expect(conforms(drafts, { kind: 'named', id: 'R' }, { ...value, ...change } as never), JSON.stringify(change)).toBe(false);
    }
  });
});

describe('examples of calls', () => {
  const document = (example: string): string => `
openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  "/things/{id}":
    put:
      parameters: [{ name: id, in: path, required: true, example: thing_1, schema: { type: string } }, { name: dry, in: query, schema: { type: boolean } }]
      requestBody: { required: true, content: { application/json: { example: ${example}, schema: { type: object, required: [name], properties: { name: { type: string }, count: { type: integer }, stream: { type: boolean } } } } } }
      responses:
        "200": { description: OK, content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: string } } } }, text/event-stream: { schema: { type: string } } } }
`;

  it('come from the document, then from the types: what is required, and everything', () => {
    const [operation] = operationsOf(modelOf(document('{ name: Lamp }'))).values();
    expect(operation?.examples).toEqual([
      { name: 'default', params: { id: 'thing_1' }, body: { name: 'Lamp' } },
      { name: 'required', params: { id: 'thing_1' }, body: { name: 'text' } },
      { name: 'all', params: { id: 'thing_1', dry: true }, body: { name: 'text', count: 0 } },
    ]);
    expect(operation?.responses[0]?.examples).toEqual([
      { name: 'generated', mediaType: 'application/json', value: { id: 'text' } },
    ]);
  });

  it('leave out what does not fit the schema', () => {
    const [operation] = operationsOf(modelOf(document('{ name: 5 }'))).values();
    expect(operation?.examples.map(({ name }) => name)).toEqual(['required', 'all']);
  });

  it('use the request that the configuration shows', () => {
    const config =
      'readme: { example_requests: { default: { type: request, endpoint: "put /things/{id}", params: { id: mine, dry: false, name: Chair } } } }';
    const modelled = modelOf(document('{ name: Lamp }'), config);
    const [operation] = operationsOf(modelled).values();
    expect(operation?.examples[0]).toEqual({ name: 'readme', params: { id: 'mine', dry: false }, body: { name: 'Chair' } });
    expect(modelled.api.readme.default).toBe('things.update');
  });
});
