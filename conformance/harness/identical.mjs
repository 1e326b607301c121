// R48: all languages send the same requests for the same vectors.

function firstDifference(a, b) {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return at < 0 ? `line ${left.length}: nothing | ${right[left.length]}` : `line ${at}: ${left[at]} | ${right[at] ?? 'nothing'}`;
}

/** One result a language: its requests are compared, vector by vector, with those of the first language. */
export function compareRequests(results, languages) {
  const [first, ...others] = languages;
  const requestsOf = (language) => new Map(results.filter((result) => result.language === language && result.requests !== undefined).map(({ vector, requests }) => [vector.id, requests]));
  const wanted = requestsOf(first);
  const resultOf = (language) => {
    const own = requestsOf(language);
    const problems = [...wanted].filter(([id, text]) => own.has(id) && own.get(id) !== text).map(([id, text]) => `${id}: ${firstDifference(text, own.get(id))}`);
    return { vector: { id: 'R48 the same requests as in the first language', rule: 'R48', title: 'the same requests as in the first language' }, language, problems };
  };
  return wanted.size === 0 ? [] : [first, ...others].map(resultOf);
}
