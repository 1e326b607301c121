// A server in memory: answers with what a test says, and tells what was sent to it.
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

/** What a test's server says. */
export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a test's server was sent; path and query are decoded. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where clients under test send to. */
export const baseURL = 'http://api.test';

const server = setupServer();
server.listen({ onUnhandledRequest: 'error' });

/** Gives the answers in order, the last one again and again; the returned list fills with what was sent. */
export function serve(...answers: readonly [Answer, ...Answer[]]): Sent[] {
  const sent: Sent[] = [];
  server.resetHandlers(
    http.all('*', async ({ request }) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] as Answer;
      sent.push(await describe(request));
      return respond(answer, request.method);
    }),
  );
  return sent;
}

async function describe(request: Request): Promise<Sent> {
  const url = new URL(request.url);
  const query: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of url.searchParams) (query[name] ??= []).push(value);
  return { method: request.method, path: decodeURIComponent(url.pathname), query, headers: Object.fromEntries(request.headers), body: await request.text() };
}

function respond({ status = 200, json, text, type, headers = {} }: Answer, method: string): Response {
  const body = text ?? (json === undefined ? null : JSON.stringify(json));
  const contentType = type ?? (json === undefined ? undefined : 'application/json');
  const empty = method === 'HEAD' || status === 204 || status === 205 || status === 304;
  return new HttpResponse(empty ? null : body, { status, headers: { ...(contentType === undefined || empty ? {} : { 'content-type': contentType }), ...headers } });
}

/** The fields of a form body. */
export const formFields = (body: string): Record<string, string> => Object.fromEntries(new URLSearchParams(body));

/** The names of a multipart body's parts. */
export const partNames = (body: string): string[] => [...body.matchAll(/\bname="([^"]*)"/g)].map((match) => match[1] as string);
