import type { Operation, Service } from '../../../ir/index.js';
import { makeImports } from '../../../kit/imports.js';
import { markdownCode, markdownText } from '../../../kit/markdown.js';
import { planArguments } from '../calls.js';
import { callResult } from '../results.js';
import type { ApiContext } from '../context.js';

/** A resource in api.md. */
export interface ResourceDocView {
  /** `## Completions`, deeper for nested resources. */
  readonly heading: string;
  readonly types: readonly string[];
  readonly hasTypes: boolean;
  readonly methods: readonly string[];
  readonly hasMethods: boolean;
}

/** api.md: every type and method. */
export interface ApiDocView {
  readonly title: string;
  readonly resources: readonly ResourceDocView[];
}

/** The view of api.md. */
export function apiDocView(context: ApiContext): ApiDocView {
  const { api, publicTypes } = context;
  const shared = publicTypes('resources/shared.js');
  const first: readonly ResourceDocView[] =
    shared.length === 0 ? [] : [section('# Shared', shared, [], './src/resources/shared.ts')];
  const root = api.root.operations.length === 0 ? [] : [resource(api.root, 1, context)];
  const visit = (service: Service, depth: number): ResourceDocView[] => [
    resource(service, depth, context),
    ...service.children.flatMap((child) => visit(child, depth + 1)),
  ];
  return {
    title: context.names.client,
    resources: [...first, ...root, ...api.root.children.flatMap((child) => visit(child, 1))],
  };
}

function section(heading: string, types: readonly string[], methods: readonly string[], file: string): ResourceDocView {
  return {
    heading,
    types: types.map((name) => `- <code><a href="${file}">${name}</a></code>`),
    hasTypes: types.length > 0,
    methods,
    hasMethods: methods.length > 0,
  };
}

function resource(service: Service, depth: number, context: ApiContext): ResourceDocView {
  const names = context.names.services.get(service.id);
  if (names === undefined) throw new Error(`The service ${service.id} has no name.`);
  const title =
    names.access.length === 0
      ? names.class
      : names.class.endsWith('Resource')
        ? names.class.slice(0, -'Resource'.length)
        : names.class;
  const file = `./src/${names.module.replace(/\.js$/, '.ts')}`;
  const types = context
    .publicTypes(names.module)
    .filter((name) => !name.endsWith('Params') && !/Params(Base|NonStreaming|Streaming)$/.test(name));
  return section(
    `${'#'.repeat(Math.min(depth, 6))} ${markdownText(title)}`,
    types,
    service.operations.map((operation) => methodLine(operation, names.access, names.access.length === 0 ? './src/client.ts' : file, context)),
    file,
  );
}

function methodLine(operation: Operation, access: readonly string[], file: string, context: ApiContext): string {
  const { method, path, id, argument, deprecated } = operation;
  const call = ['client', ...access, context.names.operations.get(id)?.method ?? ''].join('.');
  const args = planArguments(operation, context);
  const object = argument === undefined ? [] : ['{ ...params }'];
  const signature = [...args.positional.map(({ local }) => local), ...object].join(', ');
  const imports = makeImports('api.md', []);
  const result = callResult(operation, { imports, module: 'api.md', within: [], direction: 'output' }, context);
  const shown = result.plain
    .replace(/^(?:APIPromise|PagePromise)<(.*)>$/s, '$1')
    .replace(/, .*$/s, (rest) => (operation.paging === undefined ? rest : ''));
  return `- ${markdownCode(`${method} ${path}`)}: <code>${escapeHtml(call)}(${escapeHtml(signature)})</code> → ${markdownCode(shown)} ([source](${file})${deprecated === false ? '' : ', deprecated'})`;
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);
