/** A server-sent event as it came over the wire. */
export interface ServerSentEvent {
  /** Event type; `message` unless the server named one. */
  readonly event: string;
  /** The data lines, joined by line feeds. */
  readonly data: string;
  /** Last event id the server has sent so far; empty when none. */
  readonly id: string;
}

/**
 * The WHATWG event stream parser over pieces of text, split anywhere. Lines are found with indexOf, and a piece without a
 * line end is only appended, so time is linear even at one character a piece.
 */
export class SSEParser {
  /** The server's reconnection time in milliseconds. */
  retry: number | undefined;
  /** Data of an event that no blank line has ended yet. */
  data: string | undefined;
  /** Last event id, for `Last-Event-ID`: that of the last event that was ended. */
  lastID: string;
  #id: string;
  #event = '';
  #line = '';
  #skipLF = false;

  /** @param lastID id to start with, when a connection goes on where another ended. */
  constructor(lastID = '') {
    this.#id = this.lastID = lastID;
  }

  /** Characters of an event that has not ended yet. */
  get pending(): number {
    return this.#line.length + (this.data?.length ?? 0);
  }

  /** Parses a piece; finished events are pushed to `out`. */
  feed(text: string, out: ServerSentEvent[]): void {
    let start = this.#skipLF && text.charCodeAt(0) === 10 ? 1 : 0;
    if (text !== '') this.#skipLF = false;
    // Each is searched again only when passed, so that a piece is scanned once for either kind.
    let cr = text.indexOf('\r', start);
    let lf = text.indexOf('\n', start);
    while (cr >= 0 || lf >= 0) {
      const byCR = cr >= 0 && (lf < 0 || cr < lf);
      const end = byCR ? cr : lf;
      if (this.#line === '') this.#field(text, start, end, out);
      else this.#joined(text.slice(start, end), out);
      start = end + 1;
      if (byCR) {
        if (lf === start) start++;
        else this.#skipLF = start === text.length;
        cr = text.indexOf('\r', start);
      }
      if (lf >= 0 && lf < start) lf = text.indexOf('\n', start);
    }
    if (start < text.length) this.#line += text.slice(start);
  }

  #joined(rest: string, out: ServerSentEvent[]): void {
    const line = this.#line + rest;
    this.#line = '';
    this.#field(line, 0, line.length, out);
  }

  #field(text: string, start: number, end: number, out: ServerSentEvent[]): void {
    if (start === end) {
      this.#dispatch(out);
      return;
    }
    // `data` first: it is nearly every line.
    if (text.startsWith('data:', start)) {
      const value = text.slice(text.charCodeAt(start + 5) === 32 ? start + 6 : start + 5, end);
      this.data = this.data === undefined ? value : `${this.data}\n${value}`;
      return;
    }
    const line = text.slice(start, end);
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1);
    if (name === 'event') this.#event = value;
    else if (name === 'data') this.data = this.data === undefined ? value : `${this.data}\n${value}`;
    else if (name === 'id' && !value.includes('\0')) this.#id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
  }

  /** An event without data is not dispatched. */
  #dispatch(out: ServerSentEvent[]): void {
    this.lastID = this.#id;
    if (this.data !== undefined) out.push({ event: this.#event || 'message', data: this.data, id: this.#id });
    this.data = undefined;
    this.#event = '';
  }
}
