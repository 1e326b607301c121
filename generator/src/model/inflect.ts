import pluralize from 'pluralize';

/** Words that are the same in singular and plural: initialisms, and what npm `pluralize` would spoil. */
const unchanged: ReadonlySet<string> = new Set(
  `metadata sms dns aws tls https css js os ios gps rss sts kms rds ecs eks sns sqs vms mms iops cors ins alias status
    address access process progress business success class analysis basis canvas bonus corpus sas saas paas iaas ops
    devops always previous details tos sso pos cms crs bus gas lens`.split(/\s+/),
);
const initialismPlural = /^(?:[bcdfghjklmnpqrstvwxz]{2,4}|id|url|api|sdk|uri|vpc|ip|ai|ui|vm)s$/;

const singulars = new Map<string, string>();
const plurals = new Map<string, string>();

/** The singular of one word, as npm `pluralize` has it, except initialisms and `metadata`. */
export function singular(word: string): string {
  let found = singulars.get(word);
  if (found === undefined) {
    found = inflectable(word) ? pluralize.singular(word) : regular(word);
    if (singulars.size > 20_000) singulars.clear();
    singulars.set(word, found === '' ? word : found);
  }
  return found === '' ? word : found;
}

/** The plural of one word. */
export function plural(word: string): string {
  let found = plurals.get(word);
  if (found === undefined) {
    found = word === 'metadata' ? word : pluralize.plural(word);
    if (plurals.size > 20_000) plurals.clear();
    plurals.set(word, found);
  }
  return found;
}

function inflectable(word: string): boolean {
  return word.length <= 48 && !unchanged.has(word) && !initialismPlural.test(word);
}

function regular(word: string): string {
  return !unchanged.has(word) && initialismPlural.test(word) ? word.slice(0, -1) : word;
}

/** Whether a word reads as a plural (`issues`), and is not the same in singular (`news`, `status`). */
export function isPlural(word: string): boolean {
  return singular(word) !== word;
}

/** The words with the last one in singular: `fine_tuning_jobs` → fine, tuning, job. */
export function singularWords(words: readonly string[]): readonly string[] {
  const last = words[words.length - 1];
  if (last === undefined) return words;
  const one = singular(last);
  return one === last ? words : [...words.slice(0, -1), one];
}
