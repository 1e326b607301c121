import yaml from 'js-yaml';
import { emptyConfig, type Config } from '../config/config.js';
import { readConfig } from '../config/read.js';
import type { Operation, Service, TypeDecl } from '../ir/index.js';
import { resolve } from '../resolve/resolve.js';
import { model, type Modelled } from './model.js';

type Source = Parameters<typeof resolve>[0][number];

/** A document in memory, for tests. */
export function sourceOf(text: string, file = 'openapi.yaml'): Source {
  return { file, uri: `/${file}`, format: 'yaml', bytes: Buffer.from(text), value: yaml.load(text) };
}

/** Models a document that is given as data or as YAML, with a configuration that is given as YAML. */
export function modelOf(document: string | object, config?: string): Modelled & { readonly configuration: Config } {
  const source: Source = typeof document === 'string' ? sourceOf(document) : { ...sourceOf(''), value: document };
  const openapi = resolve([source]).value;
  if (!openapi) throw new Error('the test document does not resolve');
  const configuration = config === undefined ? emptyConfig : readConfig(sourceOf(config, 'sdkwright.yaml')).value;
  if (!configuration) throw new Error('the test configuration is not readable');
  return { ...model(openapi, configuration), configuration };
}

/** A document with these schemas, each used by nothing. */
export function schemasOf(schemas: string, version = '3.1.0'): Modelled {
  const document = {
    openapi: version,
    info: { title: 'Test', version: '1' },
    paths: {},
    components: { schemas: yaml.load(schemas) },
  };
  return modelOf(document);
}

/** Every operation of an API, by id. */
export function operationsOf({ api }: Modelled): ReadonlyMap<string, Operation> {
  const found = new Map<string, Operation>();
  const visit = (service: Service): void => {
    for (const operation of service.operations) found.set(operation.id, operation);
    service.children.forEach(visit);
  };
  visit(api.root);
  return found;
}

/** A declaration by its id. */
export function declOf<K extends TypeDecl['kind']>(
  { api }: Modelled,
  id: string,
  kind: K,
): Extract<TypeDecl, { readonly kind: K }> {
  const found = api.types.find((decl) => decl.id === id);
  if (found?.kind !== kind)
    throw new Error(
      `${id} is ${found ? `a ${found.kind}` : 'not declared'}; declared: ${api.types.map((decl) => decl.id).join(', ')}`,
    );
  return found as Extract<TypeDecl, { readonly kind: K }>;
}

/** The type of a property of a record. */
export function propertyOf(
  modelled: Modelled,
  id: string,
  wire: string,
): Extract<TypeDecl, { readonly kind: 'record' }>['properties'][number] {
  const property = declOf(modelled, id, 'record').properties.find(({ name }) => name.wire === wire);
  if (!property) throw new Error(`${id} has no property ${wire}`);
  return property;
}
