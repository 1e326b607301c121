// A minute with the Halyard SDK: a call, a stream, a list, an upload, a retry, an error. Run against HALYARD_BASE_URL.
import Halyard, { APIError, toFile } from '@halyard-ai/sdk';

const client = new Halyard(); // HALYARD_API_KEY and HALYARD_BASE_URL come from the environment

const show = (label: string, value: string) => console.log(`  ${label.padEnd(9)}${value}`);
const messages = [{ role: 'user' as const, content: 'How long does a refund take?' }];

const { data: completion, requestID } = await client.chat.completions
  .create({ model: 'halyard-embedded-extractive-1', messages })
  .withResponse();
show('call', `${completion.choices[0]?.message.content} (${completion.model}, ${requestID})`);

const stream = await client.chat.completions.create({ model: 'halyard-embedded-extractive-1', messages, stream: true });
let events = 0;
let text = '';
for await (const chunk of stream) {
  events += 1;
  text += chunk.choices[0]?.delta.content ?? '';
}
show('stream', `${events} events: ${text}`);

const names: string[] = [];
for await (const model of client.models.list({ limit: 2 })) names.push(model.id);
show('list', names.join(', '));

const file = await client.files.create({ file: await toFile('How long? Five working days.', 'handbook.md'), purpose: 'batch' });
show('upload', `${file.id}, ${file.bytes} bytes`);

const started = Date.now();
const tenant = await client.whoami({ headers: { prefer: 'code=503' } }).withResponse(); // the mock fails the first attempt
show('retry', `a 503, then ${tenant.response.status} after ${Date.now() - started} ms`);

try {
  await client.whoami({ path: '/nowhere' });
} catch (error) {
  if (!(error instanceof APIError)) throw error;
  show('error', `${error.constructor.name} ${error.status}: ${error.message} (${error.requestID})`);
}
