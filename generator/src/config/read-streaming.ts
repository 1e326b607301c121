import type { EventRule } from './config.js';
import { idle, idleKeys } from './idle.js';
import { defined, itemsOf, knownKeys, member, stringOf, wordOf, type Field } from './field.js';

/** Reads the rules for the events of all streams. */
export function readOnEvent(streaming: Field): readonly EventRule[] {
  knownKeys(streaming, ['on_event']);
  return readRules(member(streaming, 'on_event'));
}

/** Reads the ordered rules for the events of a stream. */
export function readRules(rules: Field): readonly EventRule[] {
  const found = itemsOf(rules).map((item) => [item, readRule(item)] as const);
  found.forEach(([item, rule], index) => rule && reportOvertaken(item, rule, overtaking(found, index)));
  return found.flatMap(([, rule]) => rule ?? []);
}
function readRule(item: Field): EventRule | undefined {
  knownKeys(item, ['data_starts_with', 'event_type', 'kind', 'handle', 'error_property', 'except', 'description']);
  idleKeys(item, { except: 'Name the events by `event_type`.' });
  const handle = wordOf(member(item, 'handle'), ['yield', 'done', 'error', 'continue']);
  const when = conditionOf(item);
  if (handle !== 'yield') idleKeys(item, { error_property: 'It tells errors among the events that are yielded; of an error event, the whole data is the body.' });
  if (handle !== undefined && when) reportIdle(item, handle, when);
  if (handle === undefined || handle === 'continue' || !when) return undefined;
  return { when, handle, ...defined({ errorProperty: stringOf(member(item, 'error_property')) }) };
}

type Found = readonly (readonly [Field, EventRule | undefined])[];

/** The texts of the rules before a rule that end streams, and those of the rules after it. */
function overtaking(found: Found, index: number): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const ends = found.map(([, rule]) => (rule?.handle === 'done' && rule.when.kind === 'dataStartsWith' ? rule.when.text : undefined));
  const texts = (some: readonly (string | undefined)[]): readonly string[] => some.filter((text) => text !== undefined);
  return { before: texts(ends.slice(0, index)), after: texts(ends.slice(index + 1)) };
}

/** Streams end by one text, whatever stands before it. */
function reportOvertaken(item: Field, { when, handle }: EventRule, { before, after }: ReturnType<typeof overtaking>): void {
  if (when.kind !== 'dataStartsWith') return;
  if (handle === 'done' && before.length > 0) idle(item, 'handle: done', 'The first `data_starts_with` that ends a stream counts.');
  const text = when.text;
  if (handle === 'yield' && after.some((end) => text.startsWith(end)))
    idle(item, 'handle: yield', 'A later rule ends the stream at this text, too: give that one a narrower text.');
}

/** What streams do: text that begins the last data ends them, and events of a name are errors; all else is yielded. */
function reportIdle(item: Field, handle: string, when: EventRule['when']): void {
  if (handle === 'yield' || (handle === 'done' && when.kind === 'dataStartsWith') || (handle === 'error' && when.kind === 'eventType')) return;
  const help =
    handle === 'continue'
      ? 'These events are yielded like the others; callers leave out those they do not need.'
      : handle === 'done'
        ? 'A stream ends by `data_starts_with`, or where its body ends.'
        : 'Errors are told by `event_type`.';
  idle(item, `handle: ${handle}`, help);
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
