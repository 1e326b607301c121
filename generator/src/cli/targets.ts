import { join } from 'node:path';
import type { TargetRequest } from '../generate/options.js';
import { UsageError, type Args } from './args.js';
import { plural } from './count.js';

/** The targets that were named, each with its folder and package. */
export function targetsOf(args: Args): readonly TargetRequest[] | undefined {
  const names = args.texts('target').flatMap((text) => text.split(',').map((name) => name.trim()));
  const [outs, packages] = [args.texts('out'), args.texts('package')];
  if (names.length === 0) {
    if (outs.length > 0 || packages.length > 0) throw new UsageError(`--${outs.length === 0 ? 'package' : 'out'} needs --target.`);
    return undefined;
  }
  if (names.includes('')) throw new UsageError('--target names nothing between two commas.');
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new UsageError(`The target ${twice} is named twice.`);
  if (outs.length > 1 && outs.length !== names.length) throw new UsageError(`--out is given ${outs.length} times for ${plural(names.length, 'target')}: give one each, or one in which each target has a folder of its name.`);
  if (packages.length > 0 && packages.length !== names.length) throw new UsageError(`--package is given ${plural(packages.length, 'time')} for ${plural(names.length, 'target')}: give one each, or set \`package_name\` of each in sdkwright.yaml.`);
  return names.map((name, index) => {
    const out = outs.length === 1 && names.length > 1 ? join(outs[0] ?? '', name) : outs[index];
    const packageName = packages[index];
    return { name, ...(out === undefined ? {} : { out }), ...(packageName === undefined ? {} : { packageName }) };
  });
}
