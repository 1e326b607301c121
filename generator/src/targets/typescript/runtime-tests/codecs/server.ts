import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { extras } from '../../runtime/core/extras.js';
import { APIClient } from '../../runtime/internal/client.js';
import type { BaseClientOptions, ClientConfig } from '../../runtime/internal/request-options.js';

/** Starts a server for the running test and returns its origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A client of that server for the running test. */
export function connect(baseURL: string, options: BaseClientOptions = {}, config: Partial<ClientConfig> = {}): APIClient {
  const client = new APIClient({ name: 'Test', version: '0.0.0', baseURL, ...config }, { maxRetries: 0, extras, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** A promise and how to settle it. */
export function signal<Value = void>(): { readonly promise: Promise<Value>; readonly resolve: (value: Value) => void } {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
