import { describe, expect, it } from 'vitest';
import { readArgs } from './args.js';
import { options } from './options.js';
import { targetsOf } from './targets.js';

const read = (line: string) => targetsOf(readArgs(line.split(' '), [options.target, options.out, options.package]));

describe('targets of a command line', () => {
  it('are one with its folder and package', () => {
    expect(read('-t typescript -o sdk -p @acme/sdk')).toEqual([{ name: 'typescript', out: 'sdk', packageName: '@acme/sdk' }]);
    expect(read('-t typescript')).toEqual([{ name: 'typescript' }]);
    expect(read('')).toBeUndefined();
  });

  it.each(['--target a --target b --out sdks', '--target a,b --out sdks', '-t a,b -o sdks/'])('%s: each gets a folder of its name', (line) => {
    expect(read(line)).toEqual([{ name: 'a', out: 'sdks/a' }, { name: 'b', out: 'sdks/b' }]);
  });

  it('get a folder and a package each, in their order', () => {
    expect(read('-t a -o x -p px -t b -o y -p py')).toEqual([{ name: 'a', out: 'x', packageName: 'px' }, { name: 'b', out: 'y', packageName: 'py' }]);
    expect(read('-t a,b')).toEqual([{ name: 'a' }, { name: 'b' }]);
  });

  it.each(['-t a,b -o x -o y -o z', '-t a,b -p p', '-t a -o x -o y', '-t a,a -o x', '-t a, -o x', '-o x', '-p x'])('%s is refused', (line) => expect(() => read(line)).toThrow());
});
