import { describe, expect, it } from 'vitest';
import { modelOf, operationsOf } from './testing.js';

const bearer = { type: 'http', scheme: 'bearer' };
const header = { type: 'apiKey', in: 'header', name: 'X-Key' };

interface Given {
  readonly schemes: Readonly<Record<string, object>>;
  /** The default of the document. */
  readonly security?: readonly object[];
  /** The schemes of each operation, where it names its own. */
  readonly operations?: readonly (readonly string[])[];
}

/** What the options of the client are called, by scheme and role. */
function namesOf({ schemes, security, operations = [] }: Given): Readonly<Record<string, string>> {
  const paths = operations.map((names, index) => [
    `/things${index}`,
    { get: { security: names.map((name) => ({ [name]: [] })), responses: { 204: { description: 'Done' } } } },
  ]);
  const { api } = modelOf({
    openapi: '3.1.0',
    info: { title: 'C', version: '1' },
    ...(security ? { security } : {}),
    paths: Object.fromEntries(paths),
    components: { securitySchemes: schemes },
  });
  const found = api.options.flatMap(({ use, readEnv, name }) =>
    use.kind === 'credential' ? [[`${use.scheme} ${use.role}`, `${name.words.join('_')} ${readEnv}`]] : [],
  );
  return Object.fromEntries(found);
}

describe('names of credentials', () => {
  it('keeps the plain name for the scheme of the default when another is added above it', () => {
    const security = [{ token: [] }];
    const before = namesOf({ schemes: { token: bearer }, security });
    const after = namesOf({ schemes: { partner: header, token: bearer }, security });
    expect(before).toEqual({ 'token value': 'api_key C_API_KEY' });
    expect(after).toEqual({ 'token value': 'api_key C_API_KEY', 'partner value': 'partner_key C_PARTNER_KEY' });
  });

  it('keeps it for the scheme that most operations use where there is no default', () => {
    const before = namesOf({ schemes: { token: bearer }, operations: [['token'], ['token']] });
    const after = namesOf({ schemes: { partner: header, token: bearer }, operations: [['token'], ['token'], ['partner']] });
    expect(after).toEqual({ ...before, 'partner value': 'partner_key C_PARTNER_KEY' });
    expect(before).toEqual({ 'token value': 'api_key C_API_KEY' });
  });

  it('gives it to none where none leads, so that nobody takes it over', () => {
    const names = { 'partner value': 'partner_key C_PARTNER_KEY', 'token value': 'token_key C_TOKEN_KEY' };
    expect(namesOf({ schemes: { partner: header, token: bearer } })).toEqual(names);
    expect(namesOf({ schemes: { token: bearer, partner: header } })).toEqual(names);
  });

  it('never gives the plain name to a scheme for its key', () => {
    expect(namesOf({ schemes: { api_key: header, token: bearer }, security: [{ token: [] }] })).toEqual({
      'token value': 'api_key C_API_KEY',
      'api_key value': 'api_key_token C_API_KEY_TOKEN',
    });
  });

  it('does not depend on the order of the schemes where keys are alike', () => {
    const one = namesOf({ schemes: { 'a-b': header, a_b: bearer } });
    expect(namesOf({ schemes: { a_b: bearer, 'a-b': header } })).toEqual(one);
  });
});

describe('security that operations switch off', () => {
  const done = { responses: { 204: { description: 'Done' } } };
  const off = { ...done, security: [] };
  const modelled = (operations: readonly object[], config?: string): ReturnType<typeof modelOf> =>
    modelOf(
      {
        openapi: '3.1.0',
        info: { title: 'C', version: '1' },
        security: [{ token: [] }],
        paths: Object.fromEntries(operations.map((operation, index) => [`/things${index}`, { get: operation }])),
        components: { securitySchemes: { token: bearer } },
      },
      config,
    );
  const notes = ({ diagnostics }: ReturnType<typeof modelOf>): readonly string[] =>
    diagnostics.filter(({ code }) => code === 'model/security-off').map(({ message, help, place }) => `${place?.pointer}: ${message}. ${help}`);
  const needs = (found: ReturnType<typeof modelOf>): readonly unknown[] => [...operationsOf(found).values()].map(({ security }) => security);

  it('is told once where most do', () => {
    const found = modelled([off, done, off]);
    expect(notes(found)).toEqual([
      '/security: `security` asks for `token`, but 2 of 3 operations switch it off: they are called without a credential. If they need one, set `security: [{ token: [] }]` in sdkwright.yaml; it counts for them, too.',
    ]);
    expect(needs(found)).toEqual([[], undefined, []]);
    expect(notes(modelled([off, done, done]))).toEqual([]);
  });

  it('counts again for them where the configuration says so', () => {
    const found = modelled([off, done, off, { ...done, security: [{ token: ['read'] }] }, off], 'security: [{ token: [] }]');
    expect(notes(found)).toEqual([]);
    expect(needs(found)).toEqual([undefined, undefined, undefined, [[{ scheme: 'token', scopes: ['read'] }]], undefined]);
  });

  it('stays off for the few that are public', () => {
    expect(needs(modelled([off, done, done], 'security: [{ token: [] }]'))).toEqual([[], undefined, undefined]);
  });

  it('stays off for a method that says so', () => {
    const config = 'security: [{ token: [] }]\nresources: { things: { methods: { a: get /things0, b: { endpoint: get /things1, security: [] } } } }';
    expect(needs(modelled([off, off], config))).toEqual([undefined, []]);
  });
});
