import type { FormatConfig } from 'oxfmt';

/** Languages that a formatter is at hand for. */
export type FormatLanguage = 'typescript' | 'json' | 'markdown' | 'python';

/** A rendered text, and what it is. */
export interface Rendered {
  readonly path: string;
  readonly text: string;
  readonly language: FormatLanguage;
}

const options: FormatConfig = {
  printWidth: 110,
  singleQuote: true,
  embeddedLanguageFormatting: 'off',
  sortPackageJson: false,
  endOfLine: 'lf',
};

/** Formats a text on a native thread. A text that does not parse is a mistake of the target that rendered it, so it throws. */
export async function format({ path, text, language }: Rendered): Promise<string> {
  if (language === 'python') throw new Error(`${path}: there is no formatter for Python`);
  const oxfmt = await import('oxfmt');
  const { code, errors } = await oxfmt.format(path, text, language === 'json' ? { ...options, trailingComma: 'none' } : options);
  const error = errors.find(({ severity }) => severity === 'Error');
  if (error) throw new Error(`The generated file ${path} does not parse: ${error.message}${error.codeframe ?? ''}`);
  return code;
}
