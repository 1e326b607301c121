import { Call } from '../internal/call.js';
import { HeldBody } from '../internal/held-body.js';
import { parseJSON } from '../internal/json.js';
import type { OpenCall } from '../internal/open-call.js';
import { invalidJSON, requestID } from '../internal/outcome.js';
import { readable } from '../internal/readable.js';
import type { StreamSource, Unread, WireBody, WireResponse } from '../internal/types.js';

/** Responses whose bodies are read bit by bit: streams, downloads, `asResponse()`. Without it they are buffered. */
export const unread: Unread = { hold, source, readable };

function hold({ core, options, scope, maxBytes, lost, complete, done }: OpenCall, reply: WireResponse): WireBody {
  // A compressed download is capped, as a bomb would be one; plain ones and event streams may be of any size.
  const capped = reply.headers.get('content-encoding') !== undefined && !options.stream;
  const held = new HeldBody(reply.body, {
    idleTimeout: options.idleTimeout ?? core.options.idleTimeout ?? 120_000,
    maxBytes: capped ? maxBytes : Infinity,
    failed: (cause) => lost(cause, reply),
    over: done,
  });
  scope.hold((reason) => held.cancel(complete(reason, reply)));
  return held;
}

function source(call: OpenCall, response: WireResponse): StreamSource {
  const { core, method, template, options, details, lost } = call;
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => response.body.cancel(controller.signal.reason));
  const again = (headers: Readonly<Record<string, string>>) => {
    const given = options.headers ?? {};
    const own = Symbol.iterator in given ? Object.fromEntries(given) : given;
    const next = new Call(core, method, template, { ...options, headers: { ...own, ...headers } });
    return next.outcome.then((outcome) => outcome.response);
  };
  return {
    response,
    requestID: requestID(response),
    controller,
    signal: options.signal ?? undefined,
    parse: (text, count) => {
      try {
        return parseJSON(text);
      } catch (cause) {
        throw invalidJSON(text, cause, details(response), count);
      }
    },
    eventIdleTimeout: options.eventIdleTimeout ?? core.options.eventIdleTimeout,
    maxEventBytes: core.options.maxEventBytes,
    connectionError: (cause) => lost(cause, response),
    reopen: options.reconnect && method === 'GET' ? again : undefined,
  };
}
