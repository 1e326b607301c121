import { describe, expect, it } from 'vitest';
import { modelOf } from './testing.js';

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
