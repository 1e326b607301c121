/** The part of a path template that is sent: a fragment only tells the paths of a document apart (`/#Action=List`). A query stays. */
export function sentPath(path: string): string {
  const end = path.includes('#') ? masked(path).indexOf('#') : -1;
  return end < 0 ? path : path.slice(0, end);
}

/** Whether a path template has a segment `.` or `..`, as it is or percent-encoded, which on its way would lead to another path. */
export function hasDotSegment(path: string): boolean {
  if (!path.includes('/.') && !path.includes('/%')) return false;
  const [before = ''] = masked(path).split(/[?#]/, 1);
  return before.split('/').some((segment) => /^(?:\.|%(?:25)*2e){1,2}$/i.test(segment));
}

/** The template with the names of its parameters made neutral, so that no character of theirs counts. */
const masked = (path: string): string => path.replace(/\{[^{}]*\}/g, (expression) => '_'.repeat(expression.length));
