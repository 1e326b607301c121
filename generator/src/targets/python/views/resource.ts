import type { Operation, Service } from '../../../ir/index.js';
import { printCall } from '../calls.js';
import type { CallPlace } from '../calls.js';
import type { PythonContext } from '../context.js';
import { docsProse, docstring } from '../docstring.js';
import { makeImports, runtimeModule } from '../imports.js';
import type { ModulePath, PythonImports } from '../imports.js';
import { layout, lineLength } from '../layout.js';
import type { ModuleSource } from '../module-text.js';
import { methodText } from '../method-text.js';
import type { ServiceNames } from '../service-names.js';
import type { TypePlaceName } from '../type-names.js';
import type { TypePlace } from '../types.js';
import { webhookMethods } from '../webhook-methods.js';

/** A property by which a child resource is reached. */
export interface ChildView {
  readonly property: string;
  readonly class: string;
  /** Module from which the class is imported, as this file names it. */
  readonly module: string;
  /** Name of the class in its own module, with `as` where this file calls it otherwise. */
  readonly imported: string;
  /** The import statement within the property. */
  readonly statement: string;
  /** `def completions(self) -> Completions:`. */
  readonly signature: string;
  /** The statement that makes the child. */
  readonly result: string;
  readonly doc: string;
}

/** A class of a resource. */
export interface ClassView {
  readonly name: string;
  readonly base: string;
  readonly doc: string;
  readonly raw: string;
  readonly rawSignature: string;
  readonly streamed: string;
  readonly streamedSignature: string;
  readonly children: readonly ChildView[];
  readonly methods: readonly string[];
}

/** A class whose methods answer with raw responses. */
export interface WrapperView {
  readonly name: string;
  /** Class of the resource that it stands before. */
  readonly of: string;
  readonly methods: readonly string[];
  readonly children: readonly ChildView[];
}

/** A file of `resources/`. */
export interface ResourceView {
  readonly checked: readonly string[];
  readonly hasChecked: boolean;
  readonly all: readonly string[];
  readonly classes: readonly ClassView[];
  readonly wrappers: readonly WrapperView[];
}

/** The four forms of a class that answers raw. */
export const wrapperForms = [
  { prefix: '', suffix: 'WithRawResponse', wrapper: 'to_raw_response_wrapper' },
  { prefix: 'Async', suffix: 'WithRawResponse', wrapper: 'async_to_raw_response_wrapper' },
  { prefix: '', suffix: 'WithStreamingResponse', wrapper: 'to_streamed_response_wrapper' },
  { prefix: 'Async', suffix: 'WithStreamingResponse', wrapper: 'async_to_streamed_response_wrapper' },
] as const;

/** Path of a service's file below `src/<package>/`. */
export const resourcePath = ({ folder, file }: ServiceNames): ModulePath => ['resources', ...folder, file];

/** The view of a service's file. */
export function resourceView(service: Service, context: PythonContext): ModuleSource {
  const names = context.names.services.get(service.id) as ServiceNames;
  const declared = wrapperForms.flatMap(({ prefix, suffix }) => [`${prefix}${names.class}`, `${prefix}${names.class}${suffix}`]);
  const imports = makeImports(resourcePath(names), new Set(declared));
  imports.from('_core.resource', 'cached_property');
  const children = new Map(
    (['', 'Async'] as const).flatMap((prefix) =>
      ['', 'WithRawResponse', 'WithStreamingResponse'].map((suffix) => [prefix + suffix, childViews({ service, prefix, suffix }, imports, context)] as const),
    ),
  );
  const classes = (['', 'Async'] as const).map(
    (prefix): ClassView => ({
      name: `${prefix}${names.class}`,
      base: imports.from('_core.resource', prefix === '' ? 'SyncAPIResource' : 'AsyncAPIResource'),
      doc: docstring(docsProse(service.docs), 4),
      ...wrapperNames(`${prefix}${names.class}`),
      children: children.get(prefix) ?? [],
      methods: methodsOf(service, { prefix, imports }, context),
    }),
  );
  const wrappers = wrapperForms.map(
    (form): WrapperView => ({
      name: `${form.prefix}${names.class}${form.suffix}`,
      of: `${form.prefix}${names.class}`,
      methods: service.operations.map((operation) => wrapperLine(operation, form, { owner: 'resource', imports, context })),
      children: children.get(form.prefix + form.suffix) ?? [],
    }),
  );
  const checked = checkedImports([...children.values()].flat());
  if (checked.length > 0) imports.typing('TYPE_CHECKING');
  const view: ResourceView = { checked, hasChecked: checked.length > 0, all: [...new Set(declared)].sort(), classes, wrappers };
  return { view, imports };
}

/** The imports of child classes that type checkers see, a statement a module, laid out for a block. */
export function checkedImports(children: readonly ChildView[]): readonly string[] {
  const modules = new Map<string, Set<string>>();
  for (const { module, imported } of children) modules.set(module, (modules.get(module) ?? new Set()).add(imported));
  return [...modules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, names]) => {
      const list = [...names].sort().join(', ');
      const line = `from ${module} import ${list}`;
      return line.length + 4 <= lineLength ? line : layout(`from ${module} import (${list})`, 4);
    });
}

/** The classes whose methods answer raw, and the properties by which they are reached. */
export const wrapperNames = (name: string): Pick<ClassView, 'raw' | 'rawSignature' | 'streamed' | 'streamedSignature'> => ({
  raw: `${name}WithRawResponse`,
  rawSignature: propertySignature('with_raw_response', `${name}WithRawResponse`),
  streamed: `${name}WithStreamingResponse`,
  streamedSignature: propertySignature('with_streaming_response', `${name}WithStreamingResponse`),
});

function propertySignature(name: string, result: string): string {
  const line = `def ${name}(self) -> ${result}:`;
  return line.length + 4 <= lineLength ? line : `def ${name}(\n        self,\n    ) -> ${result}:`;
}

function importStatement(module: string, names: string): string {
  const line = `from ${module} import ${names}`;
  return line.length + 8 <= lineLength ? line : layout(`from ${module} import (${names})`, 8);
}

type WrapperForm = (typeof wrapperForms)[number];

/** Where a method is wrapped: the variable that has it. */
export interface WrapperPlace {
  readonly owner: string;
  readonly imports: PythonImports;
  readonly context: PythonContext;
}

/** The statement that wraps a method. */
export function wrapperLine({ id, deprecated, result }: Operation, { prefix, suffix, wrapper }: WrapperForm, place: WrapperPlace): string {
  const { owner, imports, context: { names } } = place;
  const method = names.methods.get(id) ?? '';
  const kind = `${prefix}${suffix === 'WithRawResponse' ? '' : 'Streamed'}BinaryAPIResponse`;
  const own = result.kind === 'binary' ? [imports.from('_core.response', kind)] : [];
  const made = imports.from('_core.wrappers', own.length === 0 ? wrapper : wrapper.replace('to_', 'to_custom_'));
  const line = layout(`self.${method} = ${made}(${[`${owner}.${method}`, ...own].join(', ')})`, 8);
  if (deprecated === false) return line;
  // Whoever calls the wrapped method is warned; naming it here is no use of it.
  const note = '  # pyright: ignore[reportDeprecated]';
  if (!line.includes('\n')) return line + note;
  const comma = own.length === 0 ? '' : ',';
  return [`self.${method} = ${made}(${note}`, `            ${owner}.${method}${comma}${note}`, ...own.map((each) => `            ${each},`), '        )'].join('\n');
}

/** Which form of its children a class reaches. */
export interface ChildForm {
  readonly service: Service;
  readonly prefix: '' | 'Async';
  readonly suffix: string;
}

export function childViews({ service, prefix, suffix }: ChildForm, imports: PythonImports, { names }: PythonContext): readonly ChildView[] {
  const root = service.id === '$client';
  const owner = suffix === '' ? (root ? 'self' : 'self._client') : root ? 'self._client' : 'self._resource';
  return service.children.map((child) => {
    const own = names.services.get(child.id) as ServiceNames;
    const { module, local } = imports.checked(resourcePath(own), `${prefix}${own.class}${suffix}`);
    const name = `${prefix}${own.class}${suffix}`;
    const imported = local === name ? name : `${name} as ${local}`;
    return { property: own.property, class: local, module, imported, statement: importStatement(module, imported), signature: propertySignature(own.property, local), result: layout(`return ${local}(${owner}${suffix === '' ? '' : `.${own.property}`})`, 8), doc: docstring(docsProse(child.docs), 8) };
  });
}

interface MethodsPlace {
  readonly prefix: '' | 'Async';
  readonly imports: PythonImports;
}

/** The methods of a service for one kind of client. */
export function methodsOf(service: Service, { prefix, imports }: MethodsPlace, context: PythonContext): readonly string[] {
  const names = service.operations.map(({ id }) => context.names.methods.get(id) ?? '');
  const shadowed = new Set([...names, ...service.children.map(({ id }) => context.names.services.get(id)?.property ?? '')]);
  const place: CallPlace = {
    imports,
    prefix,
    client: 'self',
    input: typePlace(imports, 'input', shadowed),
    output: typePlace(imports, 'output', shadowed),
  };
  const methods = service.operations.map((operation, index) => oneMethod(operation, names[index] ?? '', place, context));
  return [...methods, ...webhookMethods(service, place, context)];
}

function oneMethod(operation: Operation, name: string, place: CallPlace, context: PythonContext): string {
  place.imports.from('_core.options', 'options', '_options');
  return methodText({ operation, name, call: printCall(operation, place, context), place, context }).text;
}

/** The place of types in a resource: all of them are reached through the package `types`. */
function typePlace(imports: PythonImports, direction: 'input' | 'output', shadowed: ReadonlySet<string>): TypePlace {
  return {
    direction,
    annotated: false,
    refer: (name) => `${imports.types()}.${pathOf(name)}`,
    typing: (name) => imports.typing(name),
    plain: (name) => imports.plain(name, shadowed),
    runtime: (name) => imports.from(runtimeModule(name), name),
  };
}

const pathOf = ({ module, name, exported }: TypePlaceName): string => [...module.folder, ...(exported ? [] : [module.file]), name].join('.');
