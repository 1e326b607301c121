import scaffold from 'virtual:scaffold/python';
import type { Operation, Service } from '../../ir/index.js';
import type { PlannedFile } from '../target.js';
import type { PythonContext } from './context.js';
import { layout } from './layout.js';
import { identifiersIn } from './module-text.js';
import { allServices, operationsOf } from '../../kit/walk.js';
import conftestTemplate from './templates/conftest.hbs';
import testsTemplate from './templates/tests.hbs';
import { makeTestImports } from './test-imports.js';
import { testsView } from './views/tests.js';

/** The tests of an SDK: what they share, and a file a resource. */
export function planTests(context: PythonContext, header: string): readonly PlannedFile[] {
  const { api, names } = context;
  const shared = Object.entries(scaffold).map(([path, text]): PlannedFile => ({ path, owner: 'generated', render: () => (text === '' ? '' : header + text) }));
  const placed = allServices(api.root).flatMap((service) => {
    const own = names.services.get(service.id);
    if (own === undefined || service.operations.length === 0) return [];
    const folder = ['tests', 'api_resources', ...own.folder];
    return [{ service, folder, path: [...folder, `test_${own.file === '' ? '_client' : own.file}.py`].join('/') }];
  });
  const folders = new Set(placed.flatMap(({ folder }) => folder.map((_, depth) => folder.slice(0, depth + 1).join('/'))));
  for (const { path } of shared) folders.delete(path.replace(/\/__init__\.py$/, ''));
  return [
    ...shared,
    { path: 'tests/conftest.py', owner: 'generated', render: () => conftestTemplate(conftestView(context, header)) },
    ...[...folders].map((folder): PlannedFile => ({ path: `${folder}/__init__.py`, owner: 'generated', render: () => '' })),
    ...placed.map(({ service, path }): PlannedFile => ({ path, owner: 'generated', render: () => testText(service, context, header) })),
  ];
}

function testText(service: Service, context: PythonContext, header: string): string {
  const imports = makeTestImports(context);
  const body = testsTemplate(testsView(service, imports, context)).trim();
  const warns = service.operations.some(({ deprecated }) => deprecated !== false);
  return `${header}${warns ? '# pyright: reportDeprecated=false\n\n' : ''}${imports.print(identifiersIn(body))}\n\n${body.startsWith('class') ? '\n' : ''}${body}\n`;
}

/** tests/conftest.py. */
export interface ConftestView {
  readonly header: string;
  readonly package: string;
  readonly client: string;
  /** The statements that open the clients. */
  readonly sync: string;
  readonly async: string;
}

function conftestView(context: PythonContext, header: string): ConftestView {
  const { packageName, names, api } = context;
  const credentials = names.options.filter(({ option: { use, type } }) => use.kind === 'credential' && use.role !== 'client_id' && use.role !== 'client_secret' && type === 'string');
  const covered = new Set(credentials.flatMap(({ option: { use } }) => (use.kind === 'credential' ? [use.scheme] : [])));
  const met = ({ security = api.security }: Operation): boolean => security.length === 0 || security.some((set) => set.every(({ scheme }) => covered.has(scheme)));
  const args = [
    ...credentials.map(({ name }) => `${name}="test-secret"`),
    'base_url=base_url',
    'http_client=http_client',
    'max_retries=0',
    ...(operationsOf(api.root).every(met) ? [] : ['default_headers={"authorization": "Bearer test-secret"}']),
  ];
  const open = (word: string, name: string): string => layout(`${word} ${name}(${args.join(', ')}) as client:`, 4);
  return { header, package: packageName, client: names.client, sync: open('with', names.client), async: open('async with', `Async${names.client}`) };
}
