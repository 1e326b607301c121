import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.env['SDKWRIGHT_MATERIAL'];

/** Published test vectors below the folder that SDKWRIGHT_MATERIAL names, or undefined where it names none. */
export function material<Data>(path: string): Data | undefined {
  return root ? (JSON.parse(readFileSync(join(root, 'vectors', path), 'utf8')) as Data) : undefined;
}
