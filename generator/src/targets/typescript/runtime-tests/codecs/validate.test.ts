import { describe, expect, it } from 'vitest';
import { APIResponseValidationError } from '../../runtime/core/error.js';
import { makeResponseChecker, type CheckTable, type CheckType, type Drift } from '../../runtime/core/validate.js';
import { connect, serve } from './server.js';

const types: CheckTable['types'] = {
  pet: { p: { id: 's', kind: '#kind' }, o: { age: 'i', weight: ['?', 'n'], friends: ['l', '#pet'], 'a/b~c': 'b' } },
  kind: { e: ['cat', 'dog'] },
  open: { e: ['x', 1], open: 1 },
  counts: { x: 'i' },
  named: { a: '#pet' },
  cat: { p: { type: ['=', 'cat'], lives: 'i' } },
  dog: { p: { type: ['=', 'dog'], name: 's' } },
  animal: { u: ['#cat', '#dog'], d: 'type', m: { cat: 0, dog: 1 } },
  loose: { u: ['s', ['l', 's'], '#dog'] },
  twin: { u: ['#cat', '#dog'] },
};

const drifts = (type: CheckType, value: unknown): string[] => {
  const all: Drift[] = [];
  makeResponseChecker({ ops: { 'GET /x': type }, types })({ onDrift: (drift) => all.push(drift) })('GET /x', value);
  return all.map(({ kind, pointer, actual }) => `${kind} ${pointer} ${actual}`);
};

describe('R41 drift', () => {
  it.each<[CheckType, unknown]>([
    ['s', ''],
    ['n', 1.5],
    ['n', 2n ** 70n],
    ['i', 2n ** 70n],
    ['b', false],
    ['*', undefined],
    [['?', 's'], null],
    [['l', 'i'], [1, 2]],
    [['m', 's'], { a: 'x' }],
    [['t', ['s', 'i'], 'b'], ['x', 1, true, false]],
    [['t', ['s', 'i']], ['x', 1]],
    ['#pet', { id: '1', kind: 'cat', unknown: { field: 1 } }],
    ['#named', { id: '1', kind: 'cat', weight: null, friends: [{ id: '2', kind: 'dog' }] }],
    ['#open', 'new'],
    ['#open', 2],
    ['#counts', { a: 1 }],
    ['#animal', { type: 'dog', name: 'Rex' }],
    ['#loose', 'x'],
    ['#loose', { type: 'dog', name: 'Rex', more: 1 }],
    ['#missing-declaration', 1],
  ])('R41 %j accepts %o', (type, value) => {
    expect(drifts(type, value)).toEqual([]);
  });

  it.each<[CheckType, unknown, string[]]>([
    ['s', 1, ['wrong-type  number']],
    ['i', 1.5, ['wrong-type  number']],
    ['s', null, ['wrong-type  null']],
    [['l', 's'], {}, ['wrong-type  object']],
    [['m', 'i'], { a: 'x', 'b/c': 1, 'd/e': '' }, ['wrong-type /a string', 'wrong-type /d~1e string']],
    [['t', ['s', 'i']], ['x', 'y', 1], ['wrong-type  3 items', 'wrong-type /1 string']],
    ['#pet', { id: 1, friends: [{ kind: 'cow', id: '' }], 'a/b~c': 0 }, [
      'wrong-type /id number',
      'missing-required-field /kind nothing',
      'unknown-enum-value /friends/0/kind "cow"',
      'wrong-type /a~1b~0c number',
    ]],
    ['#pet', [], ['wrong-type  array']],
    ['#kind', 3, ['wrong-type  number']],
    ['#open', true, ['wrong-type  boolean']],
    ['#counts', { a: '1' }, ['wrong-type /a string']],
    ['#animal', { type: 'cow' }, ['unknown-variant /type "cow"']],
    ['#animal', { type: 'constructor' }, ['unknown-variant /type "constructor"']],
    ['#animal', { type: 'dog' }, ['missing-required-field /name nothing']],
    ['#loose', { type: 'dog' }, ['missing-required-field /name nothing']],
    ['#loose', 1, ['unknown-variant  number']],
    ['#twin', { type: 'cow' }, ['unknown-variant  object']],
    [['=', 'a'], 'b', ['unknown-enum-value  "b"']],
  ])('R41 %j sees drift in %o', (type, value, expected) => {
    expect(drifts(type, value)).toEqual(expected);
  });

  it('R41 a changed list is told of at most twenty times, and other operations are not checked', () => {
    expect(drifts(['l', 's'], Array.from({ length: 1000 }, () => 1))).toHaveLength(20);
    const check = makeResponseChecker({ ops: {}, types: {} })({ mode: 'strict' });
    expect(() => check('GET /y', 1)).not.toThrow();
  });

  it('R41 over HTTP: observing never breaks a call, strict raises a typed error, a table can be text', async () => {
    const url = await serve((_, reply) => reply.setHeader('content-type', 'application/json').end('{"id":"1","kind":"cow","new":1}'));
    const checker = makeResponseChecker(JSON.stringify({ ops: { 'GET /pets/{id}': '#pet' }, types }));
    const seen: Drift[] = [];
    const call = (options: Parameters<typeof checker>[0]) =>
      connect(url, { checkResponses: checker(options) }).get('/pets/{id}', { pathParams: { id: 'a' } }).then((value) => value);
    const value = { id: '1', kind: 'cow', new: 1 };
    expect(await call({})).toEqual(value);
    const onDrift = (drift: Drift) => {
      seen.push(drift);
      throw new Error('from the hook');
    };
    expect(await call({ onDrift })).toEqual(value);
    expect(seen).toEqual([{ kind: 'unknown-enum-value', operation: 'GET /pets/{id}', pointer: '/kind', expected: 'one of "cat", "dog"', actual: '"cow"' }]);
    const error = await call({ mode: 'strict' }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(APIResponseValidationError);
    expect((error as Error).message).toContain("GET /pets/{id} is not what the API promised: unknown enum value at '/kind'");
    expect((error as APIResponseValidationError).body).toEqual(value);
  });
});
