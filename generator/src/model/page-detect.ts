import type { PageScheme } from '../ir/index.js';
import { childNode, isNode } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { types, type LocatedSchema } from '../resolve/schema.js';
import type { Context } from './context.js';
import type { Endpoint } from './endpoints.js';
import { successOf } from './success.js';
import { pagingPurpose } from './extensions.js';
import { isPlural } from './inflect.js';
import { jsonSchema, lastLiteral } from './naming.js';
import { best, plays } from './page-roles.js';
import { core, itemSchema, pageFields, type PageField } from './page-shape.js';
import type { RawParam } from './params.js';
import { splitWords } from './words.js';

type Role = Parameters<typeof best>[0];

/** What fields say that there is another page. */
const nextRoles: readonly Role[] = ['nextCursor', 'nextUrl', 'hasMore', 'totalPages', 'currentPage'];
/** What else fields beside the items may be about. */
const pagingRoles: readonly Role[] = ['previousField', 'totalCount', 'offsetField', 'limit', 'containers'];

/** How an operation pages, before its types are read. */
export interface PagePlan {
  readonly kind: PageScheme['kind'];
  readonly items: readonly string[];
  readonly itemSchema: LocatedSchema;
  readonly request: PageScheme['request'];
  readonly response: PageScheme['response'];
  readonly headers: PageScheme['headers'];
  readonly fields: readonly PageField[];
  readonly params: readonly RawParam[];
  readonly paramLocation: 'query' | 'body';
  /** Name of the configured scheme. */
  readonly scheme?: string;
}

/** What a scheme of a configuration is compared with. */
export interface ResponseFacts {
  readonly response: Located<Node>;
  readonly array: boolean;
  readonly fields: readonly PageField[];
  readonly items: PageField | undefined;
  /** Of the list that the response is, or has at its top. */
  readonly itemSchema?: LocatedSchema | undefined;
  readonly query: ReadonlyMap<string, RawParam>;
  /** Of the operation. */
  readonly path: string;
}

/** What detection looks at. */
export interface PageFacts extends ResponseFacts {
  readonly itemSchema: LocatedSchema;
}

/** Reads what a response holds; undefined when it is neither an object nor a list. */
export function responseFacts(ctx: Context, endpoint: Endpoint, raws: readonly RawParam[]): ResponseFacts | undefined {
  const response = successOf(ctx, endpoint);
  const schema = response && jsonSchema(response);
  const target = schema && core(ctx, schema);
  if (!response || !schema || !target) return undefined;
  const query = new Map(raws.filter((raw) => raw.in === 'query').map((raw) => [raw.wire, raw]));
  if (types(target.value).includes('array') || target.value.items !== undefined) {
    return { response, array: true, fields: [], items: undefined, itemSchema: itemSchema(ctx, schema), query, path: endpoint.path };
  }
  const fields = pageFields(ctx, target);
  const items = itemsField(ctx, fields, endpoint.path);
  return { response, array: false, fields, items, itemSchema: items && itemSchema(ctx, items.schema), query, path: endpoint.path };
}

/** The array that a list is about: the one that is marked so, or by a customary name, by the path's last word, or the only one. */
function itemsField(ctx: Context, fields: readonly PageField[], path: string): PageField | undefined {
  const arrays = fields.filter(({ type, path: at }) => type === 'array' && at.length === 1);
  const said = arrays.find(({ schema }) => typeof schema.value !== 'boolean' && pagingPurpose(schema.value) === 'items');
  if (said) return said;
  if (arrays.length === 1) return arrays[0];
  const last = (
    path
      .split('/')
      .filter((part) => part !== '' && !part.startsWith('{'))
      .pop() ?? ''
  ).replaceAll('-', '_');
  const named = arrays.find((field) => field.path[0] === last);
  if (named) return named;
  const name = best(
    'items',
    arrays.map((field) => field.path[0] as string),
  );
  return arrays.find((field) => field.path[0] === name);
}

/** Pages by the standard styles, without any configuration; undefined when an operation does not page. */
export function detectPaging(response: ResponseFacts): PagePlan | undefined {
  const { itemSchema: item } = response;
  if (!item) return undefined;
  const facts: PageFacts = { ...response, itemSchema: item };
  if (isOneThing(facts)) return undefined;
  return byCursor(facts) ?? byUrl(facts) ?? byLink(facts) ?? byPage(facts) ?? byOffset(facts);
}

/** How much of its own an answer may say beside a list: a commit's status has a state, a hash and a URL. */
const mostOfItsOwn = 2;

/**
 * Whether an answer is one thing that has a list among much else: pages yield items, so that all else would be lost. Not where
 * the list is what the path or a customary name says, nor by a mark, nor where the answer itself leads to another page.
 */
function isOneThing({ array, items, fields, path: at }: PageFacts): boolean {
  if (array || !items || isMarkedItems(items) || plays('items', items.path[0] as string)) return false;
  const last = splitWords(lastLiteral(at));
  if (!at.endsWith('}') && isPlural(last[last.length - 1] as string)) return false;
  const top = fields.filter(({ path, type }) => path.length === 1 && type !== 'array');
  if (top.some((found) => found.type !== 'object' && playsAny(nextRoles, found))) return false;
  return top.filter((found) => !playsAny(pagingRoles, found)).length > mostOfItsOwn;
}

const isMarkedItems = ({ schema }: PageField): boolean => typeof schema.value !== 'boolean' && pagingPurpose(schema.value) === 'items';

const playsAny = (some: readonly Role[], { path }: PageField): boolean => some.some((role) => plays(role, path[0] as string));

function start(
  facts: PageFacts,
  roles: Pick<PagePlan, 'kind'> & Partial<PagePlan>,
  names: readonly (string | undefined)[],
): PagePlan {
  const wanted = new Set(names);
  return {
    items: facts.items?.path ?? [],
    itemSchema: facts.itemSchema,
    request: {},
    response: {},
    headers: {},
    fields: [],
    params: [...facts.query.values()].filter(({ wire }) => wanted.has(wire)),
    paramLocation: 'query',
    ...roles,
  };
}


/** The purposes by which documents mark parameters and properties (`x-stainless-pagination-property`). */
const purposes: Partial<Record<Role, readonly string[]>> = {
  cursor: ['next_cursor_param', 'next_cursor_id_param'],
  previousCursor: ['previous_cursor_param'],
  page: ['page_number_param'],
  offset: ['offset_count_param'],
  nextCursor: ['next_cursor_field'],
  nextUrl: ['cursor_url_field'],
  hasMore: ['has_next_page'],
  currentPage: ['current_page_number_field'],
  totalPages: ['total_page_count_field'],
  totalCount: ['offset_total_count_field'],
  offsetField: ['offset_count_start_field'],
};

function isMarked(role: Role, node: Node | boolean): boolean {
  const purpose = typeof node === 'boolean' ? undefined : pagingPurpose(node);
  return purpose !== undefined && purposes[role]?.includes(purpose) === true;
}

/** The parameter that plays a role: the one that is marked so, else one of a customary name. */
function paramFor(facts: PageFacts, role: Role): string | undefined {
  for (const { wire, located } of facts.query.values()) {
    const { schema } = located.value;
    if (isMarked(role, located.value) || (isNode(schema) && isMarked(role, schema))) return wire;
  }
  return best(role, [...facts.query.keys()]);
}

/** The field that plays a role: the one that is marked so; else at the top before within containers, the role's own order deciding between names. */
function field(facts: PageFacts, role: Role, type: PageField['type']): PageField | undefined {
  const said = facts.fields.find(({ schema, type: own }) => own === type && isMarked(role, schema.value));
  if (said) return said;
  const fitting = facts.fields.filter((found) => found.type === type && plays(role, found.path[found.path.length - 1] as string));
  const name = best(
    role,
    fitting.map(({ path }) => path[path.length - 1] as string),
  );
  const named = fitting.filter(({ path }) => path[path.length - 1] === name);
  return named.find(({ path }) => path.length === 1) ?? named[0];
}

function byCursor(facts: PageFacts): PagePlan | undefined {
  const cursor = paramFor(facts, 'cursor');
  if (cursor === undefined || facts.array) return undefined;
  const limit = paramFor(facts, 'limit');
  const hasMore = field(facts, 'hasMore', 'boolean');
  const next = field(facts, 'nextCursor', 'string') ?? field(facts, 'nextCursor', 'number');
  const previousCursor = paramFor(facts, 'previousCursor');
  const request = {
    cursor,
    ...(previousCursor === undefined ? {} : { previousCursor }),
    ...(limit === undefined ? {} : { limit }),
  };
  const names = [cursor, previousCursor, limit];
  const more = hasMore ? { hasMore: hasMore.path } : {};
  if (next && !isUrl(next))
    return start(
      facts,
      { kind: 'cursor', request, response: { nextCursor: next.path, ...more }, fields: present(next, hasMore) },
      names,
    );
  if (hasMore && itemHasId(facts))
    return start(facts, { kind: 'cursorId', request, response: { itemId: 'id', ...more }, fields: present(hasMore) }, names);
  return undefined;
}

const present = (...fields: readonly (PageField | undefined)[]): readonly PageField[] =>
  fields.filter((found) => found !== undefined);

function isUrl({ schema, path }: PageField): boolean {
  const { value } = schema;
  if (typeof value === 'boolean') return false;
  const name = path[path.length - 1] as string;
  return (
    value.format === 'uri' ||
    value.format === 'url' ||
    /ur[il]$|link$|href$/i.test(name) ||
    (plays('nextUrl', name) && typeof value.example === 'string' && /^(?:https?:)?\//.test(value.example))
  );
}

function itemHasId({ itemSchema: item }: PageFacts): boolean {
  return typeof item.value !== 'boolean';
}

function byUrl(facts: PageFacts): PagePlan | undefined {
  if (facts.array) return undefined;
  const paged =
    paramFor(facts, 'page') ??
    paramFor(facts, 'offset') ??
    paramFor(facts, 'cursor') ??
    paramFor(facts, 'limit');
  const next = facts.fields.find(
    (found) =>
      found.type === 'string' &&
      (isMarked('nextUrl', found.schema.value) || plays('nextUrl', found.path[found.path.length - 1] as string)) &&
      (isMarked('nextUrl', found.schema.value) ||
        isUrl(found) ||
        found.path[0] === 'links' ||
        found.path[0] === '_links' ||
        (found.path.length === 1 && found.path[0] === 'next' && paged !== undefined)),
  );
  if (!next || found0(next) === 'href') return undefined;
  const limit = paramFor(facts, 'limit');
  const total = field(facts, 'totalCount', 'number');
  return start(
    facts,
    {
      kind: 'cursorUrl',
      request: limit === undefined ? {} : { limit },
      response: { nextUrl: next.path, ...(total ? { totalCount: total.path } : {}) },
      fields: present(next, total),
    },
    [limit],
  );
}

const found0 = (found: PageField): string => found.path[0] as string;

/** The response says where the next page is by a `Link` header. */
function byLink(facts: PageFacts): PagePlan | undefined {
  const headers = childNode(facts.response, 'headers');
  if (!headers || !Object.keys(headers.value).some((name) => name.toLowerCase() === 'link')) return undefined;
  const total = field(facts, 'totalCount', 'number');
  return start(facts, { kind: 'linkHeader', response: total ? { totalCount: total.path } : {}, fields: present(total) }, []);
}

function byPage(facts: PageFacts): PagePlan | undefined {
  const page = paramFor(facts, 'page');
  if (page === undefined || !isNumber(facts, page)) return undefined;
  const limit = paramFor(facts, 'limit');
  const [current, total, count, more] = [
    field(facts, 'currentPage', 'number'),
    field(facts, 'totalPages', 'number'),
    field(facts, 'totalCount', 'number'),
    field(facts, 'hasMore', 'boolean'),
  ];
  const response = {
    ...(current ? { currentPage: current.path } : {}),
    ...(total ? { totalPages: total.path } : {}),
    ...(count ? { totalCount: count.path } : {}),
    ...(more ? { hasMore: more.path } : {}),
  };
  if (facts.array && limit === undefined) return undefined;
  return start(
    facts,
    {
      kind: 'pageNumber',
      request: { page, ...(limit === undefined ? {} : { limit }) },
      response,
      fields: present(current, total, count, more),
    },
    [page, limit],
  );
}

function byOffset(facts: PageFacts): PagePlan | undefined {
  const offset = paramFor(facts, 'offset');
  const limit = paramFor(facts, 'limit');
  if (offset === undefined || limit === undefined || !isNumber(facts, offset)) return undefined;
  const [at, count, more] = [
    field(facts, 'offsetField', 'number'),
    field(facts, 'totalCount', 'number'),
    field(facts, 'hasMore', 'boolean'),
  ];
  const response = {
    ...(at ? { offset: at.path } : {}),
    ...(count ? { totalCount: count.path } : {}),
    ...(more ? { hasMore: more.path } : {}),
  };
  return start(facts, { kind: 'offset', request: { offset, limit }, response, fields: present(at, count, more) }, [
    offset,
    limit,
  ]);
}

function isNumber(facts: PageFacts, wire: string): boolean {
  const schema = facts.query.get(wire)?.located.value.schema;
  if (typeof schema !== 'object' || schema === null) return true;
  const { type } = schema as Node;
  return (
    type === undefined ||
    type === 'integer' ||
    type === 'number' ||
    (Array.isArray(type) && type.some((name) => name === 'integer' || name === 'number'))
  );
}
