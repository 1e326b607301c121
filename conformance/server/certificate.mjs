// A self-signed certificate made at start, so that no private key is kept in the repository and no other program is needed.
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const length = (n) => (n < 128 ? Buffer.from([n]) : n < 256 ? Buffer.from([0x81, n]) : Buffer.from([0x82, n >> 8, n & 255]));
const der = (tag, ...parts) => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
};
const sequence = (...parts) => der(0x30, ...parts);
const oid = (...bytes) => der(0x06, Buffer.from(bytes));
const octets = (content) => der(0x04, content);
const bits = (content) => der(0x03, Buffer.from([0]), content);
const utc = (date) => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const commonName = (text) => sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(text)))));
const extension = (id, critical, content) => sequence(oid(0x55, 0x1d, id), ...(critical ? [der(0x01, Buffer.from([255]))] : []), octets(content));
const dns = (name) => der(0x82, Buffer.from(name));
const ip = (...bytes) => der(0x87, Buffer.from(bytes));

/** A key and a certificate (PEM) for 127.0.0.1, localhost and *.conformance.test, valid from yesterday for two days more. */
export function makeCertificate() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = createPublicKey(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))).export({ type: 'spki', format: 'der' });
  const day = 86_400_000;
  const name = commonName('sdkwright conformance');
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  const extensions = sequence(
    extension(0x11, false, sequence(dns('localhost'), dns('*.conformance.test'), ip(127, 0, 0, 1))),
    extension(0x13, true, sequence(der(0x01, Buffer.from([255])))),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    name,
    sequence(utc(new Date(Date.now() - day)), utc(new Date(Date.now() + 2 * day))),
    name,
    publicKey,
    der(0xa3, extensions),
  );
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  const pem = `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }), cert: pem };
}
