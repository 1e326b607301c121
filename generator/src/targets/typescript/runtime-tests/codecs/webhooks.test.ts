import { describe, expect, it } from 'vitest';
import { parseWebhook, signWebhook, unwrapWebhook, verifyWebhook, WebhookVerificationError } from '../../runtime/core/webhooks.js';

// The known answer of the Standard Webhooks specification's own libraries.
const SECRET = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const TIME = 1614265330;
const BODY = '{"test": 2432232314}';
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const HEADERS = { 'webhook-id': ID, 'webhook-timestamp': String(TIME), 'webhook-signature': SIGNATURE };
const now = TIME * 1000;
const OTHER = 'whsec_b3RoZXIgc2VjcmV0IG90aGVyIHNlY3JldA==';

const check = (headers: Parameters<typeof verifyWebhook>[1], more: { body?: string | Uint8Array; secrets?: string | string[]; now?: number } = {}) =>
  unwrapWebhook(more.body ?? BODY, headers, more.secrets ?? SECRET, { now: more.now ?? now });

const refused = (promise: Promise<unknown>, message: string) => {
  return expect(promise).rejects.toSatisfy((error) => error instanceof WebhookVerificationError && error.message.includes(message));
};

describe('R40 webhooks', () => {
  it('R40 the known answer: signed and accepted, with and without prefix, as text and bytes', async () => {
    expect(await signWebhook(BODY, { id: ID, secret: SECRET, timestamp: TIME })).toEqual(HEADERS);
    expect(await check(HEADERS)).toEqual({ test: 2432232314 });
    expect(await check(HEADERS, { secrets: `whsec_${SECRET}` })).toEqual({ test: 2432232314 });
    expect(await check(HEADERS, { body: new TextEncoder().encode(BODY) })).toEqual({ test: 2432232314 });
  });

  it('R40 a body that was parsed before is refused', async () => {
    const parsed = JSON.parse(BODY) as string;
    await expect(check(HEADERS, { body: parsed })).rejects.toThrow(new TypeError('Pass the raw body (string or bytes), not the parsed object'));
    expect(() => parseWebhook(parsed)).toThrow(TypeError);
    await expect(signWebhook(parsed, { id: ID, secret: SECRET })).rejects.toThrow(TypeError);
  });

  it('R40 headers in any form and case', async () => {
    await check(new Headers(HEADERS));
    await check(new Map(Object.entries(HEADERS)));
    await check({ 'Webhook-Id': ID, 'WEBHOOK-TIMESTAMP': String(TIME), 'Webhook-Signature': [SIGNATURE] });
  });

  it('R40 wrong, altered, unversioned and missing are refused', async () => {
    await refused(check({ ...HEADERS, 'webhook-signature': `v1,${btoa('x'.repeat(32))}` }), 'no signature');
    await refused(check(HEADERS, { body: `${BODY} ` }), 'no signature');
    await refused(check({ ...HEADERS, 'webhook-id': 'msg_other' }), 'no signature');
    await refused(check(HEADERS, { secrets: OTHER }), 'no signature');
    for (const signature of [SIGNATURE.slice(3), `v2,${SIGNATURE.slice(3)}`, `v1a,${SIGNATURE.slice(3)}`, 'v1,', 'v1,%%%', ',']) {
      await refused(check({ ...HEADERS, 'webhook-signature': signature }), 'no signature');
    }
    for (const name of Object.keys(HEADERS)) await refused(check({ ...HEADERS, [name]: '' }), `\`${name}\``);
    await refused(check({}), '`webhook-id`');
  });

  it('R40 old and future ones are refused beyond 300 seconds', async () => {
    await check(HEADERS, { now: now + 300_000 });
    await check(HEADERS, { now: now - 300_000 });
    await refused(check(HEADERS, { now: now + 301_000 }), 'too old');
    await refused(check(HEADERS, { now: now - 301_000 }), 'future');
    for (const time of ['x', '-1', '1e9', '16142653300000.5']) await refused(check({ ...HEADERS, 'webhook-timestamp': time }), 'number of seconds');
    await verifyWebhook(BODY, HEADERS, SECRET, { now: new Date(now + 900_000), toleranceSeconds: 900 });
  });

  it('R40 rotation: any of several secrets, any of several signatures', async () => {
    const second = (await signWebhook(BODY, { id: ID, secret: OTHER, timestamp: TIME }))['webhook-signature'];
    await check(HEADERS, { secrets: [OTHER, SECRET] });
    await check({ ...HEADERS, 'webhook-signature': `v1a,xyz ${second} ${SIGNATURE}` });
    await check({ ...HEADERS, 'webhook-signature': `${second} v1,AAAA` }, { secrets: [SECRET, OTHER] });
  });

  it('R40 a secret that cannot be one is the caller\'s mistake', async () => {
    await expect(check(HEADERS, { secrets: 'not base64!' })).rejects.toThrow(TypeError);
    await expect(check(HEADERS, { secrets: '' })).rejects.toThrow(TypeError);
    await expect(check(HEADERS, { secrets: [] })).rejects.toThrow(TypeError);
  });

  it('R38 R42 a body that is no JSON is a typed error, and big integers are kept', async () => {
    const headers = await signWebhook('nope', { id: ID, secret: SECRET });
    await refused(unwrapWebhook('nope', headers, SECRET), 'no JSON');
    expect(parseWebhook('{"id":9223372036854775807}')).toEqual({ id: 9223372036854775807n });
  });
});
