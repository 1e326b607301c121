import { finding, member, type Field } from './field.js';

/** Keys that are known from other configurations but change nothing here, with what to do instead. */
export type Hints = Readonly<Record<string, string>>;

/** Reports the keys of an object that are understood but not applied. */
export function idleKeys(field: Field, hints: Hints): void {
  for (const key of Object.keys(hints)) {
    const at = member(field, key);
    if (at.value !== undefined && at.value !== false) idle(at, key, hints[key] as string);
  }
}

/** Reports one thing that is not applied. */
export function idle(field: Field, key: string, help: string): void {
  finding(field, 'config/idle', { key, help });
}

/** Reports the keys of an object that are about other tools: mock servers, other languages' generators, hosted services. */
export function foreignKeys(field: Field, keys: readonly string[]): void {
  for (const key of keys) {
    const at = member(field, key);
    if (at.value !== undefined) finding(at, 'config/foreign', { key });
  }
}
