import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareRequests } from './harness/identical.mjs';
import { prepareSdks } from './harness/prepare-sdks.mjs';
import { openSuite, runAll } from './harness/suite.mjs';
import { applies, loadVectors } from './harness/vectors.mjs';
import { signatureOf } from './harness/webhook.mjs';
import { languages } from './languages.mjs';

type Vector = ReturnType<typeof loadVectors>[number];
interface Result {
  readonly vector: Vector;
  readonly problems: readonly string[];
}

const vectors: readonly Vector[] = loadVectors();

test('the signer of the webhook vectors gives the known answer of Standard Webhooks', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}', secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
  expect(signatureOf(message)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

for (const language of languages) {
  describe(language.name, () => {
    const results = new Map<string, Result>();
    beforeAll(async () => {
      prepareSdks();
      const suite = await openSuite();
      for (const result of await runAll({ suite, vectors, language, again: true })) results.set(result.vector.id, result);
      await suite.stop();
      all.push(...results.values());
    }, 240_000);
    for (const vector of vectors.filter((one) => applies(one, language))) {
      test(vector.id, () => {
        expect(results.get(vector.id)?.problems).toEqual([]);
      });
    }
  });
}

const all: Result[] = [];
describe('R48', () => {
  let compared: Result[] = [];
  beforeAll(() => {
    compared = compareRequests(all, languages);
  });
  afterAll(() => {
    all.length = 0;
  });
  for (const [index, language] of languages.entries()) {
    test(`R48 ${language.name} sends the same requests`, () => {
      expect(compared[index]?.problems).toEqual([]);
    });
  }
});
