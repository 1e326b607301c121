import { describe, expect, it } from 'vitest';
import { closest, suggestion } from './closest.js';

describe('closest', () => {
  it('finds the nearest name, if one is near; a swap of neighbours is one slip', () => {
    expect(closest('genrate', ['generate', 'check'])).toBe('generate');
    expect(closest('strcit', ['strict', 'spec'])).toBe('strict');
    expect(closest('ca', ['ac', 'zz'])).toBe('ac');
    expect(closest('frobnicate', ['generate', 'check'])).toBeUndefined();
  });

  it('names the nearest, or lists what there is', () => {
    expect(suggestion('Ordr', ['Order', 'Item'])).toBe('Did you mean `Order`?');
    expect(suggestion('Zebra', ['Order', 'Item'])).toBe('There is: Order, Item.');
    expect(suggestion('Zebra', [])).toBe('There is none to choose from.');
  });
});
