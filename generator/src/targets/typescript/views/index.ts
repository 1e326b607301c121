import type { ApiContext } from '../context.js';
import { errorClasses } from './client.js';

/** index.ts: the only door. */
export interface IndexView {
  readonly header: string;
  readonly client: string;
  readonly core: string;
  readonly clientOptions: string;
  readonly errors: string;
  /** Exports of root resources and of shared types. */
  readonly resources: readonly string[];
  readonly streams: string;
}

const reserved = new Set<string>([
  ...errorClasses,
  'ClientOptions',
  'APIPromise',
  'PagePromise',
  'Uploadable',
  'toFile',
  'RequestOptions',
  'Stream',
  'WebhookVerificationError',
  'Middleware',
  'Shared',
]);

/** The view of index.ts. */
export function indexView({ api, names, publicTypes }: ApiContext, header: string): IndexView {
  const taken = new Set([...reserved, names.client, names.core]);
  const resources = api.root.children.flatMap(({ id }) => {
    const service = names.services.get(id);
    if (service === undefined || taken.has(service.class)) return [];
    taken.add(service.class);
    return [`export { ${service.class} } from './${service.module}';`];
  });
  const shared = publicTypes('resources/shared.js').length > 0 ? ["export type * as Shared from './resources/shared.js';"] : [];
  return {
    header,
    client: names.client,
    core: names.core,
    clientOptions: 'ClientOptions',
    errors: [...errorClasses].join(', '),
    resources: [...resources, ...shared],
    streams: "export { Stream } from './core/streaming.js';",
  };
}
