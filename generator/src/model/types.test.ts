import { describe, expect, it } from 'vitest';
import { declOf, modelOf, propertyOf, schemasOf } from './testing.js';

const typeOf = (schema: string, version?: string): unknown =>
  propertyOf(schemasOf(`R: { type: object, properties: { p: ${schema} } }`, version), 'R', 'p').type;
const string = { kind: 'scalar', scalar: 'string' };

describe('scalars', () => {
  it.each([
    ['{ type: string }', 'string'],
    ['{ type: string, format: date-time }', 'dateTime'],
    ['{ type: string, format: byte }', 'base64'],
    ['{ type: string, format: binary }', 'file'],
    ['{ format: uuid }', 'uuid'],
    ['{ type: integer, format: int64 }', 'int64'],
    ['{ type: integer, format: unix-time }', 'integer'],
    ['{ type: number, format: double }', 'double'],
    ['{ pattern: "^a" }', 'string'],
  ])('%s is %s', (schema, scalar) => {
    expect(typeOf(schema)).toMatchObject({ kind: 'scalar', scalar });
  });

  it('keeps numbers that travel as text apart', () => {
    expect(typeOf('{ type: string, format: int64 }')).toMatchObject({ scalar: 'int64', asString: true });
    expect(typeOf('{ type: string, format: decimal }')).toMatchObject({ scalar: 'decimal', asString: true });
  });

  it('keeps limits, with exclusive ones of 3.0 as numbers', () => {
    expect(typeOf('{ type: integer, minimum: 1, maximum: 9, exclusiveMaximum: true }', '3.0.3')).toMatchObject({
      constraints: { minimum: 1, exclusiveMaximum: 9 },
    });
  });
});

describe('null', () => {
  it.each([
    ['{ type: string, nullable: true }', '3.0.3'],
    ['{ type: [string, "null"] }', '3.1.0'],
    ['{ anyOf: [{ type: string }, { type: "null" }] }', '3.1.0'],
    ['{ oneOf: [{ type: string }, { enum: [null] }] }', '3.1.0'],
    ['{ allOf: [{ type: string }], nullable: true }', '3.0.3'],
  ])('%s is a nullable string', (schema, version) => {
    expect(typeOf(schema, version)).toEqual({ kind: 'nullable', inner: string });
  });

  it('lives in every reference to a component that allows it', () => {
    const modelled = schemasOf(
      'A: { type: [object, "null"], properties: { x: { type: string } } }\nB: { type: object, properties: { a: { $ref: "#/components/schemas/A" } } }',
    );
    expect(propertyOf(modelled, 'B', 'a').type).toEqual({ kind: 'nullable', inner: { kind: 'named', id: 'A' } });
    expect(declOf(modelled, 'A', 'record').properties).toHaveLength(1);
  });

  it('is apart from what is required', () => {
    const modelled = schemasOf(
      'R: { type: object, required: [a], properties: { a: { type: [string, "null"] }, b: { type: string } } }',
    );
    expect(propertyOf(modelled, 'R', 'a')).toMatchObject({ required: true, type: { kind: 'nullable' } });
    expect(propertyOf(modelled, 'R', 'b')).toMatchObject({ required: false, type: string });
  });
});

describe('enums', () => {
  it('are declared below their owner; one value is a literal', () => {
    const modelled = schemasOf(
      'R: { type: object, properties: { state: { enum: [open, closed, null] }, kind: { const: r }, one: { enum: [x] } } }',
    );
    expect(propertyOf(modelled, 'R', 'state').type).toEqual({ kind: 'nullable', inner: { kind: 'named', id: 'R.state' } });
    expect(declOf(modelled, 'R.state', 'enum')).toMatchObject({
      parent: 'R',
      base: 'string',
      open: false,
      values: [{ value: 'open' }, { value: 'closed' }],
    });
    expect(propertyOf(modelled, 'R', 'kind').type).toEqual({ kind: 'literal', value: 'r' });
    expect(propertyOf(modelled, 'R', 'one').type).toEqual({ kind: 'literal', value: 'x' });
  });

  it('are open beside a plain string, and carry names and descriptions', () => {
    const modelled = schemasOf(
      'E: { anyOf: [{ type: string }, { type: string, enum: [a, b] }] }\nF: { oneOf: [{ const: 1, title: First, description: The first. }, { const: 2, title: Second }] }',
    );
    expect(declOf(modelled, 'E', 'enum')).toMatchObject({ open: true, values: [{ value: 'a' }, { value: 'b' }] });
    expect(declOf(modelled, 'F', 'enum')).toMatchObject({
      base: 'integer',
      values: [{ value: 1, name: { words: ['first'] }, docs: { description: 'The first.' } }, { value: 2 }],
    });
  });

  it.each([
    ['a list of known values', 'type: string, x-extensible-enum: [a, b]'],
    ['a flag', 'type: string, enum: [a, b], x-extensible-enum: true'],
    ['a flag of Azure', 'type: string, enum: [a, b], x-ms-enum: { name: E, modelAsString: true }'],
  ])('are open by %s, inline as in a component', (_, schema) => {
    const modelled = schemasOf(`E: { ${schema} }\nR: { type: object, properties: { e: { ${schema} } } }`);
    const open = { open: true, values: [{ value: 'a' }, { value: 'b' }] };
    expect(declOf(modelled, 'E', 'enum')).toMatchObject(open);
    expect(propertyOf(modelled, 'R', 'e').type).toEqual({ kind: 'named', id: 'R.e' });
    expect(declOf(modelled, 'R.e', 'enum')).toMatchObject(open);
  });

  it('name values uniquely, however alike they are', () => {
    const modelled = schemasOf('E: { type: string, enum: ["a b", a-b, a_b, A_B, "", "+1", "-1"] }');
    const names = declOf(modelled, 'E', 'enum').values.map(({ name }) => name.words.join('_'));
    expect(names).toEqual(['a_b', 'a_b_2', 'a_b_3', 'a_b_4', 'empty', 'plus_1', 'minus_1']);
  });
});

describe('objects', () => {
  it('without properties are maps', () => {
    expect(typeOf('{ type: object }')).toEqual({ kind: 'map', value: { kind: 'unknown' } });
    expect(typeOf('{ type: object, additionalProperties: { type: string } }')).toEqual({ kind: 'map', value: string });
    expect(typeOf('{ type: object, patternProperties: { "^x": { type: string } }, additionalProperties: false }')).toEqual({
      kind: 'map',
      value: string,
    });
    expect(typeOf('{}')).toEqual({ kind: 'unknown' });
  });

  it('say what may be added to them', () => {
    const modelled = schemasOf(
      'A: { type: object, properties: { x: { type: string } }, additionalProperties: false }\nB: { type: object, properties: { x: { type: string } }, unevaluatedProperties: { type: string } }',
    );
    expect(declOf(modelled, 'A', 'record')).toMatchObject({ closed: true });
    expect(declOf(modelled, 'B', 'record')).toMatchObject({ closed: false, extra: string });
  });

  it('nest inline objects under their owner, items in the singular', () => {
    const modelled = schemasOf(
      'R: { type: object, properties: { entries: { type: array, items: { type: object, properties: { x: { type: string } } } } } }',
    );
    expect(propertyOf(modelled, 'R', 'entries').type).toEqual({ kind: 'list', item: { kind: 'named', id: 'R.entry' } });
    expect(declOf(modelled, 'R.entry', 'record')).toMatchObject({ parent: 'R', source: 'inline', name: { words: ['entry'] } });
  });

  it('are tuples where their places are listed', () => {
    expect(typeOf('{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false }')).toEqual({
      kind: 'tuple',
      items: [string, { kind: 'scalar', scalar: 'integer' }],
    });
    expect(typeOf('{ type: array, prefixItems: [{ type: string }], items: { type: boolean } }')).toMatchObject({
      kind: 'tuple',
      rest: { scalar: 'boolean' },
    });
  });

  it('keep hostile property names', () => {
    const modelled = schemasOf(
      'R: { type: object, required: [__proto__], properties: { "__proto__": { type: string }, constructor: { type: string }, "": { type: string }, then: { type: string }, "1a": { type: string } } }',
    );
    expect(declOf(modelled, 'R', 'record').properties.map(({ name, required }) => [name.wire, required])).toEqual([
      ['__proto__', true],
      ['constructor', false],
      ['', false],
      ['then', false],
      ['1a', false],
    ]);
  });

  it('may hold themselves', () => {
    const modelled = schemasOf(
      'Tree: { type: object, properties: { children: { type: array, items: { $ref: "#/components/schemas/Tree" } } } }\nJson: { anyOf: [{ type: string }, { type: array, items: { $ref: "#/components/schemas/Json" } }] }',
    );
    expect(propertyOf(modelled, 'Tree', 'children').type).toEqual({ kind: 'list', item: { kind: 'named', id: 'Tree' } });
    expect(declOf(modelled, 'Json', 'union').variants).toHaveLength(2);
  });
});

describe('allOf', () => {
  const animals = `
    Base: { type: object, required: [id], properties: { id: { type: string }, mood: { enum: [good, bad] } } }
    Dog: { allOf: [{ $ref: "#/components/schemas/Base" }, { type: object, required: [mood], properties: { bark: { type: boolean } } }] }
    Puppy: { allOf: [{ $ref: "#/components/schemas/Dog" }], properties: { id: { type: integer } } }
  `;

  it('merges, and keeps where properties came from', () => {
    const modelled = schemasOf(animals);
    const dog = declOf(modelled, 'Dog', 'record');
    expect(dog.bases).toEqual(['Base']);
    expect(dog.properties.map(({ name, from, required }) => [name.wire, from, required])).toEqual([
      ['id', 'Base', true],
      ['mood', undefined, true],
      ['bark', undefined, false],
    ]);
    expect(propertyOf(modelled, 'Dog', 'mood').type).toEqual({ kind: 'named', id: 'Base.mood' });
    expect(propertyOf(modelled, 'Puppy', 'id')).toMatchObject({ type: { scalar: 'integer' }, required: true });
    expect(declOf(modelled, 'Puppy', 'record').bases).toEqual(['Dog']);
  });

  it('of one reference is that reference, with documentation of its own', () => {
    const modelled = schemasOf(
      'A: { type: object, properties: { x: { type: string } } }\nB: { type: object, properties: { a: { allOf: [{ $ref: "#/components/schemas/A" }], description: Mine. } } }\nC: { allOf: [{ $ref: "#/components/schemas/A" }] }',
    );
    expect(propertyOf(modelled, 'B', 'a')).toMatchObject({ type: { kind: 'named', id: 'A' }, docs: { description: 'Mine.' } });
    expect(declOf(modelled, 'C', 'alias').type).toEqual({ kind: 'named', id: 'A' });
  });

  it('goes into each variant of a union beside it', () => {
    const modelled = schemasOf(
      'U: { allOf: [{ type: object, properties: { id: { type: string } } }, { oneOf: [{ title: A, type: object, properties: { a: { type: string } } }, { title: B, type: object, properties: { b: { type: string } } }] }] }',
    );
    const union = declOf(modelled, 'U', 'union');
    expect(union.variants.map(({ name }) => name.wire)).toEqual(['A', 'B']);
    expect(declOf(modelled, 'U.A', 'record').properties.map(({ name }) => name.wire)).toEqual(['id', 'a']);
  });

  it('has an end, however long its chain is', () => {
    const chain = Array.from(
      { length: 5000 },
      (_, index) => `C${index}: { allOf: [{ $ref: "#/components/schemas/C${index + 1}" }], properties: { p: { type: string } } }`,
    );
    const start = performance.now();
    const modelled = schemasOf([...chain, 'C5000: { type: object }'].join('\n'));
    expect(declOf(modelled, 'C0', 'record').bases).toEqual(['C1']);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('ends where it leads back to itself', () => {
    const modelled = schemasOf(
      'A: { allOf: [{ $ref: "#/components/schemas/B" }], properties: { a: { type: string } } }\nB: { allOf: [{ $ref: "#/components/schemas/A" }], properties: { b: { type: string } } }',
    );
    expect(declOf(modelled, 'A', 'record').properties.map(({ name }) => name.wire)).toContain('a');
    expect(modelled.diagnostics.map(({ code }) => code)).toContain('model/unsaid');
  });
});

describe('unions', () => {
  const shapes = `
    Cat: { type: object, required: [kind], properties: { kind: { const: cat } } }
    Dog: { type: object, required: [kind], properties: { kind: { enum: [dog, wolf] } } }
  `;
  const both = '[{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]';

  it('take their tags from a mapping, from constants, or from component names', () => {
    const mapped = schemasOf(
      `${shapes}\n    U: { oneOf: ${both}, discriminator: { propertyName: kind, mapping: { tom: "#/components/schemas/Cat", rex: Dog } } }`,
    );
    expect(declOf(mapped, 'U', 'union')).toMatchObject({
      discriminator: 'kind',
      variants: [{ tags: ['tom'] }, { tags: ['rex'] }],
    });
    const constant = schemasOf(`${shapes}\n    U: { oneOf: ${both} }`);
    expect(declOf(constant, 'U', 'union')).toMatchObject({
      discriminator: 'kind',
      variants: [{ tags: ['cat'] }, { tags: ['dog', 'wolf'] }],
    });
    const named = schemasOf(
      'A: { type: object, properties: { t: { type: string } } }\nB: { type: object, properties: { t: { type: string } } }\nU: { oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }], discriminator: { propertyName: t } }',
    );
    expect(declOf(named, 'U', 'union')).toMatchObject({ discriminator: 't', variants: [{ tags: ['A'] }, { tags: ['B'] }] });
  });

  it('name their members by title, component, kind or place', () => {
    const modelled = schemasOf(
      'A: { type: object, properties: { x: { type: string } } }\nU: { oneOf: [{ $ref: "#/components/schemas/A" }, { type: string }, { title: My Thing, type: object, properties: { y: { type: string } } }, { type: object, properties: { z: { type: string } } }] }',
    );
    expect(declOf(modelled, 'U', 'union').variants.map(({ name }) => name.words.join(' '))).toEqual([
      'a',
      'string',
      'my thing',
      'union member 3',
    ]);
  });

  it('of several types are unions of scalars', () => {
    const modelled = schemasOf('R: { type: object, properties: { p: { type: [string, integer, "null"] } } }');
    expect(propertyOf(modelled, 'R', 'p').type).toEqual({ kind: 'nullable', inner: { kind: 'named', id: 'R.p' } });
    expect(declOf(modelled, 'R.p', 'union').variants.map(({ name }) => name.wire)).toEqual(['string', 'integer']);
  });

  it('of required lists only leave a record', () => {
    const modelled = schemasOf(
      'R: { type: object, properties: { a: { type: string }, b: { type: string } }, anyOf: [{ required: [a] }, { required: [b] }] }',
    );
    expect(declOf(modelled, 'R', 'record').properties).toHaveLength(2);
    expect(modelled.diagnostics[0]).toMatchObject({ code: 'model/unsaid', severity: 'note' });
  });

  it('do not explode, however they are nested', () => {
    const levels = Array.from(
      { length: 30 },
      (_, index) =>
        `L${index}: { oneOf: [{ $ref: "#/components/schemas/L${index + 1}" }, { $ref: "#/components/schemas/L${index + 1}" }, { type: integer }] }`,
    );
    const start = performance.now();
    schemasOf([...levels, 'L30: { type: object, properties: { x: { type: string } } }'].join('\n'));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('hostile names', () => {
  it('are bounded, unique and never empty', () => {
    const long = 'x'.repeat(10_000);
    const modelled = schemasOf(
      `"foo-bar": { type: string }\nfoo_bar: { type: string }\nFooBar: { type: string }\n__proto__: { type: object, properties: { x: { type: string } } }\nconstructor: { type: string }\n"../../../tmp/x": { type: string }\n"": { type: string }\n${long}: { type: string }\n"🎉": { type: string }`,
    );
    const names = modelled.api.types.filter(({ parent }) => parent === undefined).map(({ name }) => name.words.join('_'));
    expect(names.slice(0, 7)).toEqual(['foo_bar', 'foo_bar_2', 'foo_bar_3', 'proto', 'constructor', 'tmp_x', 'empty']);
    expect(new Set(names).size).toBe(9);
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThan(100);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('declarations', () => {
  it('say in which directions they are used, and whether they differ', () => {
    const modelled = modelOf(`
      openapi: 3.1.0
      info: { title: T, version: "1" }
      paths:
        /things:
          post:
            requestBody: { content: { application/json: { schema: { type: object, properties: { thing: { $ref: "#/components/schemas/Thing" } } } } } }
            responses:
              "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
              "400": { description: Bad, content: { application/json: { schema: { $ref: "#/components/schemas/Problem" } } } }
      components:
        schemas:
          Thing: { type: object, properties: { owner: { $ref: "#/components/schemas/Owner" } } }
          Owner: { type: object, properties: { id: { type: string, readOnly: true }, thing: { $ref: "#/components/schemas/Thing" } } }
          Problem: { type: object, properties: { title: { type: string } } }
          Unused: { type: object, properties: { title: { type: string } } }
    `);
    expect(declOf(modelled, 'Thing', 'record')).toMatchObject({
      splits: true,
      uses: { input: true, output: true, error: false },
    });
    expect(declOf(modelled, 'Owner', 'record')).toMatchObject({ splits: true });
    expect(declOf(modelled, 'Problem', 'record')).toMatchObject({
      splits: false,
      uses: { input: false, output: false, error: true },
    });
    expect(declOf(modelled, 'Unused', 'record').uses).toEqual({ input: false, output: false, error: false });
  });

  it('report what has no home in the IR, once a keyword', () => {
    const modelled = schemasOf(
      'A: { type: object, properties: { x: { not: { type: string } }, y: { not: { type: string } } }, if: { required: [x] }, then: { required: [y] } }',
    );
    expect(modelled.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('`if`'),
      expect.stringContaining('`then`'),
      expect.stringContaining('`not` says more than the generated types can (2 times'),
    ]);
  });
});
