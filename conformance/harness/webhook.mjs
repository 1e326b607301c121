// Signs messages as Standard Webhooks says, so that vectors can be right or wrong by exactly one thing.
import { createHmac } from 'node:crypto';

/** The `v1` signature of a message; `secret` is base64 after an optional `whsec_`. */
export function signatureOf({ id, timestamp, body, secret }) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** A message with its headers. `offset_s` moves the time; `drop`, `set` and `alter` spoil it after signing. */
export function signWebhook({ id = 'msg_1', body, secrets, offset_s: offset = 0, version = 'v1', drop = [], set = {}, alter, key, before = '' }) {
  const timestamp = Math.floor(Date.now() / 1000) + offset;
  const signatures = secrets.map((secret) => signatureOf({ id, timestamp, body, secret }).replace(/^v1/, version));
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': before + signatures.join(' '), ...set };
  for (const name of drop) delete headers[name];
  return { body: alter ?? body, headers, key: key ?? secrets[0] };
}
