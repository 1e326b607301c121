// The ways to make one request, each as a function from the server's origin to two functions: a GET and a POST that return parsed JSON.
// A body that is posted is the same small chat request for all that can send it; stripe sends forms.

const message = { model: 'm1', messages: [{ role: 'user', content: 'Say one word.' }] };
const headers = { accept: 'application/json', authorization: 'Bearer bench' };
const posted = { ...headers, 'content-type': 'application/json' };

/** Node's dispatcher, driven directly: the floor for anything that speaks HTTP by Node's own means. */
function dispatcher(origin) {
  void globalThis.FormData;
  const target = globalThis[Symbol.for('undici.globalDispatcher.1')];
  const call = (method, path, body) =>
    new Promise((resolve, reject) => {
      const chunks = [];
      target.dispatch(
        { origin, path, method, headers: body ? posted : headers, body },
        {
          onConnect() {},
          onHeaders: () => true,
          onData: (chunk) => chunks.push(chunk) > 0,
          onComplete: () => resolve(JSON.parse(Buffer.concat(chunks).toString())),
          onError: reject,
        },
      );
    });
  return { get: () => call('GET', '/v1/models/m1'), post: () => call('POST', '/v1/chat/completions', JSON.stringify(message)) };
}

async function halyard(origin, options) {
  const { default: Halyard } = await import('@halyard-ai/sdk');
  const client = new Halyard({ apiKey: 'bench', baseURL: `${origin}/v1`, ...options });
  return { get: () => client.models.retrieve('m1'), post: () => client.chat.completions.create(message) };
}

export const modes = {
  'bare fetch': (origin) => ({
    get: async () => (await fetch(`${origin}/v1/models/m1`, { headers })).json(),
    post: async () => (await fetch(`${origin}/v1/chat/completions`, { method: 'POST', headers: posted, body: JSON.stringify(message) })).json(),
  }),
  'undici.request': async (origin) => {
    const { request } = await import('undici');
    return {
      get: async () => (await request(`${origin}/v1/models/m1`, { headers })).body.json(),
      post: async () => (await request(`${origin}/v1/chat/completions`, { method: 'POST', headers: posted, body: JSON.stringify(message) })).body.json(),
    };
  },
  'node:http': async (origin) => {
    const { Agent, request } = await import('node:http');
    const agent = new Agent({ keepAlive: true });
    const call = (method, path, body) =>
      new Promise((resolve, reject) => {
        const sent = request(origin + path, { method, agent, headers: body ? { ...posted, 'content-length': body.length } : headers }, (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
        });
        sent.on('error', reject).end(body);
      });
    return { get: () => call('GET', '/v1/models/m1'), post: () => call('POST', '/v1/chat/completions', JSON.stringify(message)) };
  },
  'Node’s dispatcher': dispatcher,
  'Halyard’s SDK': (origin) => halyard(origin, {}),
  'Halyard’s SDK through fetch': (origin) => halyard(origin, { fetch: globalThis.fetch }),
  'hey-api’s client': async (origin) => {
    const { client, retrieveModel, createChatCompletion } = await import('./hey-api.mjs');
    client.setConfig({ baseUrl: `${origin}/v1`, auth: 'bench' });
    return {
      get: async () => (await retrieveModel({ path: { model: 'm1' } })).data,
      post: async () => (await createChatCompletion({ body: message })).data,
    };
  },
  openai: async (origin) => {
    const { default: OpenAI } = await import('openai');
    const client = new OpenAI({ apiKey: 'bench', baseURL: `${origin}/v1` });
    return { get: () => client.models.retrieve('m1'), post: () => client.chat.completions.create(message) };
  },
  '@anthropic-ai/sdk': async (origin) => {
    const { default: Anthropic } = await import('@anthropic-ai/sdk');
    const client = new Anthropic({ apiKey: 'bench', baseURL: origin });
    return { get: () => client.models.retrieve('m1'), post: () => client.messages.create({ ...message, max_tokens: 10 }) };
  },
  stripe: async (origin) => {
    const { default: Stripe } = await import('stripe');
    const { hostname, port } = new URL(origin);
    const client = new Stripe('sk_test_bench', { host: hostname, port, protocol: 'http', telemetry: false });
    return { get: () => client.products.retrieve('m1'), post: () => client.products.create({ name: 'One', description: 'Say one word.' }) };
  },
};
