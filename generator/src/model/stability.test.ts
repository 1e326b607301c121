import { describe, expect, it } from 'vitest';
import { modelOf, operationsOf } from './testing.js';

const paths = [
  'get /v1/pets',
  'post /v1/pets',
  'get /v1/pets/{id}',
  'put /v1/pets/{id}',
  'delete /v1/pets/{id}',
  'post /v1/pets/{id}/vaccinate',
  'get /v1/pets/{id}/visits',
  'post /v1/pets/{id}/visits',
  'get /v1/pets/{id}/visits/{visit_id}',
  'post /v1/pets/{id}/archive',
  'get /v1/pets/search',
  'get /v1/owners',
  'get /v1/owners/{owner_id}/pets',
  'get /v1/settings',
  'put /v1/settings',
  'get /v2/pets',
  'delete /v1/owners',
  'get /v1/pets/latest',
  'get /v1/visits',
  'patch /v1/owners/{owner_id}',
  'put /v1/owners/{owner_id}/avatar',
];
const schemas = ['Pet', 'Visit', 'Owner', 'PetStatus', 'pet_status', 'Setting', 'Error'];

function documentOf(endpoints: readonly string[], names: readonly string[]): object {
  const items: Record<string, Record<string, unknown>> = {};
  endpoints.forEach((endpoint) => {
    const [method, path] = endpoint.split(' ') as [string, string];
    const schema = path.includes('visit') ? 'Visit' : path.includes('owners') ? 'Owner' : 'Pet';
    const ref = names.includes(schema)
      ? { $ref: `#/components/schemas/${schema}` }
      : { type: 'object', properties: { id: { type: 'string' } } };
    const plain = path.endsWith('s') ? { type: 'array', items: ref } : ref;
    (items[path] ??= {})[method] = {
      responses: { 200: { description: 'OK', content: { 'application/json': { schema: plain } } } },
    };
  });
  const properties = {
    id: { type: 'string' },
    kind: { type: 'string', enum: ['a', 'b'] },
    deep: { type: 'object', properties: { x: { type: 'integer' } } },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: items,
    components: { schemas: Object.fromEntries(names.map((name) => [name, { type: 'object', properties }])) },
  };
}

/** The public names of a document: operations by endpoint, declarations by id. */
function namesOf(document: object): ReadonlyMap<string, string> {
  const modelled = modelOf(document);
  const found = new Map<string, string>();
  for (const { id, method, path } of operationsOf(modelled).values()) found.set(`${method} ${path}`, id);
  for (const { id, home, parent, name, source } of modelled.api.types) {
    if (source === 'component' || source === 'inline') found.set(`type ${id}`, `${home} ${parent ?? ''} ${name.words.join('_')}`);
  }
  return found;
}

function expectKept(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  for (const [key, name] of before) expect(after.get(key), key).toBe(name);
}

describe('stability of names', () => {
  const all = namesOf(documentOf(paths, schemas));

  it.each(paths.map((_, index) => index + 1))('adding operations after the first %i renames none', (count) => {
    expectKept(namesOf(documentOf(paths.slice(0, count), schemas)), all);
  });

  it.each(schemas.map((_, index) => index + 1))('adding schemas after the first %i renames none', (count) => {
    const before = [...namesOf(documentOf(paths, schemas.slice(0, count)))].filter(
      ([key]) => !key.startsWith('type') || schemas.some((name) => key === `type ${name}`),
    );
    expectKept(new Map(before), all);
  });

  it.each(paths)('adding %s in its place renames no other operation and no schema', (added) => {
    const others = paths.filter((endpoint) => endpoint !== added);
    const before = [...namesOf(documentOf(others, schemas))].filter(
      ([key]) => key.startsWith('type ') === false || schemas.includes(key.slice(5)),
    );
    const [, path] = added.split(' ') as [string, string];
    // What a path offers with other methods may decide between `update` and `replace`, and the first of two equal names keeps it.
    const elsewhere = before.filter(([key, name]) => !key.endsWith(` ${path}`) && !/_(?:for|by)_/.test(name));
    expectKept(new Map(elsewhere), all);
  });

  it('keeps the plain name for the first of two that are the same in words', () => {
    expect(all.get('type PetStatus')).toBe('$shared  pet_status');
    expect(all.get('type pet_status')).toBe('$shared  pet_status_2');
  });
});
