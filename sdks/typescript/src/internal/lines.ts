/** Splits text that arrives in pieces into lines ended by LF or CRLF; a piece without a line end is only appended, so time is linear. */
export class LineParser {
  #line = '';

  /** Characters of a line that has not ended yet. */
  get pending(): number {
    return this.#line.length;
  }

  /** Pushes the lines that are complete; blank ones are skipped. */
  feed(text: string, out: string[]): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#push(this.#line + text.slice(start, end), out);
      this.#line = '';
      start = end + 1;
    }
    if (start < text.length) this.#line += text.slice(start);
  }

  /** Pushes a last line without line end. */
  end(out: string[]): void {
    this.#push(this.#line, out);
    this.#line = '';
  }

  #push(line: string, out: string[]): void {
    // RFC 7464 puts a record separator before each text.
    const text = line.charCodeAt(0) === 0x1e ? line.slice(1) : line;
    if (text.trim() !== '') out.push(text);
  }
}
