import type { Api, Name } from '../ir/index.js';
import { childNode, isNode } from '../resolve/located.js';
import type { Context } from './context.js';
import { docsOf, text } from './context.js';
import { authOf } from './auth.js';
import { serversOf } from './servers.js';
import { splitWords } from './words.js';

type Info = Omit<Api, 'irVersion' | 'root' | 'types' | 'pages' | 'webhooks' | 'readme'>;

const noise = new Set([
  'api',
  'apis',
  'rest',
  'restful',
  'openapi',
  'swagger',
  'specification',
  'spec',
  'the',
  'public',
  'service',
  'http',
  'documentation',
  'docs',
  'reference',
  'for',
  'of',
  'sdk',
  'open',
  'definition',
  'beta',
  'official',
  'preview',
  '-',
]);

/** Name, version, servers, credentials and defaults of the API; `keyHeader` is the idempotency header that its operations name. */
export function infoOf(ctx: Context, keyHeader: string | undefined): Info {
  const { config, openapi } = ctx;
  const info = childNode(openapi.at(), 'info');
  const title = (info && text(info.value, 'title')) ?? 'API';
  const name =
    config.organization.name === undefined
      ? nameFromTitle(title)
      : { wire: config.organization.name, words: splitWords(config.organization.name) };
  const external = openapi.root.externalDocs;
  const docsUrl = config.organization.docs || (isNode(external) ? text(external, 'url') : undefined);
  const contact =
    config.organization.contact ||
    (info && isNode(info.value.contact) ? (text(info.value.contact, 'email') ?? text(info.value.contact, 'url')) : undefined);
  const license = config.settings.license ?? (info && isNode(info.value.license) ? text(info.value.license, 'name') : undefined);
  const prefix = config.client.envPrefix ?? envPrefix(name);
  const idempotencyHeader = config.client.idempotencyHeader ?? keyHeader;
  return {
    name,
    title,
    version: (info && text(info.value, 'version')) ?? '0.0.0',
    docs: info ? docsOf({ ...info.value, title: undefined }) : {},
    ...(docsUrl ? { docsUrl } : {}),
    ...(contact ? { contact } : {}),
    ...(license === undefined ? {} : { license }),
    envPrefix: prefix,
    servers: serversOf(ctx),
    ...authOf(ctx, prefix),
    defaults: {
      maxRetries: config.client.maxRetries ?? 2,
      timeoutMs: config.client.timeoutMs ?? 60_000,
      headers: config.client.headers,
      retryStatuses: [408, 429, 500, 502, 503, 504],
      ...(idempotencyHeader === undefined ? {} : { idempotencyHeader }),
    },
    queryFormat: config.query ?? null,
  };
}

/** `GitHub v3 REST API` → GitHub: a title without the words that every API's title has, up to what is added with `+` or in brackets. */
function nameFromTitle(title: string): Name {
  const head = title.split(/\s[+(|:–—-]/, 1)[0] ?? '';
  const parts = (/[\p{L}]/u.test(head) ? head : title)
    .replace(/['’]s\b/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '' && !/^v?\d+(?:\.\d+)*$/i.test(part) && !noise.has(part.toLowerCase()));
  const wire = parts.slice(0, 4).join(' ');
  return wire === '' ? { wire: title, words: splitWords(title, 'api') } : { wire, words: splitWords(wire) };
}

/** `GitHub` → GITHUB: a name that is one word to its owner stays one in an environment variable. */
function envPrefix(name: Name): string {
  const prefix = name.wire
    .normalize('NFKD')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .join('_')
    .toUpperCase();
  return /^[A-Z]/.test(prefix) ? prefix : `API${prefix === '' ? '' : `_${prefix}`}`;
}
