import crypto, { createHash } from 'node:crypto';

/** SHA-256 of bytes or of a text in UTF-8, in lower-case hexadecimal digits. */
export const sha256 = (data: Uint8Array | string): string => hashOnce?.('sha256', data) ?? createHash('sha256').update(data).digest('hex');

/** Hashes in one step what is small; the first versions of Node 20 have no such function. */
const hashOnce = (crypto as { hash?: (algorithm: string, data: Uint8Array | string) => string }).hash;

/** Whether bytes are what was hashed; a checkout that turned line ends into CRLF changes nothing. */
export function matches(bytes: Uint8Array, hash: string): boolean {
  if (sha256(bytes) === hash) return true;
  if (!bytes.includes(13)) return false;
  const unixText = Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n');
  return sha256(Buffer.from(unixText, 'latin1')) === hash;
}
