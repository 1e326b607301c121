// The CONNECT side of the proxy origin: records the request and joins the tunnel to the session's own origin.
import { connect } from 'node:net';

const pairsOf = (raw) => Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i], raw[2 * i + 1]]);

/** Answers CONNECT on `server`: to port 443 joins the origin `secure`, to any other port `main`. */
export function attachConnect({ server, session, name }) {
  server.on('connect', (request, socket, head) => {
    session.requests.push({
      n: session.requests.length, origin: name, method: 'CONNECT', target: request.url, headers: pairsOf(request.rawHeaders), at: session.now(),
      body: { size: 0, complete: true }, body_done_at: session.now(), socket: socket.conformance?.id ?? -1, nth_on_socket: 0, bytes_sent: 0, finished: true, closed_at: null, hit: 0,
    });
    socket.on('error', () => undefined);
    const refusal = session.scenario.connect?.status;
    if (refusal) return void socket.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
    const to = new URL(session.origins[request.url.endsWith(':443') ? 'secure' : 'main']);
    const upstream = connect(Number(to.port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) upstream.write(head);
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  });
}
