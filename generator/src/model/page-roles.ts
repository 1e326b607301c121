const folded = new Map<string, string>();

/** Names are compared without separators and case. */
function fold(name: string): string {
  let found = folded.get(name);
  if (found === undefined) {
    found = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    if (folded.size > 10_000) folded.clear();
    folded.set(name, found);
  }
  return found;
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/).map(fold));

/** Names that documents use for the roles of paging, in order of preference, in snake case. */
export const roles = {
  cursor: set(
    'cursor next_cursor page_cursor start_cursor after page_token next_page_token next_token pagination_token starting_after start_after starting_token continuation_token continue page[cursor] page[after] marker bookmark cursor_token next_key scroll_id exclusive_start_key',
  ),
  previousCursor: set('before ending_before previous_cursor prev_cursor end_before page[before]'),
  page: set('page page_number page_num page_no page_index page[number] current_page p pagenr'),
  offset: set('offset skip start start_index page[offset] first_result from_index start_at startindex'),
  limit: set(
    'limit per_page page_size page_limit max_results count size page[size] page[limit] top results_per_page maxresults num_results page_length items_per_page take rows',
  ),
  items: set(
    'data items results values value entries records list content contents rows objects resources elements nodes collection members hits docs result',
  ),
  nextCursor: set(
    'next_cursor next_page_token next_token next_page_cursor end_cursor last_id next_after continuation_token next_marker next_page_id next_bookmark next_starting_after next_start_after next_key scroll_id next_continuation_token cursor_next after page_token cursor next_page next last_evaluated_key continue',
  ),
  previousField: set('previous_cursor prev_cursor first_id before previous_page_token'),
  nextUrl: set('next_page_url next_url next_link next_page_uri next_page next odata_next_link odatanextlink href'),
  hasMore: set('has_more has_next has_next_page more has_more_items has_more_pages has_more_results is_more'),
  totalPages: set('total_pages page_count pages last_page num_pages total_page number_of_pages'),
  totalCount: set(
    'total_count total total_items total_results total_records total_size total_elements result_count count total_entries',
  ),
  currentPage: set('page current_page page_number page_num page_index'),
  offsetField: set('offset start start_index skip'),
  containers: set(
    'meta pagination paging page page_info links _links response_metadata metadata cursor cursors list_metadata paging_info next _meta',
  ),
} as const;

/** The place of each name in the order of its role. */
const ranked: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(roles).map(([role, names]) => [role, new Map([...names].map((name, rank) => [name, rank]))]),
);

/** Whether a name plays a role. */
export const plays = (role: keyof typeof roles, name: string): boolean => roles[role].has(fold(name));

/** The first name of a list that plays a role, by the order of the role's names. */
export function best(role: keyof typeof roles, names: readonly string[]): string | undefined {
  const ranks = ranked.get(role);
  let found: string | undefined;
  let least = Infinity;
  for (const name of names) {
    const rank = ranks?.get(fold(name));
    if (rank === undefined || rank >= least) continue;
    least = rank;
    found = name;
  }
  return found;
}
