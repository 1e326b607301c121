import { describe, expect, it } from 'vitest';
import type { Operation } from '../ir/index.js';
import { modelOf, operationsOf } from './testing.js';

function one(modelled: ReturnType<typeof modelOf>, id: string): Operation {
  const found = operationsOf(modelled).get(id);
  if (!found) throw new Error(`no ${id} among ${[...operationsOf(modelled).keys()].join(', ')}`);
  return found;
}

describe('options of the client that path parameters default to', () => {
  const opts = (text: string, more = ''): string => `client_settings: { opts: { ${text} } }${more}`;
  const document = `openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n  /orgs/{org}/things/{id}: { get: { responses: { "204": { description: Done } } } }\n  /orgs/{org}: { get: { responses: { "204": { description: Done } } } }`;
  const required = ({ params }: Operation): object => Object.fromEntries(params.map((param) => [param.name.wire, param.required]));

  it('make them optional, and no place among the arguments', () => {
    const modelled = modelOf(document, opts('org: { type: string, nullable: true }'));
    const things = one(modelled, 'orgs.things.retrieve');
    expect([required(things), things.positional, things.argument?.required]).toEqual([{ org: false, id: true }, ['id'], false]);
    expect(one(modelled, 'orgs.retrieve')).toMatchObject({ positional: [], argument: { name: 'params', required: false } });
    expect(one(modelled, 'orgs.retrieve').examples[0]?.params).toHaveProperty('org');
    expect(modelled.api.options[0]?.use).toEqual({ kind: 'param', wire: 'org' });
  });

  it('leave alone what the configuration gives a place', () => {
    const methods = '\nresources: { orgs: { methods: { retrieve: { endpoint: "get /orgs/{org}", positional_params: [org] } } } }';
    expect(one(modelOf(document, opts('org: { type: string }', methods)), 'orgs.retrieve')).toMatchObject({ positional: ['org'], params: [{ required: true }] });
  });

  it('are none that say something else', () => {
    const modelled = modelOf(document, opts('org: { type: string, send_in_header: X-Org }'));
    expect(required(one(modelled, 'orgs.things.retrieve'))).toEqual({ org: true, id: true });
  });
});
