import { suggestion } from '../diagnostics/closest.js';
import type { MethodConfig, PaginationConfig, PaginationField } from '../config/config.js';
import type { Name, PageScheme, TypeRef } from '../ir/index.js';
import type { Located, Node } from '../resolve/openapi.js';
import { docsOf, noDocs, type Context } from './context.js';
import { configNote } from './configured.js';
import { pageFields, core, itemSchema, type PageField } from './page-shape.js';
import { detectPaging, pageFacts, type PageFacts, type PagePlan } from './page-detect.js';
import type { RawBody } from './body.js';
import type { Endpoint } from './endpoints.js';
import type { RawParam } from './params.js';
import { unique, type Taken } from './names.js';
import { typeOf } from './types.js';
import { nameFrom, nameOf, splitWords } from './words.js';
import { plays } from './page-roles.js';
import { extensibleValues, types } from '../resolve/schema.js';

/** The schemes that an API turns out to use, in the order of their first use. */
export interface Schemes {
  readonly list: PageScheme[];
  readonly byKey: Map<string, PageScheme>;
  readonly taken: Taken;
}

/** Starts with no scheme. */
export const makeSchemes = (): Schemes => ({ list: [], byKey: new Map(), taken: new Map() });

/** What an operation's paging is found from. */
export interface PageInput {
  readonly endpoint: Endpoint;
  readonly raws: readonly RawParam[];
  readonly body?: RawBody | undefined;
  readonly config?: MethodConfig | undefined;
}

/** How an operation pages: by a scheme of the configuration, or else by a standard one; undefined when it does not. */
export function planPaging(ctx: Context, { endpoint, raws, body, config }: PageInput): PagePlan | undefined {
  if (config?.paginated === false) return undefined;
  const { pagination } = ctx.config;
  if (!pagination && endpoint.method !== 'get') return undefined;
  const facts = pageFacts(ctx, endpoint, raws);
  if (!pagination) return facts && detectPaging(facts);
  if (typeof config?.paginated === 'string') {
    const scheme = pagination.find(({ name }) => name === config.paginated);
    if (!scheme) {
      configNote(
        ctx,
        'config/no-scheme',
        {
          what: 'pagination scheme',
          name: config.paginated,
          help: suggestion(
            config.paginated,
            pagination.map(({ name }) => name),
          ),
        },
        config.pointer,
      );
      return undefined;
    }
    return facts && configuredPlan(ctx, scheme, facts, raws);
  }
  const scheme = facts && pagination.find((candidate) => fits(candidate, facts, namesOf(raws, body)));
  return scheme && facts ? configuredPlan(ctx, scheme, facts, raws) : undefined;
}

function namesOf(
  raws: readonly RawParam[],
  body: RawBody | undefined,
): { readonly query: ReadonlySet<string>; readonly body: ReadonlySet<string> } {
  return {
    query: new Set(raws.filter((raw) => raw.in === 'query').map(({ wire }) => wire)),
    body: new Set(body?.object?.shape.properties.keys() ?? []),
  };
}

/** A scheme fits when all of its request names are among the parameters and all of its response names in the response. */
function fits(scheme: PaginationConfig, facts: PageFacts, names: ReturnType<typeof namesOf>): boolean {
  const params = scheme.paramLocation === 'body' ? names.body : names.query;
  if (!scheme.request.every(({ path }) => params.has(path[0] as string))) return false;
  if (scheme.topLevelArray) return facts.array;
  if (facts.array) return false;
  const fields = new Set(facts.fields.map(({ path }) => path.join('\n')));
  const top = new Set(facts.fields.map(({ path }) => path[0]));
  return scheme.response
    .filter(({ header }) => header === undefined)
    .every(({ path }) =>
      path.length <= 2 ? fields.has(path.join('\n')) || (path.length > 1 && top.has(path[0])) : top.has(path[0]),
    );
}

const kinds = {
  cursor: 'cursor',
  cursor_id: 'cursorId',
  cursor_url: 'cursorUrl',
  page_number: 'pageNumber',
  offset: 'offset',
  fake_page: 'single',
  link_header: 'linkHeader',
} as const;

function configuredPlan(
  ctx: Context,
  scheme: PaginationConfig,
  facts: PageFacts,
  raws: readonly RawParam[],
): PagePlan | undefined {
  const items = itemsPath(scheme);
  const field = facts.fields.find(({ path }) => path.join('\n') === items.join('\n'));
  const item =
    items.length === 0 ? facts.itemSchema : ((field && itemSchema(ctx, field.schema)) ?? nestedItem(ctx, facts, items));
  if (!item) return undefined;
  const wanted = new Set(scheme.request.map(({ path }) => path[0]));
  return {
    kind: scheme.type === 'cursor' && purposed(scheme.response, 'cursor_item_id') ? 'cursorId' : kinds[scheme.type],
    scheme: scheme.name,
    items,
    itemSchema: item,
    request: requestRoles(scheme),
    response: responseRoles(scheme),
    headers: headerRoles(scheme),
    fields: facts.fields.filter(
      ({ path }) => path.length === 1 && scheme.response.some((known) => known.path[0] === path[0]) && path[0] !== items[0],
    ),
    params: raws.filter((raw) => raw.in === 'query' && wanted.has(raw.wire)),
    paramLocation: scheme.paramLocation,
  };
}

function nestedItem(ctx: Context, facts: PageFacts, items: readonly string[]): ReturnType<typeof itemSchema> {
  let fields: readonly PageField[] = facts.fields.filter(({ path }) => path.length === 1);
  let found: PageField | undefined;
  for (const key of items) {
    found = fields.find(({ path }) => path[path.length - 1] === key);
    const target: Located<Node> | undefined = found && core(ctx, found.schema);
    fields = target ? pageFields(ctx, target) : [];
  }
  return found && itemSchema(ctx, found.schema);
}

const purposed = (fields: readonly PaginationField[], purpose: string): PaginationField | undefined =>
  fields.find((field) => field.purpose === purpose);

function itemsPath(scheme: PaginationConfig): readonly string[] {
  if (scheme.topLevelArray) return [];
  const marked = purposed(scheme.response, 'items') ?? scheme.response.find(({ schema }) => schema.type === 'array');
  return marked?.path ?? [];
}

function requestRoles({ type, request }: PaginationConfig): PageScheme['request'] {
  const role = (purpose: string, fallback: (name: string) => boolean): string | undefined =>
    (purposed(request, purpose) ?? request.find((field) => field.purpose === undefined && fallback(field.path[0] as string)))
      ?.path[0];
  const cursorLike = type === 'cursor' || type === 'cursor_id' || type === 'cursor_url';
  const cursor = cursorLike
    ? (role('next_cursor_param', () => false) ?? role('next_cursor_id_param', (name) => plays('cursor', name)))
    : undefined;
  const previousCursor = cursorLike ? role('previous_cursor_param', () => false) : undefined;
  const page =
    type === 'page_number' || type === 'link_header' ? role('page_number_param', (name) => plays('page', name)) : undefined;
  const offset = type === 'offset' ? role('offset_count_param', (name) => plays('offset', name)) : undefined;
  const limit = request.find(({ path, purpose }) => purpose === undefined && plays('limit', path[0] as string))?.path[0];
  return {
    ...some('cursor', cursor),
    ...some('previousCursor', previousCursor),
    ...some('page', page),
    ...some('offset', offset),
    ...some('limit', limit),
  };
}

const some = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });

const responsePurposes = {
  nextCursor: ['next_cursor_field'],
  previousCursor: ['previous_cursor_field'],
  nextUrl: ['cursor_url_field'],
  hasMore: ['has_next_page'],
  currentPage: ['current_page_number_field'],
  totalPages: ['total_page_count_field'],
  totalCount: ['offset_total_count_field'],
  offset: ['offset_count_start_field'],
} as const;

function responseRoles({ response, type }: PaginationConfig): PageScheme['response'] {
  const found: Record<string, readonly string[]> = {};
  const body = response.filter(({ header }) => header === undefined);
  for (const [role, purposes] of Object.entries(responsePurposes)) {
    const field = body.find(({ purpose }) => purpose !== undefined && (purposes as readonly string[]).includes(purpose));
    if (field) found[role] = field.path;
  }
  found.hasMore ??= body.find(
    ({ path, purpose, schema }) =>
      purpose === undefined && schema.type === 'boolean' && plays('hasMore', path[path.length - 1] as string),
  )?.path as readonly string[];
  if (found.hasMore === undefined) delete found.hasMore;
  const id = purposed(response, 'cursor_item_id')?.path.at(-1) ?? (type === 'cursor_id' ? 'id' : undefined);
  return { ...found, ...some('itemId', id) };
}

function headerRoles({ response }: PaginationConfig): PageScheme['headers'] {
  const at = (...purposes: readonly string[]): string | undefined =>
    response.find(({ header, purpose }) => header !== undefined && purpose !== undefined && purposes.includes(purpose))?.header;
  return {
    ...some('nextCursor', at('next_cursor_field', 'cursor_url_field')),
    ...some('totalPages', at('total_page_count_field')),
    ...some('totalCount', at('offset_total_count_field')),
  };
}

/** The scheme of a plan: the one that another operation uses already, or a new one. */
export function schemeOf(ctx: Context, schemes: Schemes, plan: PagePlan): PageScheme {
  const { kind, items, request, response, headers, paramLocation } = plan;
  const { previousCursor: _previous, ...asked } = request;
  const key = plan.scheme ?? JSON.stringify([kind, items, asked, response]);
  const known = schemes.byKey.get(key);
  if (known) return known;
  const name = unique(schemes.taken, plan.scheme === undefined ? standardName(plan, schemes.taken) : nameOf(plan.scheme));
  const id = name.words.join('_');
  const scheme: PageScheme = {
    id,
    name,
    ...(isNamedForItems(plan, name) ? { namedForItems: true } : {}),
    kind,
    paramLocation,
    items,
    request,
    response,
    headers,
    fields: fieldsOf(ctx, plan),
    params: plan.params.map((raw) => ({
      name: nameOf(raw.wire),
      type: plainType(ctx, raw.located.value.schema === undefined ? undefined : raw.located, 'schema'),
      docs: docsOf(raw.located.value),
    })),
  };
  schemes.byKey.set(key, scheme);
  schemes.list.push(scheme);
  return scheme;
}

const bases: Readonly<Record<PageScheme['kind'], readonly string[]>> = {
  cursor: ['cursor', 'page'],
  cursorId: ['cursor', 'id', 'page'],
  cursorUrl: ['cursor', 'url', 'page'],
  pageNumber: ['page', 'number', 'page'],
  offset: ['offset', 'page'],
  linkHeader: ['link', 'page'],
  single: ['single', 'page'],
};

function isNamedForItems({ items, scheme }: PagePlan, { words }: Name): boolean {
  const last = items[items.length - 1];
  if (scheme !== undefined || last === undefined || plays('items', last)) return false;
  return splitWords(last).every((word, index) => words[index] === word);
}

/** `CursorPage`, `RepositoriesLinkPage`: by kind, and by the array's name where that is no customary one. */
function standardName({ kind, items, request, response }: PagePlan, taken: Taken): Name {
  const last = items[items.length - 1];
  const base = bases[kind];
  const named = last === undefined ? base : [...splitWords(last), ...base];
  const next = response.nextCursor?.at(-1) ?? response.nextUrl?.at(-1);
  const param = request.cursor ?? request.page ?? request.offset;
  const choices = [
    last === undefined || plays('items', last) ? base : named,
    named,
    ...[next, param].flatMap((wire) => (wire === undefined ? [] : [[...splitWords(wire), ...base]])),
  ];
  return nameFrom(choices.find((words) => !taken.has(words.join('_'))) ?? named);
}

function fieldsOf(ctx: Context, plan: PagePlan): PageScheme['fields'] {
  const seen = new Set<string>();
  const found: PageScheme['fields'][number][] = [];
  for (const field of plan.fields) {
    const wire = field.path[0] as string;
    if (seen.has(wire) || wire === plan.items[0]) continue;
    seen.add(wire);
    const type: TypeRef =
      field.path.length > 1
        ? { kind: 'map', value: { kind: 'unknown' } }
        : plainType(ctx, { ...field.schema, value: { schema: field.schema.value } }, 'schema');
    found.push({
      name: nameOf(wire),
      type,
      required: field.required && field.path.length === 1,
      docs: typeof field.schema.value === 'boolean' ? noDocs : docsOf(field.schema.value),
    });
  }
  return found;
}

/** The type of a field of a page class, which has no declarations of its own: scalars as they are, the rest unknown. */
function plainType(ctx: Context, holder: Located<Node> | undefined, key: 'schema'): TypeRef {
  const schema = holder?.value[key];
  if (!holder || typeof schema !== 'object' || schema === null) return { kind: 'unknown' };
  const located: Located<Node> = { ...holder, value: schema as Node };
  const target = core(ctx, located);
  if (!target) return { kind: 'unknown' };
  const declared = types(target.value).filter((type) => type !== 'null');
  const scalar =
    declared.length === 1 &&
    declared[0] !== 'object' &&
    declared[0] !== 'array' &&
    target.value.enum === undefined &&
    target.value.const === undefined &&
    extensibleValues(target.value) === undefined;
  if (!scalar) return declared[0] === 'object' ? { kind: 'map', value: { kind: 'unknown' } } : { kind: 'unknown' };
  const type = typeOf(ctx, target, { owner: { id: '', home: '$shared', scope: { memo: new Map() } }, name: nameFrom(['field']) });
  const nullable = target.value !== ctx.openapi.deref(located)?.value;
  return nullable && type.kind !== 'nullable' ? { kind: 'nullable', inner: type } : type;
}
