import type { PageScheme, TypeRef } from '../../../ir/index.js';
import { docComment } from '../../../kit/comment.js';
import { makeImports } from '../../../kit/imports.js';
import { memberAccess, propertyKey } from '../../../kit/literal.js';
import type { ApiContext } from '../context.js';
import type { PageNames } from '../names.js';
import type { TypePlace } from '../types.js';
import { nextPage } from './next-page.js';

/** A page scheme: its parameters, its response and its class. */
export interface PageView {
  readonly name: string;
  readonly params: string;
  readonly response: string;
  readonly paramFields: readonly string[];
  readonly responseFields: readonly string[];
  /** Fields that the class declares, so that they are typed. */
  readonly classFields: readonly string[];
  /** ` implements CursorPageResponse<Item>`, or nothing where the class can't have all of its fields. */
  readonly heritage: string;
  readonly items: string;
  /** Statements of `nextPageRequestOptions`. */
  readonly next: string;
}

/** core/pagination.ts. */
export interface PaginationView {
  readonly header: string;
  readonly imports: string;
  readonly pages: readonly PageView[];
}

/** Members of AbstractPage, which no response field may hide. */
const pageMembers = new Set([
  'response',
  'requested',
  'getPaginatedItems',
  'nextPageRequestOptions',
  'hasNextPage',
  'getNextPage',
  'iterPages',
  'constructor',
  '__proto__',
  'then',
]);

/** The view of core/pagination.ts. */
export function paginationView(context: ApiContext, header: string): PaginationView {
  const module = 'core/pagination.js';
  const pageNames = [...context.names.pages.values()];
  const imports = makeImports(
    module,
    pageNames.flatMap(({ page, params, response }) => [page, params, response]),
  );
  const place: TypePlace = { imports, module, within: [], direction: 'output' };
  if (context.api.pages.length > 0) {
    imports.use({ module: 'core/page.js', name: 'AbstractPage', kind: 'value', space: 'Pages' });
    imports.use({ module: 'core/page.js', name: 'PageRequest', kind: 'type', space: 'Pages' });
  }
  const pages = context.api.pages.map((scheme) =>
    pageView(scheme, context.names.pages.get(scheme.id) as PageNames, place, context),
  );
  return { header, imports: imports.print(), pages };
}

function pageView(scheme: PageScheme, names: PageNames, place: TypePlace, { printer }: ApiContext): PageView {
  const array = place.imports.global('Array');
  const fields = pageFields(scheme, `${array}<Item>`);
  const typeOf = ({ type, ref }: Field): string => type ?? (ref === undefined ? 'unknown' : printer.text(ref, place));
  const member = (field: Field): string => `${propertyKey(field.key)}${field.optional ? '?' : ''}: ${typeOf(field)};`;
  const declared = fields.filter(({ key }) => !pageMembers.has(key));
  const bare = scheme.items.length === 0;
  return {
    name: names.page,
    params: names.params,
    response: names.response,
    paramFields: scheme.params.map(
      ({ name, type, docs }) =>
        `${docComment(docs)}${propertyKey(name.wire)}?: ${printer.text(type, { ...place, direction: 'input' })};`,
    ),
    responseFields: fields.map((field) => field.doc + member(field)),
    classFields: [...(bare ? [`declare items: ${array}<Item>;`] : []), ...declared.map((field) => `declare ${member(field)}`)],
    heritage: declared.length === fields.length && !bare ? ` implements ${names.response}<Item>` : '',
    items: bare ? 'this.items' : accessPath('this', scheme.items),
    next: nextPage(scheme, place.imports),
  };
}

interface Field {
  readonly key: string;
  readonly optional: boolean;
  readonly doc: string;
  readonly ref?: PageScheme['fields'][number]['type'];
  readonly type?: string;
}

/** The properties of a page: its items, those that the scheme names, and those that paging reads. */
function pageFields(scheme: PageScheme, array: string): readonly Field[] {
  const { items, fields } = scheme;
  const [top, ...below] = items;
  const roles = responseRoles(scheme);
  const own = fields
    .filter(({ name }) => name.wire !== top)
    .map(({ name, type, required, docs }): Field => {
      const read = isVague(type) ? roles.filter(({ path }) => path[0] === name.wire) : [];
      const text = read.length === 0 ? {} : { type: `${roleText(read, 1)}` };
      return { key: name.wire, optional: !required, doc: docComment(docs), ref: type, ...text };
    });
  const named = new Set([...own.map(({ key }) => key), ...(top === undefined ? [] : [top])]);
  const more = [...new Set(roles.map(({ path }) => path[0] as string))].filter((key) => !named.has(key) && items.length > 0);
  const read = more.map((key): Field => ({
    key,
    optional: true,
    doc: '',
    type: `${roleText(
      roles.filter(({ path }) => path[0] === key),
      1,
    )}`,
  }));
  if (top === undefined) return [...own, ...read];
  const inner = below.reduceRight((text, name) => `{ ${propertyKey(name)}: ${text} }`, array);
  return [{ key: top, optional: false, doc: '', type: inner }, ...own, ...read];
}

/** Whether a type says nothing of what is inside. */
const isVague = (type: TypeRef): boolean =>
  type.kind === 'unknown' || (type.kind === 'map' && isVague(type.value)) || (type.kind === 'nullable' && isVague(type.inner));

interface Role {
  readonly path: readonly string[];
  readonly type: string;
}

/** What paging reads of a response, and the types that it must have. */
function responseRoles({ response }: PageScheme): readonly Role[] {
  const { nextCursor, previousCursor, nextUrl, hasMore, currentPage, totalPages, totalCount, offset } = response;
  const text = [nextCursor, previousCursor, nextUrl].map((path) => ({ path, type: 'string | null' }));
  const numbers = [currentPage, totalPages, totalCount, offset].map((path) => ({ path, type: 'number | null' }));
  return [...text, ...numbers, { path: hasMore, type: 'boolean | null' }].flatMap(({ path, type }) =>
    path === undefined || path.length === 0 ? [] : [{ path, type }],
  );
}

/** The object type of what is read below one field. */
function roleText(roles: readonly Role[], depth: number): string {
  const leaf = roles.find(({ path }) => path.length === depth);
  if (leaf !== undefined) return leaf.type;
  const keys = [...new Set(roles.map(({ path }) => path[depth] as string))];
  const members = keys.map(
    (key) =>
      `${propertyKey(key)}?: ${roleText(
        roles.filter(({ path }) => path[depth] === key),
        depth + 1,
      )};`,
  );
  return `{ ${members.join(' ')} [key: string]: unknown }`;
}

/** Optional access along a path of property names. */
export const accessPath = (base: string, path: readonly string[]): string =>
  path.reduce((text, name, index) => text + (index === 0 ? memberAccess(name) : optionalAccess(name)), base);

const optionalAccess = (name: string): string => {
  const access = memberAccess(name);
  return access.startsWith('[') ? `?.${access}` : `?${access}`;
};
