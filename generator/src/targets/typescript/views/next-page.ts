import type { PageScheme } from '../../../ir/index.js';
import type { Imports } from '../../../kit/imports.js';
import { literal, memberAccess, propertyKey } from '../../../kit/literal.js';

/** Statements that tell the next page's request, or return null after the last page. */
export function nextPage(scheme: PageScheme, imports: Imports): string {
  const guard = lastPageGuard(scheme);
  switch (scheme.kind) {
    case 'cursor':
      return `${guard}${cursorText(scheme)}`;
    case 'cursorId':
      return `${guard}${cursorIdText(scheme)}`;
    case 'cursorUrl':
      return `${guard}const url = ${fieldAccess(scheme.response.nextUrl ?? [])};\nreturn url ? { url } : null;`;
    case 'linkHeader': {
      const next = imports.use({ module: 'core/page.js', name: 'nextLink', kind: 'value', space: 'Pages' });
      return `const url = ${next}(this.response.headers);\nreturn url ? { url } : null;`;
    }
    case 'pageNumber':
      return `${guard}${pageNumberText(scheme)}`;
    case 'offset':
      return `${guard}${offsetText(scheme)}`;
    case 'single':
      return 'return null;';
  }
}

const lastPageGuard = ({ response }: PageScheme): string =>
  response.hasMore === undefined ? '' : `if (${fieldAccess(response.hasMore)} === false) return null;\n`;

const patch = ({ paramLocation }: PageScheme, wire: string, value: string): string =>
  `{ ${paramLocation}: { ${propertyKey(wire)}: ${value} } }`;

function cursorText(scheme: PageScheme): string {
  const { response, headers, request } = scheme;
  const source =
    response.nextCursor === undefined
      ? `this.response.headers.get(${literal(headers.nextCursor ?? '')})`
      : fieldAccess(response.nextCursor);
  return `const cursor = ${source};\nreturn cursor ? ${patch(scheme, request.cursor ?? 'cursor', 'cursor')} : null;`;
}

function cursorIdText(scheme: PageScheme): string {
  const last = `this.getPaginatedItems().at(-1) as Record<string, unknown> | undefined`;
  const key = scheme.response.itemId ?? 'id';
  return `const last = ${last};\nconst cursor = last?.[${literal(key)}];\nreturn cursor ? ${patch(scheme, scheme.request.cursor ?? 'after', 'cursor')} : null;`;
}

function pageNumberText(scheme: PageScheme): string {
  const { response, headers, request } = scheme;
  const wire = request.page ?? 'page';
  const current =
    response.currentPage === undefined
      ? `Number(this.requested(${literal(wire)}) ?? 1)`
      : `Number(${fieldAccess(response.currentPage)} ?? 1)`;
  const total = response.totalPages === undefined ? headerNumber(headers.totalPages) : fieldAccess(response.totalPages);
  const stop =
    total === undefined
      ? 'if (this.getPaginatedItems().length === 0) return null;\n'
      : `const total = ${total};\nif (total == null ? this.getPaginatedItems().length === 0 : current >= Number(total)) return null;\n`;
  return `const current = ${current};\n${stop}return ${patch(scheme, wire, 'current + 1')};`;
}

function offsetText(scheme: PageScheme): string {
  const { response, headers, request } = scheme;
  const wire = request.offset ?? 'offset';
  const start =
    response.offset === undefined
      ? `Number(this.requested(${literal(wire)}) ?? 0)`
      : `Number(${fieldAccess(response.offset)} ?? 0)`;
  const total = response.totalCount === undefined ? headerNumber(headers.totalCount) : fieldAccess(response.totalCount);
  const stop = total === undefined ? '' : `const total = ${total};\nif (total != null && offset >= Number(total)) return null;\n`;
  return `const count = this.getPaginatedItems().length;\nif (count === 0) return null;\nconst offset = ${start} + count;\n${stop}return ${patch(scheme, wire, 'offset')};`;
}

const headerNumber = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : `Number(this.response.headers.get(${literal(name)}) ?? NaN) || undefined`;

/** Access along a path of property names: the first is a field of the page, the others may be missing. */
export function fieldAccess(path: readonly string[]): string {
  return path.reduce((text, name, index) => {
    const access = memberAccess(name);
    return text + (index === 0 ? access : access.startsWith('[') ? `?.${access}` : `?${access}`);
  }, 'this');
}
