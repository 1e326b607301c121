import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { Agent, Dispatcher } from 'undici';
import { diagnostic, type Diagnostic, type Result } from '../diagnostics.js';
import { isPublicAddress } from './address.js';
import { decode, tooLarge, type Budget, type Decoded } from './file.js';

/** Which URLs may be read. */
export interface UrlPolicy {
  /** Origins that the user named; their addresses may be private. */
  readonly origins: ReadonlySet<string>;
  /** Origin of the URL that the user gave as the specification; its address must be public. */
  readonly entry?: string;
  readonly milliseconds: number;
}

const redirects = 5;

/**
 * Reads a document over HTTP. The origin is checked before anything is sent, again at each redirect; the address is resolved once, checked, and
 * the connection goes to that very address. No credentials, cookies or other headers of the user are sent anywhere.
 */
export async function readUrl(url: string, policy: UrlPolicy, budget: Budget): Promise<Result<Decoded>> {
  const signal = AbortSignal.timeout(policy.milliseconds);
  let current = url;
  for (let hop = 0; hop <= redirects; hop += 1) {
    const refused = await refusal(current, policy, signal);
    if ('problem' in refused) return { diagnostics: [refused.problem] };
    const answer = await get(new URL(current), refused.address, budget, signal);
    if (answer.kind === 'failed') return { diagnostics: [answer.problem] };
    if (answer.kind === 'text') return decode(answer.bytes, shown(current));
    if (!URL.canParse(answer.location, current)) return failed(current, 'it redirects to a malformed address');
    current = new URL(answer.location, current).href;
  }
  return failed(url, `it redirects more than ${redirects} times`);
}

async function refusal(text: string, policy: UrlPolicy, signal: AbortSignal): Promise<{ readonly problem: Diagnostic } | { readonly address: string }> {
  const url = new URL(text);
  const named = policy.origins.has(url.origin);
  const refuse = (why: string): { problem: Diagnostic } => ({ problem: diagnostic('load/url-refused', { url: shown(text), why, allow: url.origin }) });
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { problem: diagnostic('load/url-refused', { url: shown(text), why: 'only http and https are read', allow: '' }) };
  if (!named && url.origin !== policy.entry) return refuse(`its origin ${url.origin} is not allowed`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const address = isIP(host) ? host : await firstAddress(host, signal);
  if (address === undefined) return { problem: diagnostic('load/url-failed', { url: shown(text), why: `the name ${host} is not known` }) };
  if (!named && !isPublicAddress(address)) return refuse(`${host} is a private address (${address})`);
  return { address };
}

async function firstAddress(host: string, signal: AbortSignal): Promise<string | undefined> {
  const timeout = new Promise<undefined>((done) => {
    signal.addEventListener('abort', () => done(undefined), { once: true });
  });
  const found = lookup(host).then(
    ({ address }) => address,
    () => undefined,
  );
  return Promise.race([found, timeout]);
}

type Answer =
  | { readonly kind: 'text'; readonly bytes: Buffer }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'failed'; readonly problem: Diagnostic };

async function get(url: URL, address: string, budget: Budget, signal: AbortSignal): Promise<Answer> {
  const { Agent: NewAgent, request } = await import('undici');
  const dispatcher = new NewAgent({ connect: { lookup: pinned(address) }, connections: 1 });
  try {
    const response = await request(`${url.origin}${url.pathname}${url.search}`, {
      dispatcher,
      signal,
      headers: { accept: 'application/yaml, application/json, */*;q=0.5', 'user-agent': 'sdkwright' },
    });
    const { location } = response.headers;
    if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === 'string') return { kind: 'redirect', location };
    if (response.statusCode !== 200) return { kind: 'failed', problem: problemOf(url.href, `the server answered ${response.statusCode}`) };
    return await readBody(response, url.href, budget);
  } catch (error) {
    const why = signal.aborted ? 'it took too long' : error instanceof Error ? error.message : String(error);
    return { kind: 'failed', problem: problemOf(url.href, why) };
  } finally {
    await (dispatcher as Agent).destroy();
  }
}

async function readBody(response: Dispatcher.ResponseData, url: string, budget: Budget): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) {
    const bytes = chunk as Buffer;
    if (bytes.length > budget.left) return { kind: 'failed', problem: tooLarge(shown(url), budget) };
    budget.left -= bytes.length;
    chunks.push(bytes);
  }
  return { kind: 'text', bytes: Buffer.concat(chunks) };
}

/** A lookup that knows one answer: a name can't point elsewhere between the check and the connection. */
function pinned(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family));
}

function shown(url: string): string {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
}

function problemOf(url: string, why: string): Diagnostic {
  return diagnostic('load/url-failed', { url: shown(url), why });
}

function failed(url: string, why: string): Result<Decoded> {
  return { diagnostics: [problemOf(url, why)] };
}
