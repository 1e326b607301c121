import type { Operation, Service, TypeDecl } from '../../../ir/index.js';
import { docComment } from '../../../kit/comment.js';
import { makeImports } from '../../../kit/imports.js';
import type { Imports } from '../../../kit/imports.js';
import { printCall } from '../calls.js';
import type { ApiContext, PageAlias } from '../context.js';
import { declarationText } from '../declarations.js';
import { propertyKey } from '../../../kit/literal.js';
import type { ServiceNames } from '../service-names.js';
import { exportList } from './exports.js';
import type { ExportList } from './exports.js';
import { webhookMethods } from './webhooks.js';

/** A method of a resource class. */
export interface MethodView {
  readonly doc: string;
  readonly name: string;
  /** Ready lines; empty when there is one way to call. */
  readonly overloads: readonly string[];
  readonly parameters: string;
  readonly result: string;
  readonly lead: string;
  readonly expression: string;
}

/** A resource's class. */
export interface ClassView extends ExportList {
  readonly doc: string;
  readonly name: string;
  readonly base: string;
  readonly children: readonly { readonly property: string; readonly type: string }[];
  readonly methods: readonly MethodView[];
  readonly statics: readonly string[];
}

/** A file of a resource: its class and its types. */
export interface ResourceView {
  readonly header: string;
  readonly imports: string;
  readonly classes: readonly ClassView[];
  readonly aliases: readonly string[];
  readonly types: readonly string[];
}

/** What one resource file holds. */
export interface ResourceFile {
  readonly module: string;
  readonly service?: Service;
  readonly types: readonly TypeDecl[];
  readonly aliases: readonly PageAlias[];
}

/** The view of a resource file. */
export function resourceView(file: ResourceFile, context: ApiContext, header: string): ResourceView {
  const { module, service } = file;
  const imports = makeImports(module, [...(context.declared.get(module) ?? []), ...file.aliases.map(({ name }) => name)]);
  const names = service === undefined ? undefined : context.names.services.get(service.id);
  const head = service === undefined || names === undefined ? undefined : classHead(service, names, imports, context);
  const aliases = file.aliases.map((alias) => aliasText(alias, imports, context));
  const types = file.types.map((decl) => typeText(decl, imports, module, context));
  const classes =
    head === undefined || service === undefined || names === undefined
      ? []
      : [{ ...head, ...exportList(service, file, imports, context) }];
  return { header, imports: imports.print(), classes, aliases, types };
}

function typeText(decl: TypeDecl, imports: Imports, module: string, context: ApiContext): string {
  const names = context.names.types.get(decl.id);
  return names === undefined ? '' : declarationText(names, { imports, module }, context);
}

function aliasText({ name, scheme, item, module }: PageAlias, imports: Imports, context: ApiContext): string {
  const page = context.names.pages.get(scheme)?.page ?? 'Page';
  const type = imports.use({ module: 'core/pagination.js', name: page, kind: 'type', space: 'Pagination' });
  return `export type ${name} = ${type}<${context.printer.text(item, { imports, module, within: [], direction: 'output' })}>;`;
}

function classHead(
  service: Service,
  names: ServiceNames,
  imports: Imports,
  context: ApiContext,
): Omit<ClassView, keyof ExportList> {
  const children = childClasses(service, imports, context);
  return {
    doc: docComment(service.docs, { deprecated: service.deprecated }),
    name: names.class,
    base: imports.use({ module: 'core/resource.js', name: 'APIResource', kind: 'value', space: 'Resources' }),
    children,
    methods: [
      ...service.operations.map((operation) =>
        methodView(operation, { imports, module: names.module, client: 'this._client' }, context),
      ),
      ...webhookMethods(service, { imports, module: names.module }, context),
    ],
    statics: service.children.map(
      (child, index) => `${names.class}.${context.names.services.get(child.id)?.class ?? ''} = ${children[index]?.type ?? ''};`,
    ),
  };
}

/** The properties by which children of a service are reached. */
export function childClasses(service: Service, imports: Imports, { names }: ApiContext): ClassView['children'] {
  return service.children.map(({ id }) => {
    const child = names.services.get(id) as ServiceNames;
    const type = imports.use({ module: child.module, name: child.class, kind: 'value', space: child.space });
    return { property: propertyKey(child.property), type };
  });
}

/** A method with its documentation. */
export function methodView(operation: Operation, place: Parameters<typeof printCall>[1], context: ApiContext): MethodView {
  const call = printCall(operation, place, context);
  const name = context.names.operations.get(operation.id)?.method ?? '';
  return {
    doc: docComment(operation.docs, { deprecated: operation.deprecated }),
    name,
    overloads: call.overloads.map(({ parameters, result }) => `${name}(${parameters}): ${result};`),
    parameters: call.signature.parameters,
    result: call.signature.result,
    lead: call.lead,
    expression: call.expression,
  };
}
