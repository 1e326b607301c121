import type { Service } from '../../../ir/index.js';
import { docComment } from '../../../kit/comment.js';
import { makeImports } from '../../../kit/imports.js';
import type { Imports } from '../../../kit/imports.js';
import { fetchesTokens } from '../auth.js';
import type { ApiContext } from '../context.js';
import { exportList, exportStatements } from './exports.js';
import { childClasses, methodView } from './resource.js';
import type { ClassView } from './resource.js';

/** client.ts: the client with all of its resources. */
export interface ClientView {
  readonly header: string;
  readonly imports: string;
  readonly doc: string;
  readonly name: string;
  readonly base: string;
  readonly children: ClassView['children'];
  readonly methods: ClassView['methods'];
  /** Error classes that are members of the client's class. */
  readonly errors: readonly string[];
  readonly toFile: string;
  readonly extras: string;
  readonly statics: readonly string[];
  readonly exports: readonly string[];
}

/** Error classes, as core/error.ts has them. */
export const errorClasses = [
  'APIError',
  'APIConnectionError',
  'APIConnectionTimeoutError',
  'APIUserAbortError',
  'APIResponseValidationError',
  'BadRequestError',
  'AuthenticationError',
  'PermissionDeniedError',
  'NotFoundError',
  'ConflictError',
  'UnprocessableEntityError',
  'RateLimitError',
  'InternalServerError',
  'ResponseTooLargeError',
  'StreamEventError',
  'StreamInterruptedError',
] as const;

/** The view of client.ts. */
export function clientView(context: ApiContext, header: string): ClientView {
  const { api, names } = context;
  const module = 'client.js';
  const imports = makeImports(module, [names.client]);
  const children = childClasses(api.root, imports, context);
  const base = imports.use({ module: 'client-core.js', name: names.core, kind: 'value', space: 'Core' });
  const methods = api.root.operations.map((operation) => methodView(operation, { imports, module, client: 'this' }, context));
  const errors = errorClasses.map(
    (name) => `static ${name} = ${imports.use({ module: 'core/error.js', name, kind: 'value', space: 'Errors' })};`,
  );
  const extras = imports.use({ module: 'core/extras.js', name: 'extras', kind: 'value', space: 'Extras' });
  const toFile = imports.use({ module: 'core/uploads.js', name: 'toFile', kind: 'value', space: 'Uploads' });
  const exports = clientExports(api.root, imports, context);
  const view = {
    header,
    doc: docComment({ description: `The client of ${oneLine(api.title)}.` }),
    name: names.client,
    base,
    children,
    methods,
    errors,
    toFile,
    extras: fetchesTokens(api) ? `{ ...${extras}, ${imports.use({ module: 'core/oauth.js', name: 'clientCredentials', kind: 'value', space: 'OAuth' })} }` : extras,
    statics: api.root.children.map(
      (child, index) => `${names.client}.${names.services.get(child.id)?.class ?? ''} = ${children[index]?.type ?? ''};`,
    ),
    exports,
  };
  return { ...view, imports: imports.print() };
}

const oneLine = (text: string): string =>
  text.trim() === '' ? 'the API' : `the ${text.replace(/\s+/g, ' ').trim().replace(/ api$/i, '').replace(/^the /i, '')} API`;

/** What the client's namespace holds: options, page types, root types, and every root resource with its types. */
function clientExports(root: Service, imports: Imports, context: ApiContext): readonly string[] {
  const { exports } = exportList(root, { module: 'client.js', reserved: [...errorClasses, 'toFile'] }, imports, context);
  const classes = new Set(root.children.map((child) => context.names.services.get(child.id)?.class));
  const taken = new Set<string | undefined>([
    ...errorClasses,
    'toFile',
    ...classes,
    ...root.children.flatMap((child) => context.publicTypes(context.names.services.get(child.id)?.module ?? '')),
  ]);
  const free = (name: string): boolean => !taken.has(name) && taken.add(name) !== undefined;
  const group = (module: string, space: string, list: readonly string[]): string[] =>
    exportStatements(
      list.filter(free).map((name) => ({ module, space, name, kind: 'type' as const })),
      imports,
    );
  const pages = [...context.names.pages.values()].flatMap(({ page, params, response }) => [page, params, response]);
  return [
    ...group('client-core.js', 'Core', ['ClientOptions']),
    ...group('internal/request-options.js', 'Options', ['RequestOptions']),
    ...(pages.length === 0 ? [] : group('core/pagination.js', 'Pagination', pages)),
    ...group('resources/top-level.js', 'TopLevelAPI', context.publicTypes('resources/top-level.js')),
    ...exports,
    ...group('resources/shared.js', 'Shared', context.publicTypes('resources/shared.js')),
  ];
}
