// Control characters but tab and newline, and what reorders or hides text: bidirectional controls, separators, zero-width marks.
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Makes text from a specification safe for a terminal: what could act on it is shown as `\u{1b}` instead. */
export const clean = (text: string): string => text.replace(unsafe, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`);

/** The same, on one line. */
export const cleanLine = (text: string): string => clean(text.replaceAll(/\s*\n\s*/g, ' '));
