import { byteSource, type ByteSource } from '../internal/bytes.js';
import { stringifyJSON } from '../internal/json.js';
import { isBrowser } from '../internal/platform.js';
import { encodeQuery } from '../internal/query.js';
import { streamInit } from '../internal/stream-init.js';
import { isRecord, toText, written } from '../internal/text.js';
import type { BodyEncoder, EncodedBody, ParamStyle } from '../internal/types.js';

/** A file or blob of the web, by its shape. */
export interface BlobLike {
  readonly size: number;
  readonly type: string;
  stream(): unknown;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A response whose body is to be uploaded, as of `fetch`. */
export interface ResponseLike {
  readonly body: unknown;
  readonly headers: { get(name: string): string | null };
  readonly url: string;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A web stream of bytes, by its shape. */
export interface ReadableStreamLike {
  getReader(): unknown;
}

/** Bytes with the name and type under which they are uploaded: what `toFile` makes. */
export interface NamedUpload {
  readonly content: Exclude<Uploadable, NamedUpload>;
  readonly name: string;
  readonly type: string | undefined;
}

/**
 * A file to upload: a `File` or `Blob`, bytes, `fs.createReadStream(…)`, a `fetch` response, any stream, or what `toFile` returns.
 * Streams are sent as they are read, never held in memory.
 */
export type Uploadable =
  | BlobLike
  | ResponseLike
  | ReadableStreamLike
  | AsyncIterable<Uint8Array | string>
  | ArrayBuffer
  | ArrayBufferView
  | NamedUpload;

/** Gives bytes a file name and, where it is known, a content type. A string is the file's text. */
export async function toFile(
  content: Exclude<Uploadable, NamedUpload> | string | PromiseLike<Exclude<Uploadable, NamedUpload> | string>,
  name?: string | null,
  options: { readonly type?: string | undefined } = {},
): Promise<NamedUpload> {
  const value = await content;
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  const source = await byteSource(bytes);
  if (!source) throw new TypeError(`Expected bytes, a blob, a stream or a response but received ${typeof value}`);
  return { content: bytes, name: name ?? source.name ?? 'file', type: options.type ?? source.type };
}

/** How a field of a multipart body is written: OpenAPI's `encoding`. */
export interface PartOptions extends ParamStyle {
  /** Content type of the part. With several or with a range (`image/*`), the file's own counts. */
  readonly contentType?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Every value of the field is a file: others are mistakes. */
  readonly file?: boolean | undefined;
}

type Piece = string | Uint8Array | ByteSource;

const isNamed = (value: unknown): value is NamedUpload => isRecord(value) && 'content' in value && typeof value['name'] === 'string';

/** Line breaks and quotes would end the header or the name: written as browsers write them. */
const quote = (text: string): string => `"${text.replace(/[\r\n"]/g, (char) => ({ '\r': '%0D', '\n': '%0A', '"': '%22' })[char]!)}"`;

const isConcrete = (type: string | undefined): type is string => type !== undefined && !/[*,]/.test(type);

/** Writes the parts of one body. */
class MultipartWriter {
  readonly boundary = `----sdk${Array.from(crypto.getRandomValues(new Uint8Array(18)), (byte) => (byte % 36).toString(36)).join('')}`;
  readonly pieces: Piece[] = [];

  part(name: string, content: Piece, more: { filename?: string; type?: string | undefined; headers?: PartOptions['headers'] }): void {
    const filename = more.filename === undefined ? '' : `; filename=${quote(more.filename)}`;
    let head = `--${this.boundary}\r\nContent-Disposition: form-data; name=${quote(name)}${filename}\r\n`;
    if (more.type !== undefined) head += headerLine('Content-Type', more.type);
    for (const [key, value] of Object.entries(more.headers ?? {})) head += headerLine(key, value);
    this.pieces.push(`${head}\r\n`, content, '\r\n');
  }

  async field(name: string, value: unknown, options: PartOptions): Promise<void> {
    const { contentType, headers, style, explode, allowReserved } = options;
    if (value === undefined) return;
    const source = await written(name, () => byteSource(isNamed(value) ? value.content : value));
    if (source) {
      const named = isNamed(value) ? value : source;
      const type = isConcrete(contentType) ? contentType : (named.type ?? source.type ?? 'application/octet-stream');
      this.part(name, source, { filename: named.name ?? name, type, headers });
    } else if (options.file && !Array.isArray(value)) {
      const what = value === null ? 'null' : typeof value;
      throw new TypeError(`Expected a file for \`${name}\` but received ${what}`);
    } else if (style !== 'json' && (style ?? explode ?? allowReserved) !== undefined) {
      this.#styled(name, value, options);
    } else if (Array.isArray(value) && style !== 'json') {
      // R35: OpenAPI repeats the part for each item of an array.
      for (const item of value) await this.field(name, item, options);
    } else {
      const json = style === 'json' || (isConcrete(contentType) ? /[/+]json\b/i.test(contentType) : isRecord(value));
      const type = isConcrete(contentType) ? contentType : json ? 'application/json' : undefined;
      this.part(name, written(name, () => (json ? stringifyJSON(value) : toText(value))), { type, headers });
    }
  }

  /** A style says that nested values are parts of their own, named as query parameters would be. */
  #styled(name: string, value: unknown, options: PartOptions): void {
    const { headers } = options;
    const text = encodeQuery({ [name]: value }, { [name]: { ...options, allowReserved: false } });
    for (const pair of text === '' ? [] : text.split('&')) {
      const [key, member] = pair.split('=', 2) as [string, string];
      this.part(decodeURIComponent(key), decodeURIComponent(member), { headers });
    }
  }

  finish(): EncodedBody {
    this.pieces.push(`--${this.boundary}--\r\n`);
    const encoder = new TextEncoder();
    const pieces = this.pieces.map((piece) => (typeof piece === 'string' ? encoder.encode(piece) : piece));
    const blobs = pieces.map((piece) => (piece instanceof Uint8Array ? piece : piece.blob));
    const length = pieces.reduce<number | undefined>((sum, { length: own }) => (sum === undefined || own === undefined ? undefined : sum + own), 0);
    return {
      contentType: `multipart/form-data; boundary=${this.boundary}`,
      length,
      start: () => run(pieces),
      replayable: pieces.every((piece) => piece instanceof Uint8Array || piece.replayable),
      streamInit,
      // Elsewhere streams can be sent, and a Blob would copy what is in memory.
      blob: isBrowser() && blobs.every((blob) => blob !== undefined) ? new Blob(blobs as BlobPart[]) : undefined,
    };
  }
}

function headerLine(name: string, value: string): string {
  if (/[\r\n\0]/.test(name + value)) throw new TypeError(`The part header \`${name}\` may not contain line breaks`);
  return `${name}: ${value}\r\n`;
}

/** The parts one after the other, files read when their turn comes. */
async function* run(pieces: readonly (Uint8Array | ByteSource)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    const content = piece instanceof Uint8Array ? piece : piece.start();
    if (content instanceof Uint8Array) yield content;
    else yield* content;
  }
}

/**
 * A `multipart/form-data` body, streamed. Files become file parts, objects JSON parts, arrays repeated parts, everything else text;
 * `fields` changes that by the name of the field. A form has no null: it is sent as an empty part, and undefined is left out.
 */
export function multipart(body: object | null | undefined, fields: Readonly<Record<string, PartOptions>> = {}): BodyEncoder {
  return {
    encodeBody: async () => {
      const writer = new MultipartWriter();
      for (const [name, value] of Object.entries(body ?? {})) await writer.field(name, value, fields[name] ?? {});
      return writer.finish();
    },
  };
}
