import type { ContentKind } from '../ir/index.js';

/** What a media type is to a client; parameters such as `charset` do not matter. */
export function contentKind(mediaType: string): ContentKind {
  const bare = (mediaType.split(';')[0] as string).trim().toLowerCase();
  if (bare === 'text/event-stream') return 'sse';
  if (jsonLines.has(bare)) return 'jsonl';
  if (bare === 'application/x-www-form-urlencoded') return 'form';
  if (bare.startsWith('multipart/')) return 'multipart';
  if (
    bare === 'application/json' ||
    bare === 'text/json' ||
    bare === '*/*' ||
    bare === 'application/*' ||
    bare.endsWith('+json') ||
    bare.endsWith('/json') ||
    /\.json$/.test(bare)
  )
    return 'json';
  if (bare.endsWith('+xml') || bare === 'application/xml' || bare === 'text/xml') return 'xml';
  if (bare.startsWith('text/') || textual.has(bare)) return 'text';
  return 'binary';
}

const jsonLines = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonl',
  'application/jsonlines',
  'application/x-jsonlines',
  'application/json-seq',
  'application/stream+json',
  'text/jsonl',
  'application/json-l',
]);
const textual = new Set([
  'application/yaml',
  'application/x-yaml',
  'application/graphql',
  'application/javascript',
  'application/sql',
  'application/toml',
  'application/jwt',
]);

/** A total order of how well a content suits an SDK: JSON first, then what is closest to it. */
const ranks: Readonly<Record<ContentKind, number>> = {
  json: 0,
  jsonl: 5,
  multipart: 1,
  form: 2,
  text: 4,
  xml: 6,
  binary: 3,
  sse: 7,
};

/** Sorts contents by preference; equals keep the document's order. */
export function byPreference<T extends { readonly kind: ContentKind; readonly mediaType: string }>(
  contents: readonly T[],
): readonly T[] {
  return contents
    .map((content, index) => ({ content, index }))
    .sort((a, b) => rank(a.content) - rank(b.content) || a.index - b.index)
    .map(({ content }) => content);
}

/** Among JSON types the plain one comes first. */
function rank({ kind, mediaType }: { readonly kind: ContentKind; readonly mediaType: string }): number {
  return ranks[kind] * 2 + (kind === 'json' && mediaType !== 'application/json' ? 1 : 0);
}
