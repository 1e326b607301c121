// Compares what was decoded with what was sent.
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** The same moment may be written in several ways: `.000Z` and `+00:00` are no difference. */
function sameText(given, expected) {
  if (given === expected) return true;
  return instant.test(given) && instant.test(expected) && Date.parse(given) === Date.parse(expected);
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What differs between two JSON values, one line a difference; nothing when they are equal. */
export function differences(given, expected, at = '$') {
  if (typeof given === 'string' && typeof expected === 'string' && sameText(given, expected)) return [];
  if (Array.isArray(given) && Array.isArray(expected) && given.length === expected.length) return expected.flatMap((one, index) => differences(given[index], one, `${at}[${index}]`));
  if (isObject(given) && isObject(expected)) {
    const keys = new Set([...Object.keys(given), ...Object.keys(expected)]);
    return [...keys].flatMap((key) => differences(given[key], expected[key], `${at}.${key}`));
  }
  return Object.is(given, expected) ? [] : [`${at}: given ${JSON.stringify(given)}, sent ${JSON.stringify(expected)}`];
}
