import type { Api, AuthScheme, ClientOption, Server } from '../ir/index.js';

/** An option of a client, and what a language calls it. */
export interface CalledOption {
  readonly option: ClientOption;
  readonly name: string;
}

/** How a user sets a scheme: `apiKey (HALYARD_API_KEY)`, for messages. */
export function credentialHint(scheme: AuthScheme, options: readonly CalledOption[]): string | undefined {
  const own = options.filter(({ option: { use } }) => use.kind === 'credential' && use.scheme === scheme.id);
  if (own.length === 0) return undefined;
  return own.map(({ option, name }) => (option.readEnv === undefined ? name : `${name} (${option.readEnv})`)).join(', ');
}

/** Headers, query parameters and cookies that carry secrets. */
export function secretNames({ auth }: Api): readonly string[] {
  const all = auth.map((scheme) => (scheme.kind === 'apiKey' ? scheme.wire.toLowerCase() : 'authorization'));
  return [...new Set(all)];
}

/** A token endpoint below the base URL is called relative to the client's own. */
export function belowBase(url: string, base: string | undefined): string {
  const own = base?.replace(/(?<!\/)\/+$/, '');
  return own !== undefined && own !== '' && url.startsWith(`${own}/`) ? url.slice(own.length) : url;
}

/** The template of a server's URL in which only the kept variables are left. */
export const fillOthers = ({ template, variables }: Server, kept: ReadonlySet<string>): string =>
  variables.reduce(
    (text, { name, default: value }) => (kept.has(name.wire) ? text : text.replaceAll(`{${name.wire}}`, () => value)),
    template,
  );
