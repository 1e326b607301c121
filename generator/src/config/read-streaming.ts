import type { EventRule } from './config.js';
import { defined, itemsOf, knownKeys, member, stringOf, wordOf, type Field } from './field.js';

/** Reads the rules for the events of all streams. */
export function readOnEvent(streaming: Field): readonly EventRule[] {
  knownKeys(streaming, ['on_event']);
  return readRules(member(streaming, 'on_event'));
}

/** Reads the ordered rules for the events of a stream. */
export function readRules(rules: Field): readonly EventRule[] {
  return itemsOf(rules).flatMap((item) => {
    knownKeys(item, ['data_starts_with', 'event_type', 'kind', 'handle', 'error_property', 'except', 'description']);
    const handle = wordOf(member(item, 'handle'), ['yield', 'done', 'error', 'continue']);
    const when = conditionOf(item);
    if (handle === undefined || handle === 'continue' || !when) return [];
    return [{ when, handle, ...defined({ errorProperty: stringOf(member(item, 'error_property')) }) }];
  });
}

function conditionOf(item: Field): EventRule['when'] | undefined {
  const prefix = stringOf(member(item, 'data_starts_with'));
  if (prefix !== undefined) return { kind: 'dataStartsWith', text: prefix };
  if (Object.hasOwn(item.value as object, 'event_type')) {
    const raw = (item.value as { readonly event_type: unknown }).event_type;
    const names = (Array.isArray(raw) ? raw : [raw]).filter(
      (name): name is string | null => name === null || typeof name === 'string',
    );
    return { kind: 'eventType', names };
  }
  return member(item, 'kind').value === 'fallthrough' ? { kind: 'fallthrough' } : undefined;
}
