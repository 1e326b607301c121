import type { PageScheme } from '../../../ir/index.js';
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
const pageMembers = new Set(['response', 'requested', 'getPaginatedItems', 'nextPageRequestOptions', 'hasNextPage', 'getNextPage', 'iterPages', 'constructor', '__proto__', 'then']);

/** The view of core/pagination.ts. */
export function paginationView(context: ApiContext, header: string): PaginationView {
  const module = 'core/pagination.js';
  const pageNames = [...context.names.pages.values()];
  const imports = makeImports(module, pageNames.flatMap(({ page, params, response }) => [page, params, response]));
  const place: TypePlace = { imports, module, within: [], direction: 'output' };
  if (context.api.pages.length > 0) {
    imports.use({ module: 'core/page.js', name: 'AbstractPage', kind: 'value', space: 'Pages' });
    imports.use({ module: 'core/page.js', name: 'PageRequest', kind: 'type', space: 'Pages' });
  }
  const pages = context.api.pages.map((scheme) => pageView(scheme, context.names.pages.get(scheme.id) as PageNames, place, context));
  return { header, imports: imports.print(), pages };
}

function pageView(scheme: PageScheme, names: PageNames, place: TypePlace, { printer }: ApiContext): PageView {
  const array = place.imports.global('Array');
  const fields = pageFields(scheme);
  const typeOf = (field: Field): string => (field.ref === undefined ? (field.type ?? `${array}<Item>`) : printer.text(field.ref, place));
  const member = (field: Field): string => `${propertyKey(field.key)}${field.optional ? '?' : ''}: ${typeOf(field)};`;
  const declared = fields.filter(({ key }) => !pageMembers.has(key));
  const bare = scheme.items.length === 0;
  return {
    name: names.page,
    params: names.params,
    response: names.response,
    paramFields: scheme.params.map(({ name, type, docs }) => `${docComment(docs)}${propertyKey(name.wire)}?: ${printer.text(type, { ...place, direction: 'input' })};`),
    responseFields: fields.map((field) => field.doc + member(field)),
    classFields: [
      ...(bare ? [`declare items: ${array}<Item>;`] : []),
      ...declared.map((field) => `declare ${member(field)}`),
    ],
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

/** The properties of a page: those that the scheme names, and its items. */
function pageFields({ items, fields }: PageScheme): readonly Field[] {
  const [top, ...below] = items;
  const own = fields.filter(({ name }) => name.wire !== top).map(({ name, type, required, docs }): Field => ({ key: name.wire, optional: !required, doc: docComment(docs), ref: type }));
  if (top === undefined) return own;
  const array = below.length === 0 ? {} : { type: below.reduceRight((inner, name) => `{ ${propertyKey(name)}: ${inner} }`, 'Array<Item>') };
  return [{ key: top, optional: false, doc: '', ...array }, ...own];
}

/** Optional access along a path of property names. */
export const accessPath = (base: string, path: readonly string[]): string =>
  path.reduce((text, name, index) => text + (index === 0 ? memberAccess(name) : optionalAccess(name)), base);

const optionalAccess = (name: string): string => {
  const access = memberAccess(name);
  return access.startsWith('[') ? `?.${access}` : `?${access}`;
};
