/** Words that are written in capitals as a whole wherever capitals are used. */
const initialisms = new Set(
  (
    'acl ai api ascii cpu css csv dns eof gpu guid html http https id ip json jwt llm os pdf qps ram rpc sdk sla smtp sql ssh ' +
    'ssl sso tcp tls ttl udp ui uid uri url utf8 uuid vm xml xss'
  ).split(' '),
);

/** Names that have a spelling of their own. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['openai', 'OpenAI'],
  ['oauth', 'OAuth'],
  ['github', 'GitHub'],
]);

/** Writes the words of names in the cases of a language. */
export interface Casing {
  readonly pascal: (words: readonly string[]) => string;
  readonly camel: (words: readonly string[]) => string;
  readonly kebab: (words: readonly string[]) => string;
  readonly snake: (words: readonly string[]) => string;
  readonly constant: (words: readonly string[]) => string;
}

const capital = (word: string): string => {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
};

/** Makes the casing of an API; `custom` maps a word in lower case to its spelling (`openai` → `OpenAI`). */
export function makeCasing(custom: ReadonlyMap<string, string> = new Map()): Casing {
  const known = new Map<string, string>();
  const spell = (word: string): string => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const made = custom.get(word) ?? spellings.get(word) ?? spellPlain(word);
    known.set(word, made);
    return made;
  };
  const pascal = (words: readonly string[]): string => words.map(spell).join('');
  return {
    pascal,
    camel: ([first = '', ...rest]) => first.toLowerCase() + pascal(rest),
    kebab: (words) => words.join('-'),
    snake: (words) => words.join('_'),
    constant: (words) => words.join('_').toUpperCase(),
  };
}

function spellPlain(word: string): string {
  if (initialisms.has(word)) return word.toUpperCase();
  if (word.endsWith('s') && initialisms.has(word.slice(0, -1)) && word !== 'os') return `${word.slice(0, -1).toUpperCase()}s`;
  return capital(word);
}

/** Reads `custom_casings` of a configuration: a list of spellings, or a map from word to spelling. */
export function readCustomCasings(value: unknown): ReadonlyMap<string, string> {
  const entries = Array.isArray(value) ? value.flatMap(spellingsOf) : spellingsOf(value);
  return new Map(entries.map(([word, spelling]) => [word.toLowerCase(), spelling]));
}

function spellingsOf(value: unknown): (readonly [string, string])[] {
  if (typeof value === 'string') return [[value, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([word, spelling]) => (typeof spelling === 'string' ? [[word, spelling] as const] : []));
}
