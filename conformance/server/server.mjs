// The control side: scenarios are posted, records are read.
import { createServer } from 'node:http';
import { makeCertificate } from './certificate.mjs';
import { openSession } from './session.mjs';

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Starts the fault-injecting server; `ca` is the certificate (PEM) that a client must trust for its `tls` origins. */
export async function startServer() {
  const certificates = { tls: makeCertificate(), untrusted: makeCertificate() };
  const sessions = new Map();
  let next = 1;

  const open = async (scenario) => {
    const session = await openSession({ id: String(next++), scenario, certificates });
    sessions.set(session.id, session);
    return session;
  };
  const close = async (id) => {
    await sessions.get(id)?.close();
    sessions.delete(id);
  };

  const handle = async (request, response) => {
    const [, kind, id] = new URL(request.url, 'http://control').pathname.split('/');
    const send = (status, value) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    if (kind === '_scenario' && request.method === 'POST') {
      const session = await open(await readJson(request));
      return send(200, { session: session.id, origins: session.origins, started: session.started });
    }
    if (kind === '_record' && sessions.has(id)) return send(200, sessions.get(id).record());
    if (kind === '_scenario' && request.method === 'DELETE') {
      await close(id);
      return send(200, {});
    }
    return send(404, { error: 'unknown' });
  };
  const control = createServer((request, response) => {
    handle(request, response).catch((error) => response.writeHead(400).end(JSON.stringify({ error: String(error) })));
  });
  await new Promise((resolve) => control.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    await Promise.all([...sessions.keys()].map(close));
    control.closeAllConnections();
    await new Promise((resolve) => control.close(resolve));
  };
  return { port: control.address().port, ca: certificates.tls.cert, open, close, stop };
}
