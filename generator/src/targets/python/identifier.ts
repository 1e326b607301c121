import type { Name } from '../../ir/index.js';
import { toIdentifier } from '../../kit/identifier.js';

/** Keywords of Python, up to the newest version; soft keywords (`match`, `type`) may name anything. */
const keywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Whether a word may not name anything in Python. */
export const isKeyword = (word: string): boolean => keywords.has(word);

/** A Python identifier in snake case: never a keyword, never private, never with a digit at its head. */
export function toPythonName({ words, wire }: Name, prefix = 'n'): string {
  const made = publicName(toIdentifier(words.join('_'), wire).toLowerCase(), prefix);
  return keywords.has(made) ? `${made}_` : made;
}

/** Classes that every Python module sees, and names of `typing`: what a type of an SDK may not hide, as models look names up by themselves. */
const taken = new Set(
  (
    'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ' +
    'ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis ' +
    'EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit ' +
    'IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError ' +
    'MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError ' +
    'PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning ' +
    'StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError ' +
    'UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError ' +
    'Annotated Dict Generic Iterable List Literal Optional Tuple TypeVar Union'
  ).split(' '),
);

/** A class name for a type: one that hides nothing that models need. */
export function toTypeName(text: string, wire: string): string {
  const name = toClassName(text, wire);
  return taken.has(name) ? `${name}Model` : name;
}

/** A Python identifier for a class: the text as it is cased, never a keyword, never private. */
export function toClassName(text: string, wire: string): string {
  const made = publicName(toIdentifier(text, wire), 'X');
  const first = made.charAt(0);
  const upper = first === first.toUpperCase() ? made : first.toUpperCase() + made.slice(1);
  return keywords.has(upper) ? `${upper}_` : upper;
}

/** Names that begin with `_` are private to Python programs (and to pydantic), so another head stands before them. */
function publicName(name: string, prefix: string): string {
  const kept = name.replace(/^_+/, '');
  if (kept === '') return prefix;
  return kept === name ? name : /^\p{ID_Start}/u.test(kept) ? kept : `${prefix}${kept}`;
}

/** A module's name that can stand in an import statement: never a keyword, never with a digit at its head. */
export function moduleName(name: string): string {
  const safe = /^\d/.test(name) ? `n${name}` : name;
  return keywords.has(safe) ? `${safe}_` : safe;
}
