import type { Operation, Service } from '../../../ir/index.js';
import { markdownCode, markdownText } from '../../../kit/markdown.js';
import { planArguments } from '../arguments.js';
import { callResult } from '../calls.js';
import type { CallPlace } from '../calls.js';
import type { PythonContext } from '../context.js';
import { makeImports } from '../imports.js';
import type { TypePlace } from '../types.js';
import { resourcePath } from './resource.js';

/** A resource in api.md. */
export interface ResourceDocView {
  /** `## Completions`, deeper for nested resources. */
  readonly heading: string;
  /** The statement that imports its types. */
  readonly types: string;
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
export function apiDocView(context: PythonContext): ApiDocView {
  const { api, names } = context;
  const shared = typeNames('$shared', context);
  const first = shared.length === 0 ? [] : [section({ heading: '# Shared Types', folder: 'shared', types: shared, methods: [] }, context)];
  const root = api.root.operations.length === 0 ? [] : [resource(api.root, 1, context)];
  const visit = (service: Service, depth: number): ResourceDocView[] => [resource(service, depth, context), ...service.children.flatMap((child) => visit(child, depth + 1))];
  return { title: names.client, resources: [...first, ...root, ...api.root.children.flatMap((child) => visit(child, 1))] };
}

/** Models of a service, as its package exports them: arguments are not among them. */
const typeNames = (home: string, { names }: PythonContext): readonly string[] =>
  [...names.types.values()]
    .flatMap(({ decl, output }) => (decl.home === home && decl.parent === undefined && output?.exported === true ? [output.name] : []))
    .sort((a, b) => (a < b ? -1 : 1));

interface SectionParts {
  readonly heading: string;
  /** Package of its types, below `types`. */
  readonly folder: string;
  readonly types: readonly string[];
  readonly methods: readonly string[];
}

function section({ heading, folder, types, methods }: SectionParts, { packageName }: PythonContext): ResourceDocView {
  const from = ['types', ...(folder === '' ? [] : [folder])].join('.');
  const list = types.length === 1 ? types.join('') : `(\n${types.map((name) => `    ${name},\n`).join('')})`;
  return { heading, types: `from ${packageName}.${from} import ${list}`, hasTypes: types.length > 0, methods, hasMethods: methods.length > 0 };
}

function resource(service: Service, depth: number, context: PythonContext): ResourceDocView {
  const names = context.names.services.get(service.id);
  if (names === undefined) throw new Error(`The service ${service.id} has no name.`);
  const isRoot = names.access.length === 0;
  const file = `src/${context.packageName}/${isRoot ? '_client' : resourcePath(names).join('/')}.py`;
  const methods = service.operations.map((operation) => methodLine(operation, names.access, file, context));
  const heading = `${'#'.repeat(Math.min(depth, 6))} ${markdownText(names.class)}`;
  return section({ heading, folder: names.types.join('.'), types: typeNames(service.id, context), methods }, context);
}

function methodLine(operation: Operation, access: readonly string[], file: string, context: PythonContext): string {
  const { method, path, id, deprecated } = operation;
  const call = ['client', ...access, context.names.methods.get(id) ?? ''].join('.');
  const { positional, keywords } = planArguments(operation, context);
  const object = keywords.length === 0 ? [] : ['**params'];
  const signature = [...positional.map(({ name }) => name), ...object].join(', ');
  const { result } = callResult(operation, plainPlace(), context);
  return `- ${markdownCode(`${method} ${path}`)}: <code>${escapeHtml(call)}(${escapeHtml(signature)})</code> → ${markdownCode(result)} ([source](${file})${deprecated === false ? '' : ', deprecated'})`;
}

/** A place where types go by their bare names. */
function plainPlace(): CallPlace {
  const imports = makeImports(['api'], new Set());
  const place = (direction: TypePlace['direction']): TypePlace => ({
    direction,
    annotated: false,
    refer: ({ name }) => name,
    typing: (name) => name,
    plain: (name) => name,
    runtime: (name) => name,
  });
  return { imports, input: place('input'), output: place('output'), prefix: '', client: 'self' };
}

const escapeHtml = (text: string): string => text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);
