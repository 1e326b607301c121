import { describe, expect, it } from 'vitest';
import { isPlural, plural, singular, singularWords } from './inflect.js';
import { nameOf, splitWords } from './words.js';

describe('splitWords', () => {
  it.each([
    ['issue_comments', 'issue comments'],
    ['issue-comments', 'issue comments'],
    ['getHTTPUrl', 'get http url'],
    ['userIDs', 'user ids'],
    ['APIKeys', 'api keys'],
    ['HTTP', 'http'],
    ['projectsV2', 'projects v2'],
    ['OAuth2Token', 'o auth2 token'],
    ['foo.bar/baz', 'foo bar baz'],
    ['größeÄndern', 'größe ändern'],
    ['+1', 'plus 1'],
    ['-1', 'minus 1'],
    ['1', '1'],
    ['', 'empty'],
    ['*', 'star'],
    ['>=', 'gte'],
    ['🎉', 'u1f389'],
    ['__proto__', 'proto'],
    ['../../../tmp/x', 'tmp x'],
  ])('%s → %s', (text, words) => {
    expect(splitWords(text).join(' ')).toBe(words);
  });

  it('is never empty and stays bounded, whatever the name', () => {
    for (const text of ['   ', '\u0000', '---', 'a'.repeat(10_000), 'a_'.repeat(10_000), '\u202e', '{}', "'; DROP"]) {
      const words = splitWords(text);
      expect(words.length).toBeGreaterThan(0);
      expect(words.join('').length).toBeLessThan(2000);
      for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
    }
  });

  it('keeps the wire name', () => {
    expect(nameOf('X-GitHub-Api-Version').wire).toBe('X-GitHub-Api-Version');
  });
});

describe('inflection', () => {
  it.each([
    ['issues', 'issue'],
    ['repositories', 'repository'],
    ['analyses', 'analysis'],
    ['metadata', 'metadata'],
    ['statuses', 'status'],
    ['status', 'status'],
    ['sms', 'sms'],
    ['ids', 'id'],
    ['apis', 'api'],
    ['news', 'news'],
  ])('%s is one %s', (many, one) => {
    expect(singular(many)).toBe(one);
  });

  it('knows plurals, and makes the last word of a name singular', () => {
    expect(isPlural('labels')).toBe(true);
    expect(isPlural('settings')).toBe(true);
    expect(isPlural('speech')).toBe(false);
    expect(isPlural('metadata')).toBe(false);
    expect(plural('repository')).toBe('repositories');
    expect(singularWords(['fine', 'tuning', 'jobs'])).toEqual(['fine', 'tuning', 'job']);
  });
});
