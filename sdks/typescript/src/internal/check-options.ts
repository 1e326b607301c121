const isNumber = (value: unknown): value is number => typeof value === 'number';
const isFunction = (value: unknown): boolean => typeof value === 'function';
const from0 = (value: unknown): boolean => isNumber(value) && value >= 0;

/** What options of clients and calls may be: their names, the words for it, and the test. URLs are looked at where they are parsed. */
const RULES: readonly (readonly [RegExp, string, (value: unknown) => boolean])[] = [
  [/^(timeout|connectTimeout|deadline)$/, 'a positive number of milliseconds', (value) => from0(value) && value !== 0],
  [/^(i|eventI)dleTimeout$|^maxRetryDelay$/, 'a number of milliseconds', from0],
  [/^maxRetries$/, 'a whole number, 0 or more', (value) => from0(value) && !((value as number) % 1 > 0)],
  [/^max\w+Bytes$/, 'a number of bytes', from0],
  [/^(fetch|checkResponses)$/, 'a function', isFunction],
  [/^middleware$/, 'an array of functions', (value) => Array.isArray(value) && value.every(isFunction)],
  [/^logLevel$/, 'off, error, warn, info or debug', (value) => /^(off|error|warn|info|debug)$/.test(value as string)],
];

/**
 * Looks at the options of a client or a call; absent ones are right.
 * @throws TypeError that names the first wrong option, what is expected and what was given.
 */
export function checkOptions(options: unknown): void {
  if (typeof options !== 'object') throw new TypeError(`Expected an object of options but received a ${typeof options}`);
  for (const [name, value] of Object.entries(options as object)) {
    const rule = RULES.find(([names]) => names.test(name));
    if (value === undefined || !rule || rule[2](value)) continue;
    throw new TypeError(`\`${name}\` must be ${rule[1]} but is ${/object|function/.test(typeof value) ? `of type ${typeof value}` : `'${String(value)}'`}`);
  }
}
