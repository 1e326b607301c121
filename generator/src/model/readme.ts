import type { Api, Operation, Service } from '../ir/index.js';
import type { Context } from './context.js';

/** The operations that a README shows: as configured, else the first that suit. */
export function readmeOf(ctx: Context, root: Service): Api['readme'] {
  const all: Operation[] = [];
  const collect = (service: Service): void => {
    all.push(...service.operations);
    service.children.forEach(collect);
  };
  collect(root);
  const configured = (...roles: readonly string[]): Operation | undefined => {
    const request = ctx.config.readme.find(({ role }) => roles.includes(role));
    return request && all.find(({ method, path }) => method === request.verb && path === request.path);
  };
  const create = all.find(
    (operation) =>
      operation.method === 'post' &&
      operation.body?.shape === 'fields' &&
      operation.positional.length === 0 &&
      !isUpload(operation),
  );
  const found = {
    default: configured('default') ?? create ?? all[0],
    headline: configured('headline') ?? configured('default') ?? create ?? all[0],
    pagination: ordered(configured('pagination'), all, ({ paging }) => paging !== undefined),
    streaming: ordered(configured('streaming'), all, ({ streaming }) => streaming !== undefined),
    upload: ordered(configured('upload', 'file_upload', 'file_uploads'), all, isUpload),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([role, operation]) => (operation ? [[role, operation.id]] : [])));
}

const isUpload = ({ body }: Operation): boolean => body?.contents[0].kind === 'multipart';

/** The configured operation if it can show the feature, else the first one that does, with few arguments first. */
function ordered(
  configured: Operation | undefined,
  all: readonly Operation[],
  shows: (operation: Operation) => boolean,
): Operation | undefined {
  if (configured && shows(configured)) return configured;
  const fitting = all.filter(shows);
  return fitting.find(({ positional }) => positional.length === 0) ?? fitting[0];
}
