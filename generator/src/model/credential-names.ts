import type { AuthScheme, ClientOption, Security } from '../ir/index.js';
import { childMap, isNode } from '../resolve/located.js';
import type { Context } from './context.js';
import { unique, type Taken } from './names.js';
import { readSecurity } from './operation.js';
import { nameFrom, splitWords } from './words.js';

/** The parts of a credential: what each option of a scheme is for. */
export type Role = Extract<ClientOption['use'], { readonly kind: 'credential' }>['role'];

interface Wanted {
  readonly words: readonly string[];
  readonly scheme: AuthScheme;
  readonly role: Role;
}

/** What the names of credentials are worked out from. */
export interface CredentialParts {
  readonly auth: readonly AuthScheme[];
  /** The default of the document or the configuration. */
  readonly security: Security;
  readonly envPrefix: string;
}

/**
 * The options that credentials need, when no configuration names them. Their names do not depend on the order of the schemes:
 * of the schemes that want one plain name (`api_key`), the one that the default `security` names first has it, else the one that
 * most operations use. All others, and all where none leads, are named by their keys, so that a name that users have given a
 * credential to is never taken over by a scheme that was added.
 */
export function inferredOptions(ctx: Context, { auth, security, envPrefix }: CredentialParts): readonly ClientOption[] {
  const wanted = auth.flatMap(wantedOf);
  const rank = ranking(ctx, security);
  const names = new Map<Wanted, readonly string[]>();
  const taken: Taken = new Map();
  for (const one of wanted) if (leads(one, wanted, rank)) names.set(one, unique(taken, nameFrom(one.words)).words);
  const rest = wanted.filter((one) => !names.has(one)).sort((a, b) => (a.scheme.id < b.scheme.id ? -1 : a.scheme.id > b.scheme.id ? 1 : 0));
  for (const one of rest) names.set(one, unique(taken, nameFrom(keyedWords(one))).words);
  return wanted.map((one) => {
    const words = names.get(one) as readonly string[];
    return {
      name: nameFrom(words),
      type: 'string',
      required: false,
      nullable: true,
      readEnv: `${envPrefix}_${words.join('_').toUpperCase()}`.replaceAll(/[^A-Z0-9_]/g, '_'),
      docs: one.scheme.docs,
      use: { kind: 'credential', scheme: one.scheme.id, role: one.role },
    };
  });
}

type Rank = (scheme: string) => number;

/** Schemes of the default come first, in its order; then those of operations, by how many use them. */
function ranking(ctx: Context, security: Security): Rank {
  const first = [...new Set(security.flatMap((alternative) => alternative.map(({ scheme }) => scheme)))];
  const used = new Map<string, number>();
  for (const [, item] of childMap(ctx.openapi.at(), 'paths'))
    for (const key in item.value) {
      const operation = item.value[key];
      if (!isNode(operation) || !Array.isArray(operation.security)) continue;
      const named = new Set(readSecurity(operation.security).flatMap((alternative) => alternative.map(({ scheme }) => scheme)));
      for (const scheme of named) used.set(scheme, (used.get(scheme) ?? 0) + 1);
    }
  return (scheme) => {
    const place = first.indexOf(scheme);
    return place < 0 ? (used.get(scheme) ?? 0) : Number.MAX_SAFE_INTEGER - place;
  };
}

function leads(one: Wanted, wanted: readonly Wanted[], rank: Rank): boolean {
  const own = rank(one.scheme.id);
  const plain = one.words.join('_');
  return wanted.every((other) => other === one || other.words.join('_') !== plain || rank(other.scheme.id) < own);
}

/** A name from the scheme's key that never is the plain one, which is or was another's. */
function keyedWords({ words, scheme }: Wanted): readonly string[] {
  const own = splitWords(scheme.id);
  const last = words[words.length - 1] as string;
  if (own.join('_') === words.join('_')) return [...own, 'token'];
  return own.includes(last) ? own : [...own, last];
}

function wantedOf(scheme: AuthScheme): readonly Wanted[] {
  switch (scheme.kind) {
    case 'apiKey':
    case 'bearer':
      return [{ words: ['api', 'key'], scheme, role: 'value' }];
    case 'basic':
      return [
        { words: ['username'], scheme, role: 'username' },
        { words: ['password'], scheme, role: 'password' },
      ];
    case 'oauth2': {
      const token: Wanted = { words: ['access', 'token'], scheme, role: 'access_token' };
      if (scheme.tokenUrl === undefined) return [token];
      return [
        { words: ['client', 'id'], scheme, role: 'client_id' },
        { words: ['client', 'secret'], scheme, role: 'client_secret' },
        token,
      ];
    }
    case 'openIdConnect':
      return [{ words: ['access', 'token'], scheme, role: 'access_token' }];
  }
}
