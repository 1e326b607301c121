// The small language in which vectors say what they expect of one value.
import { isDeepStrictEqual } from 'node:util';

const show = (value) => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
};

const tests = {
  present: (value, wanted) => (value !== undefined && value !== null) === wanted,
  absent: (value, wanted) => (value === undefined || value === null) === wanted,
  matches: (value, pattern) => new RegExp(pattern, 's').test(String(value)),
  lacks: (value, pattern) => !new RegExp(pattern, 's').test(String(value)),
  min: (value, limit) => typeof value === 'number' && value >= limit,
  max: (value, limit) => typeof value === 'number' && value <= limit,
  one_of: (value, list) => list.some((one) => isDeepStrictEqual(one, value)),
  equals: (value, wanted) => isDeepStrictEqual(value, wanted),
  json: (value, wanted) => isDeepStrictEqual(parse(value), wanted),
  holds: (value, wanted) => Object.entries(wanted).every(([name, one]) => match(value?.[name], one, '').length === 0),
  length: (value, wanted) => value?.length === wanted,
};

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isTest = (wanted) => wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted) && Object.keys(wanted).length > 0 && Object.keys(wanted).every((key) => key in tests);

/** What is wrong with `value`, as sentences; empty when it is as wanted. */
export function match(value, wanted, where) {
  if (wanted === null) return value === undefined || value === null ? [] : [`${where} should be absent, but is ${show(value)}`];
  if (isTest(wanted)) {
    return Object.entries(wanted).filter(([key, limit]) => !tests[key](value, limit)).map(([key, limit]) => `${where} should be ${key} ${show(limit)}, but is ${show(value)}`);
  }
  return isDeepStrictEqual(value, wanted) ? [] : [`${where} should be ${show(wanted)}, but is ${show(value)}`];
}

/** Like `match`, for a number or `[min, max]`. */
export function matchNumber(value, wanted, where) {
  if (Array.isArray(wanted)) return value >= wanted[0] && value <= wanted[1] ? [] : [`${where} should be ${wanted[0]} to ${wanted[1]}, but is ${show(value)}`];
  return match(value, wanted, where);
}
