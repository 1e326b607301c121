import type { Api, Operation, Service } from '../ir/index.js';
import { sentPath } from '../resolve/path-template.js';
import type { Context } from './context.js';

/** The operations that a README shows: as configured, else the plainest that suit. A deprecated one is shown only where it is configured. */
export function readmeOf(ctx: Context, root: Service): Api['readme'] {
  const all: Operation[] = [];
  const collect = (service: Service): void => {
    all.push(...service.operations);
    service.children.forEach(collect);
  };
  collect(root);
  const configured = (...roles: readonly string[]): Operation | undefined => {
    const request = ctx.config.readme.find(({ role }) => roles.includes(role));
    return request && all.find(({ method, path }) => method === request.verb && path === sentPath(request.path));
  };
  const current = all.filter(({ deprecated }) => deprecated === false);
  const first = (...wishes: readonly ((operation: Operation) => boolean)[]): Operation | undefined => {
    for (const wish of wishes) {
      const fitting = current.filter(wish).sort((a, b) => effort(a) - effort(b));
      if (fitting[0]) return fitting[0];
    }
    return undefined;
  };
  const main = first(isFlagship, (operation) => isCreate(operation) && operation.examples.length > 0, isCreate, sendsFields, isPlain, () => true);
  const found = {
    default: configured('default') ?? main,
    headline: configured('headline') ?? configured('default') ?? main,
    pagination: shown(configured('pagination'), isPaged) ?? first(isPaged),
    streaming: shown(configured('streaming'), isStreamed) ?? first(isFlagship, (operation) => isStreamed(operation) && !isUpload(operation), isStreamed),
    upload: shown(configured('upload', 'file_upload', 'file_uploads'), isUpload) ?? first(isUpload),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([role, operation]) => (operation ? [[role, operation.id]] : [])));
}

/** What makes a call a poor example: path parameters above all, then a body that may as well be empty, then how deep the call stands. */
const effort = ({ parts, id, body, argument }: Operation): number =>
  100 * parts.filter(isParam).length + (body !== undefined && argument?.required !== true ? 10 : 0) + id.split('.').length;

const isParam = ({ kind }: Operation['parts'][number]): boolean => kind === 'param';
const isPaged = ({ paging }: Operation): boolean => paging !== undefined;
const isStreamed = ({ streaming }: Operation): boolean => streaming !== undefined;
const isUpload = ({ body }: Operation): boolean => body?.contents[0].kind === 'multipart';

/** Whether a call simply gives a value. */
const isPlain = ({ streaming, paging, result }: Operation): boolean =>
  streaming?.trigger.kind !== 'always' && paging === undefined && result.kind === 'value';
const sendsFields = (operation: Operation): boolean =>
  isPlain(operation) && operation.body?.shape === 'fields' && operation.body.contents[0].kind === 'json';
const isCreate = (operation: Operation): boolean => sendsFields(operation) && operation.name.words.join() === 'create';

/** What an API is known for, where it has it: a call that gives a value, or streams it. */
const isFlagship = (operation: Operation): boolean => sendsFields(operation) && operation.streaming?.trigger.kind === 'param';

/** The configured operation, if it can show the feature. */
const shown = (configured: Operation | undefined, shows: (operation: Operation) => boolean): Operation | undefined =>
  configured && shows(configured) ? configured : undefined;
