// The cheapest server that keeps connections alive: it reads requests only as far as it must to know where one ends.
import { createServer } from 'node:net';

const body = JSON.stringify({ id: 'm1', object: 'model', created: 1730000000, owned_by: 'bench', name: 'One' });
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\ndate: Sun, 01 Nov 2026 00:00:00 GMT\r\nx-request-id: req_1\r\nconnection: keep-alive\r\nkeep-alive: timeout=60\r\n\r\n${body}`,
);

const server = createServer((socket) => {
  let rest = '';
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(rest.slice(0, end))?.[1] ?? 0);
      if (rest.length < end + 4 + length) return;
      rest = rest.slice(end + 4 + length);
      socket.write(answer);
    }
  });
});

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
