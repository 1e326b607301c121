import type { PaginationConfig, PaginationField } from './config.js';
import { idleKeys } from './idle.js';
import { booleanOf, defined, finding, itemsOf, knownKeys, member, membersOf, stringOf, wordOf, type Field } from './field.js';

const types = ['cursor', 'cursor_id', 'cursor_url', 'page_number', 'offset', 'fake_page', 'link_header'] as const;

/** Reads the schemes of paging. */
export function readPagination(field: Field): readonly PaginationConfig[] {
  return itemsOf(field).flatMap((item) => schemeOf(item) ?? []);
}

function schemeOf(field: Field): PaginationConfig | undefined {
  knownKeys(field, [
    'name',
    'type',
    'description',
    'request',
    'response',
    'param_location',
    'is_top_level_array',
    'response_wrapper',
    'continue_on_empty_items',
    'metadata_in_headers',
  ]);
  idleKeys(field, {
    response_wrapper: 'Nest the fields under `properties` of the wrapper.',
    continue_on_empty_items: 'Give a field with the purpose `has_next_page`: a page without items ends a list unless it says otherwise.',
    metadata_in_headers: 'Name the header of each field by `from_header`.',
  });
  const name = stringOf(member(field, 'name'));
  const type = wordOf(member(field, 'type'), types);
  if (name === undefined || type === undefined) {
    if (name === undefined) finding(field, 'config/missing', { key: 'name' });
    else if (member(field, 'type').value === undefined) finding(field, 'config/missing', { key: 'type' });
    return undefined;
  }
  return {
    name,
    type,
    pointer: field.pointer,
    request: fieldsOf(member(field, 'request'), []),
    response: fieldsOf(member(field, 'response'), []),
    paramLocation: wordOf(member(field, 'param_location'), ['query', 'body']) ?? 'query',
    topLevelArray: booleanOf(member(field, 'is_top_level_array')) ?? topLevel(member(field, 'response')),
  };
}

/** Fields, and those nested in objects by their path. */
function fieldsOf(field: Field, above: readonly string[]): readonly PaginationField[] {
  return membersOf(field).flatMap(([name, item]) => {
    const path = [...above, name];
    const schema = (typeof item.value === 'object' && item.value !== null ? item.value : {}) as Readonly<Record<string, unknown>>;
    const own: PaginationField = { path, schema, ...propertyOf(member(item, 'x-stainless-pagination-property'), item) };
    const nested = member(item, 'properties');
    return [own, ...(nested.value === undefined ? [] : fieldsOf(nested, path))];
  });
}

function propertyOf(marker: Field, item: Field): { readonly purpose?: string; readonly header?: string } {
  const short = typeof marker.value === 'string' ? marker.value : undefined;
  const header = stringOf(member(marker, 'from_header')) ?? stringOf(member(item, 'from_header'));
  return defined({ purpose: short ?? stringOf(member(marker, 'purpose')) ?? stringOf(member(item, 'purpose')), header });
}

const topLevel = (response: Field): boolean =>
  membersOf(response).some(
    ([, item]) =>
      member(item, 'is_top_level_array').value === true ||
      member(member(item, 'x-stainless-pagination-property'), 'is_top_level_array').value === true,
  );
