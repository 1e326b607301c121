import type { Source } from '../load/source.js';

type Table = Readonly<Record<string, unknown>>;

/** What a target may read of the configuration: the keys of `settings` and of `targets.<name>` as they are written, and `custom_casings`. */
export function settingsOf(config: Source | undefined, target: string): Table {
  const root = tableOf(config?.value);
  const { custom_casings } = root;
  return { ...tableOf(root.settings), ...tableOf(own(tableOf(root.targets), target)), ...(custom_casings === undefined ? {} : { custom_casings }) };
}

const own = (table: Table, key: string): unknown => (Object.hasOwn(table, key) ? table[key] : undefined);

const tableOf = (value: unknown): Table => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {});
