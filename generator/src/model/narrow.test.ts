import { describe, expect, it } from 'vitest';
import { propertyOf, declOf, schemasOf } from './testing.js';

const variants = `
Cat: { type: object, required: [kind], properties: { kind: { type: string }, lives: { type: integer } } }
Dog: { type: object, required: [kind], properties: { kind: { type: [string, 'null'] }, name: { type: string } } }
`;
const mapping = "{ propertyName: kind, mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog', hound: '#/components/schemas/Dog' } }";

describe('properties that discriminators map', () => {
  it('are the literals that are mapped to their schema', () => {
    const modelled = schemasOf(`${variants}
Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: ${mapping} }`);
    expect(propertyOf(modelled, 'Cat', 'kind').type).toEqual({ kind: 'literal', value: 'cat' });
    expect(propertyOf(modelled, 'Dog', 'kind').type).toEqual({ kind: 'nullable', inner: { kind: 'named', id: 'Dog.kind' } });
    expect(declOf(modelled, 'Dog.kind', 'enum').values.map(({ value }) => value)).toEqual(['dog', 'hound']);
  });

  it('are those of all unions that map their schema', () => {
    const modelled = schemasOf(`${variants}
Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: ${mapping} }
Beast: { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: kind, mapping: { lion: '#/components/schemas/Cat' } } }
Zoo: { anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind, mapping: { lynx: '#/components/schemas/Cat' } } }`);
    expect(declOf(modelled, 'Cat.kind', 'enum').values.map(({ value }) => value)).toEqual(['cat', 'lynx']);
  });

  it('stay strings without a mapping, as the names of schemas are often not what is sent', () => {
    const modelled = schemasOf(`${variants}
Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind } }`);
    expect(propertyOf(modelled, 'Cat', 'kind').type).toEqual({ kind: 'scalar', scalar: 'string' });
  });

  it('are narrowed where a base maps what is built on it, which is not', () => {
    const modelled = schemasOf(`
Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { pet: '#/components/schemas/Pet', cat: '#/components/schemas/Cat' } } }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }
Lynx: { allOf: [{ $ref: '#/components/schemas/Cat' }] }
Puma: { allOf: [{ $ref: '#/components/schemas/Cat' }, { type: object, properties: { spots: { type: integer } } }] }`);
    expect(propertyOf(modelled, 'Pet', 'kind').type).toEqual({ kind: 'scalar', scalar: 'string' });
    expect(propertyOf(modelled, 'Cat', 'kind')).toMatchObject({ type: { kind: 'literal', value: 'cat' } });
    expect(propertyOf(modelled, 'Cat', 'kind').from).toBeUndefined();
    expect(propertyOf(modelled, 'Puma', 'kind')).toMatchObject({ type: { kind: 'scalar', scalar: 'string' } });
  });
});
