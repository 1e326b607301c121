import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EncodedBody } from '../../runtime/internal/types.js';

/** What the server saw of a request. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends an encoded body to a port of this machine, as a transport does, and returns the answer's text. */
async function post(body: EncodedBody, port: number): Promise<string> {
  const headers = { ...(body.contentType && { 'content-type': body.contentType }), ...(body.length !== undefined && { 'content-length': body.length }) };
  const outgoing = request({ host: '127.0.0.1', port, method: 'POST', headers, agent: false });
  const answer = once(outgoing, 'response') as Promise<[AsyncIterable<Buffer>]>;
  const data = body.start();
  if (typeof data === 'string' || data instanceof Uint8Array) outgoing.end(data);
  else {
    answer.catch(() => undefined);
    for await (const chunk of data) if (!outgoing.write(chunk)) await once(outgoing, 'drain');
    outgoing.end();
  }
  let text = '';
  for await (const chunk of (await answer)[0]) text += chunk.toString();
  return text;
}

/** Sends an encoded body over HTTP and tells what arrived. */
export async function send(body: EncodedBody): Promise<Received> {
  let received: Received | undefined;
  const server = createServer(async (incoming, reply) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      received = { headers: incoming.headers, body: Buffer.concat(chunks) };
      reply.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await post(body, (server.address() as AddressInfo).port);
    return received!;
  } finally {
    server.close();
  }
}

/** The parts of a multipart body: header lines and content. */
export function partsOf({ headers, body }: Received): { readonly head: string; readonly content: Buffer }[] {
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const text = body.toString('latin1');
  if (!text.endsWith(`\r\n--${boundary}--\r\n`) && text !== `--${boundary}--\r\n`) throw new Error(`The body has no end: ${text.slice(-100)}`);
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const at = part.indexOf('\r\n\r\n');
      return { head: Buffer.from(part.slice(2, at), 'latin1').toString(), content: Buffer.from(part.slice(at + 4, -2), 'latin1') };
    });
}
