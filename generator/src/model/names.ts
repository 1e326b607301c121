import type { Name, TypeId } from '../ir/index.js';
import { wordKey } from './words.js';

/** Hands out names and ids that are unique; who comes first keeps the plain one. */
export interface Names {
  /** A name that is unique among the declarations of one home and parent. */
  declare(home: string, parent: TypeId | undefined, name: Name): Name;
  /** An id that no declaration has yet. */
  id(wanted: TypeId): TypeId;
}

/** Starts with nothing taken. */
export function makeNames(): Names {
  const tops = new Map<string, Taken>();
  const inner = new Map<TypeId, Taken>();
  const ids = new Map<TypeId, number>();
  return {
    declare(home, parent, name) {
      const scopes = parent === undefined ? tops : inner;
      const key = parent ?? home;
      let taken = scopes.get(key);
      if (!taken) scopes.set(key, (taken = new Map()));
      return unique(taken, name);
    },
    id(wanted) {
      const count = ids.get(wanted);
      if (count === undefined) {
        ids.set(wanted, 2);
        return wanted;
      }
      let next = count;
      while (ids.has(`${wanted}~${next}`)) next += 1;
      ids.set(wanted, next + 1);
      const id = `${wanted}~${next}`;
      ids.set(id, 2);
      return id;
    },
  };
}

/** Words that are taken, with the next number to try for each. */
export type Taken = Map<string, number>;

/** The name, or the name with the first number that makes its words unique; the words are then taken. */
export function unique(taken: Taken, name: Name): Name {
  const key = wordKey(name.words);
  const count = taken.get(key);
  if (count === undefined) {
    taken.set(key, 2);
    return name;
  }
  let next = count;
  while (taken.has(`${key}_${next}`)) next += 1;
  taken.set(key, next + 1);
  taken.set(`${key}_${next}`, 2);
  return { wire: name.wire, words: [...name.words, String(next)] };
}
