/** How many bytes at the end begin a character that is not complete. */
function incomplete(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/**
 * Decodes UTF-8 that arrives in pieces and drops one leading byte order mark. Whole characters go through the decoder's
 * non-streaming mode, which is several times faster in Node and makes one-byte strings of ASCII.
 */
export class Utf8Reader {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #rest: Uint8Array | undefined;
  #started = false;

  /** The text that is complete with this piece. */
  read(piece: Uint8Array): string {
    let bytes = piece;
    if (this.#rest) {
      bytes = new Uint8Array(this.#rest.length + piece.length);
      bytes.set(this.#rest);
      bytes.set(piece, this.#rest.length);
      this.#rest = undefined;
    }
    const back = incomplete(bytes);
    if (back > 0) {
      this.#rest = bytes.slice(bytes.length - back);
      bytes = bytes.subarray(0, bytes.length - back);
    }
    return this.#text(bytes);
  }

  /** What is left when the bytes end: a replacement character for a character cut off. */
  end(): string {
    const rest = this.#rest;
    this.#rest = undefined;
    return rest ? this.#text(rest) : '';
  }

  #text(bytes: Uint8Array): string {
    if (bytes.length === 0) return '';
    const text = this.#decoder.decode(bytes);
    if (this.#started) return text;
    this.#started = true;
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
}
