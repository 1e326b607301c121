import type { IncomingHttpHeaders } from 'node:http';
import type { Api } from 'sdkwright';

/** Serves `api` on 127.0.0.1 from its document's examples. */
export declare function startMockServer(
  api: Api | undefined,
  options?: { readonly port?: number; readonly delayMs?: number },
): Promise<{
  readonly url: string;
  readonly seen: readonly { readonly method: string; readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer }[];
  close(): Promise<void>;
}>;
