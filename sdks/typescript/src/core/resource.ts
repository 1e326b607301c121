import type { APIClient } from '../internal/client.js';

/** The base of the resource classes: holds the client that their methods send with. */
export abstract class APIResource {
  /** @internal */
  declare protected readonly _client: APIClient;

  constructor(client: APIClient) {
    // Not enumerable: printing a resource shows its own children only.
    Object.defineProperty(this, '_client', { value: client });
  }
}
