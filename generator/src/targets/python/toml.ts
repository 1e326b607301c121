import { escapeUnsafe } from '../../kit/literal.js';

/** A TOML basic string whose value is the given text, without halves of surrogate pairs. */
export function toml(text: string): string {
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  const escaped = whole.replace(/\\/g, '\\\\').replace(/"/g, '\\"');
  return `"${escapeUnsafe(escaped)}"`;
}
