import { shortHash } from './hash.js';

/** Names that Windows gives to devices. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A file or folder name made of letters, digits, `-` and `_` only: never empty, hidden, a device, or a way out of a folder. */
export function pathSegment(text: string, wire: string = text): string {
  const kept = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|(?<!-)-+$/g, '');
  const named =
    kept === '' || kept !== text.toLowerCase().replace(/^-+|(?<!-)-+$/g, '')
      ? `${kept === '' ? 'x' : kept}-${shortHash(wire).slice(0, 4)}`
      : kept;
  const cut = named.length <= 80 ? named : `${named.slice(0, 71)}-${shortHash(wire)}`;
  return devices.test(cut) ? `${cut}_` : cut;
}
