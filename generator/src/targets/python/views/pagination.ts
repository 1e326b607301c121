import type { PageScheme } from '../../../ir/index.js';
import type { PythonContext } from '../context.js';
import { docsProse, docstring } from '../docstring.js';
import { toClassName, toPythonName } from '../identifier.js';
import { makeImports, runtimeModule } from '../imports.js';
import type { PythonImports } from '../imports.js';
import { layout } from '../layout.js';
import { literal } from '../literal.js';
import type { ModuleSource } from '../module-text.js';
import type { TypePlace } from '../types.js';

/** A class of a page, or of an object that holds its items. */
export interface PageClassView {
  readonly name: string;
  readonly bases: string;
  readonly doc: string;
  readonly fields: readonly string[];
  /** Statements of `_get_page_items`; empty for an object inside a page. */
  readonly items: string;
  readonly itemsType: string;
  /** Statements of `next_page_info`, indented. */
  readonly next: string;
  readonly isPage: boolean;
  readonly isList: boolean;
}

/** pagination.py. */
export interface PaginationView {
  readonly all: string;
  readonly classes: readonly PageClassView[];
}

/** The view of pagination.py. */
export function paginationView(context: PythonContext): ModuleSource {
  const { api, names } = context;
  const declared = [...names.pages.values()].flatMap((name) => [`Sync${name}`, `Async${name}`]);
  const imports = makeImports(['pagination'], new Set([...declared, '_T']));
  const all = layout(`__all__ = [${declared.map((name) => literal(name)).join(', ')}]`);
  if (api.pages.length > 0) for (const name of ['TypeVar', 'Optional'] as const) imports.typing(name);
  const classes = api.pages.flatMap((scheme) => classesOf(scheme, names.pages.get(scheme.id) ?? '', imports, context));
  const view: PaginationView = { all, classes };
  return { view, imports };
}

function classesOf(scheme: PageScheme, name: string, imports: PythonImports, context: PythonContext): readonly PageClassView[] {
  const place = placeIn(imports);
  const inner = innerClasses(scheme, name, imports);
  const fields = pageFields(scheme, inner.at(-1)?.name, { place, imports }, context);
  const doc = docstring(pageDocs[scheme.kind], 4);
  const page = (prefix: 'Sync' | 'Async'): PageClassView => ({
    name: `${prefix}${name}`,
    bases: `${imports.from('_core.pagination', `Base${prefix}Page`)}[_T]`,
    doc,
    fields: fields.texts,
    items: itemsText(scheme),
    itemsType: `${imports.typing('List')}[_T]`,
    next: nextPage(scheme, fields.attributes, imports),
    isPage: true,
    isList: scheme.items.length === 0,
  });
  return [...inner, page('Sync'), page('Async')];
}

const pageDocs: Readonly<Record<PageScheme['kind'], string>> = {
  cursor: 'A page that names the cursor of the next one.',
  cursorId: 'A page of which the last item is the cursor of the next one.',
  cursorUrl: 'A page that holds the address of the next one.',
  linkHeader: 'A page whose response names the address of the next one in its Link header.',
  pageNumber: 'A page that is asked for by its number.',
  offset: 'A page that is asked for by how many items come before it.',
  single: 'A list that comes in one page.',
};

function placeIn(imports: PythonImports): TypePlace {
  return {
    direction: 'output',
    annotated: false,
    refer: ({ module, name, exported }) => `${imports.types()}.${[...module.folder, ...(exported ? [] : [module.file]), name].join('.')}`,
    typing: (name) => imports.typing(name),
    plain: (name) => imports.plain(name),
    runtime: (name) => imports.from(runtimeModule(name), name),
  };
}

/** Objects between the page and its items, outermost last. */
function innerClasses({ items }: PageScheme, page: string, imports: PythonImports): readonly PageClassView[] {
  const made: PageClassView[] = [];
  for (let depth = items.length - 1; depth > 0; depth--) {
    const above = made.at(-1);
    const wire = items[depth] as string;
    const type = above === undefined ? `${imports.typing('List')}[_T]` : `${above.name}[_T]`;
    const name = `${page}${items.slice(0, depth).map((part) => toClassName(pascal(part), part)).join('')}`;
    made.push({
      name,
      bases: `${imports.from(runtimeModule('BaseModel'), 'BaseModel')}, ${imports.typing('Generic')}[_T]`,
      doc: '',
      fields: [fieldText(wire, `${imports.typing('Optional')}[${type}]`, '', imports)],
      items: '',
      itemsType: '',
      next: '',
      isPage: false,
      isList: false,
    });
  }
  return made;
}

const pascal = (wire: string): string => wire.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

interface PageFields {
  readonly texts: readonly string[];
  /** Attribute of each top-level property, by wire name. */
  readonly attributes: ReadonlyMap<string, string>;
}

interface FieldPlace {
  readonly place: TypePlace;
  readonly imports: PythonImports;
}

function pageFields(scheme: PageScheme, inner: string | undefined, { place, imports }: FieldPlace, { printer }: PythonContext): PageFields {
  const { items, fields, response } = scheme;
  const [top] = items;
  const list = `${imports.typing('List')}[_T]`;
  const optional = (text: string): string => (/^Optional\[|^object$/.test(text) ? text : `${imports.typing('Optional')}[${text}]`);
  const own = fields
    .filter(({ name }) => name.wire !== top)
    .map(({ name, type, docs }) => ({ wire: name.wire, type: optional(printer.text(type, place)), doc: docstring(docsProse(docs), 4) }));
  const known = new Set([...own.map(({ wire }) => wire), ...(top === undefined ? [] : [top])]);
  const read = items.length === 0 ? [] : roles(response).filter(({ path }) => path.length === 1 && !known.has(path[0] as string));
  const first = { wire: top ?? 'items', type: inner === undefined ? list : `${imports.typing('Optional')}[${inner}[_T]]`, doc: '' };
  const all = [first, ...own, ...read.map(({ path, type }) => ({ wire: path[0] as string, type: optional(typeText(type, place)), doc: '' }))];
  const seen = new Set<string>();
  const kept = all.filter(({ wire }) => !seen.has(wire) && seen.add(wire));
  return {
    texts: kept.map(({ wire, type, doc }) => fieldText(wire, type, doc, imports)),
    attributes: new Map(kept.map(({ wire }) => [wire, attribute(wire)])),
  };
}

/** Attributes of a page that it has from its base classes. */
const pageMembers = /^(copy|json|dict|schema|validate|construct|to_dict|to_json|has_next_page|get_next_page|next_page_info|iter_pages|model_.*)$/;

const attribute = (wire: string): string => {
  const name = toPythonName({ wire, words: wire.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '') });
  return pageMembers.test(name) ? `${name}_` : name;
};

function fieldText(wire: string, type: string, doc: string, imports: PythonImports): string {
  const name = attribute(wire);
  const isOptional = type.startsWith('Optional[') || type === 'object';
  const alias = name === wire ? '' : `alias=${literal(wire)}`;
  const value = alias === '' ? (isOptional ? ' = None' : '') : ` = ${imports.from('pydantic', 'Field')}(${alias}${isOptional ? ', default=None' : ''})`;
  return `${layout(`${name}: ${type}${value}`, 4)}${doc === '' ? '' : `\n    ${doc}`}`;
}

interface Role {
  readonly path: readonly string[];
  readonly type: 'str' | 'int' | 'bool';
}

const typeText = (type: Role['type'], place: TypePlace): string => place.plain(type);

function roles({ nextCursor, previousCursor, nextUrl, hasMore, currentPage, totalPages, totalCount, offset }: PageScheme['response']): readonly Role[] {
  const texts = [nextCursor, previousCursor, nextUrl].map((path) => ({ path, type: 'str' as const }));
  const numbers = [currentPage, totalPages, totalCount, offset].map((path) => ({ path, type: 'int' as const }));
  return [...texts, ...numbers, { path: hasMore, type: 'bool' as const }].flatMap(({ path, type }) => (path === undefined || path.length === 0 ? [] : [{ path, type }]));
}

function itemsText({ items }: PageScheme): string {
  const path = items.length === 0 ? ['items'] : items;
  return `return self._items(${path.map((wire) => literal(wire)).join(', ')})`;
}

/** Statements that tell the next page's request, or None after the last page. */
function nextPage(scheme: PageScheme, attributes: ReadonlyMap<string, string>, imports: PythonImports): string {
  if (scheme.kind === 'single') return 'return None';
  imports.from('_core.pagination', 'PageInfo');
  const { response, request, headers } = scheme;
  const value = (path: readonly string[]): string => {
    const name = path.length === 1 ? attributes.get(path[0] as string) : undefined;
    return name === undefined ? `self._value(${path.map((wire) => literal(wire)).join(', ')})` : `self.${name}`;
  };
  const header = (name: string): string => `self._response_header(${literal(name)})`;
  const patch = (wire: string, text: string): string => `PageInfo(${scheme.paramLocation}={${literal(wire)}: ${text}})`;
  const number = (path: readonly string[] | undefined, name: string | undefined): string | undefined =>
    path !== undefined ? `self._number(${value(path)})` : name === undefined ? undefined : `self._number(${header(name)})`;
  const guard = response.hasMore === undefined ? [] : [`if ${value(response.hasMore)} is False:`, '    return None'];
  const lines = ((): readonly string[] => {
    switch (scheme.kind) {
      case 'cursor':
        return [`cursor = ${response.nextCursor === undefined ? header(headers.nextCursor ?? '') : value(response.nextCursor)}`, `return ${patch(request.cursor ?? 'cursor', 'cursor')} if cursor else None`];
      case 'cursorId':
        return [`cursor = self._last_item_value(${literal(response.itemId ?? 'id')})`, `return ${patch(request.cursor ?? 'after', 'cursor')} if cursor else None`];
      case 'cursorUrl':
        return [`url = ${value(response.nextUrl ?? [])}`, 'return PageInfo(url=str(url)) if url else None'];
      case 'linkHeader':
        return ['url = self._next_link()', 'return PageInfo(url=url) if url else None'];
      case 'pageNumber': {
        const wire = request.page ?? 'page';
        const total = number(response.totalPages, headers.totalPages);
        const current = response.currentPage === undefined ? `self._number(self._requested(${literal(wire)}), 1)` : `self._number(${value(response.currentPage)}, 1)`;
        const empty = ['if not self._get_page_items():', '    return None'];
        const stop = total === undefined ? empty : [`total = ${total}`, 'if not self._get_page_items() if total is None else current >= total:', '    return None'];
        return [`current = ${current}`, ...stop, `return ${patch(wire, 'current + 1')}`];
      }
      case 'offset': {
        const wire = request.offset ?? 'offset';
        const start = response.offset === undefined ? `self._number(self._requested(${literal(wire)}), 0)` : `self._number(${value(response.offset)}, 0)`;
        const total = number(response.totalCount, headers.totalCount);
        const stop = total === undefined ? [] : [`total = ${total}`, 'if total is not None and offset >= total:', '    return None'];
        return ['count = len(self._get_page_items())', 'if count == 0:', '    return None', `offset = ${start} + count`, ...stop, `return ${patch(wire, 'offset')}`];
      }
    }
  })();
  return [...guard, ...lines].map((line) => `        ${layout(line, 8)}`).join('\n').trimStart();
}

