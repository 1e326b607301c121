// Megabytes of server-sent events a second of CPU, JSON parsed, from memory in pieces of 16 KiB.
// usage: node stream.mjs READER many|one MEGABYTES
// many: events of about 250 bytes, as chat completions come; one: a single event of that size, which a reader that joins and scans again
// what it holds takes quadratic time for.

const PIECE = 16 * 1024;

const [reader, shape, megabytes] = process.argv.slice(2);
const total = Number(megabytes) * 1e6;

const event = (name, value) => `${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(value)}\n\n`;

const chunk = (content, n) => ({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1730000000, model: 'm1', system_fingerprint: null, choices: [{ index: 0, delta: { content }, logprobs: null, finish_reason: null }], obfuscation: `${n}` });

/** The same events for all; @anthropic-ai/sdk needs them named, and another end. */
const kinds = {
  chat: { item: (content, n) => event('', chunk(content, n)), end: 'data: [DONE]\n\n' },
  anthropic: {
    item: (content, n) => event('content_block_delta', { type: 'content_block_delta', ...chunk(content, n) }),
    end: event('message_stop', { type: 'message_stop' }),
  },
};

function payload({ item, end }, size = total) {
  if (shape === 'one') return Buffer.from(item('x'.repeat(size), 0) + end);
  const events = [];
  for (let length = 0, n = 0; length < size; n++) {
    events.push(item(' the next few words of an answer', n));
    length += events.at(-1).length;
  }
  return Buffer.from(events.join('') + end);
}

/** A piece as it would come from a socket: memory of its own. */
const piece = (bytes, at) => new Uint8Array(bytes.subarray(at, at + PIECE));

function pieces(bytes) {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(piece(bytes, at));
        at += PIECE;
      },
    },
    { highWaterMark: 0 },
  );
}

const answering = (bytes) => async () => new Response(pieces(bytes), { headers: { 'content-type': 'text/event-stream' } });

async function drain(stream) {
  let count = 0;
  for await (const _ of stream) count++;
  return count;
}

/** Each reader: which payload it reads, and how; it returns the number of items. */
const readers = {
  'eventsource-parser': [kinds.chat, async (bytes) => {
    const { createParser } = await import('eventsource-parser');
    let count = 0;
    const decoder = new TextDecoder();
    const parser = createParser({ maxBufferSize: Infinity, onEvent: ({ data }) => data === '[DONE]' || (JSON.parse(data), count++) });
    for (let at = 0; at < bytes.length; at += PIECE) parser.feed(decoder.decode(piece(bytes, at), { stream: true }));
    return count;
  }],
  'Halyard’s SDK': [kinds.chat, async (bytes) => {
    const { default: Halyard } = await import('@halyard-ai/sdk');
    const client = new Halyard({ apiKey: 'bench', baseURL: 'http://127.0.0.1/v1', fetch: answering(bytes) });
    return drain(await client.chat.completions.create({ model: 'm1', messages: [], stream: true }));
  }],
  'hey-api’s client': [kinds.chat, async (bytes) => {
    const { client } = await import('./hey-api.mjs');
    // It parses what is JSON and passes on what is not: the sentinel counts as an item.
    const { stream } = await client.sse.get({ url: '/chat', baseUrl: 'http://127.0.0.1/v1', fetch: answering(bytes), sseMaxRetryAttempts: 1 });
    return (await drain(stream)) - 1;
  }],
  openai: [kinds.chat, async (bytes) => {
    const { default: OpenAI } = await import('openai');
    const client = new OpenAI({ apiKey: 'bench', baseURL: 'http://127.0.0.1/v1', fetch: answering(bytes) });
    return drain(await client.chat.completions.create({ model: 'm1', messages: [], stream: true }));
  }],
  '@anthropic-ai/sdk': [kinds.anthropic, async (bytes) => {
    const { default: Anthropic } = await import('@anthropic-ai/sdk');
    const client = new Anthropic({ apiKey: 'bench', baseURL: 'http://127.0.0.1', fetch: answering(bytes) });
    return (await drain(await client.messages.create({ model: 'm1', max_tokens: 10, messages: [], stream: true }))) - 1;
  }],
};

if (reader === undefined) {
  console.log(JSON.stringify(Object.keys(readers)));
} else {
  const [kind, read] = readers[reader];
  const bytes = payload(kind);
  const expected = shape === 'one' ? 1 : bytes.toString().split('\n\n').length - 2;
  // Warm, so that what is measured is not the compiler.
  await read(payload(kind, Math.min(total, 4e6)));
  const before = process.cpuUsage();
  const count = await read(bytes);
  const { user, system } = process.cpuUsage(before);
  if (count !== expected) throw new Error(`${reader} read ${count} of ${expected} events`);
  console.log(JSON.stringify({ rate: bytes.length / (user + system) }));
  process.exit(0);
}
