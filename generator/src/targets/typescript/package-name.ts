const valid = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** A valid npm package name: the given one, or one made of its letters and the API's words. */
export function packageName(given: string, words: readonly string[]): string {
  if (valid.test(given) && given.length <= 214) return given;
  const cleaned = (given || words.join('-'))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return (cleaned === '' ? 'sdk' : cleaned).slice(0, 100);
}
