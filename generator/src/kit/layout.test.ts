import { expect, test } from 'vitest';
import { layout } from './layout.js';

test('short code stays on its line', () => {
  expect(layout("client.models.retrieve('a', { limit: 2 })")).toBe("client.models.retrieve('a', { limit: 2 })");
});

test('the last object of a call is broken, and what is still too long within it', () => {
  const code = "client.chat.create('x', { model: 'a, {b', messages: [{ role: 'system', content: 'Refunds take five days, not {six}.' }, { role: 'user', content: 'How long?' }] })";
  expect(layout(code, 60)).toBe(`client.chat.create('x', {
  model: 'a, {b',
  messages: [
    {
      role: 'system',
      content: 'Refunds take five days, not {six}.',
    },
    { role: 'user', content: 'How long?' },
  ],
})`);
});

test('quotes in strings and a call without an object do not confuse it', () => {
  expect(layout("f('it\\'s (long', 'another long text that does not fit')", 30)).toBe("f(\n  'it\\'s (long',\n  'another long text that does not fit',\n)");
});
