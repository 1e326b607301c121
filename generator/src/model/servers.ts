import type { Name, Server } from '../ir/index.js';
import { childList, childMap } from '../resolve/located.js';
import type { Located, Node } from '../resolve/openapi.js';
import { docsOf, noDocs, text, type Context } from './context.js';
import { unique, type Taken } from './names.js';
import { nameOf } from './words.js';

/** The places where the API answers: the configuration's environments, else the document's servers. */
export function serversOf(ctx: Context): readonly Server[] {
  const { environments } = ctx.config;
  if (environments.length > 0)
    return environments.map(({ name, url }) => ({
      name: nameOf(name),
      url: expand(url, []),
      docs: noDocs,
      variables: [],
      template: url,
    }));
  const taken: Taken = new Map();
  return childList(ctx.openapi.at(), 'servers').flatMap((server, index) => {
    const template = text(server.value, 'url');
    if (template === undefined) return [];
    const variables = variablesOf(server);
    const url = expand(template, variables);
    return [
      {
        name: unique(taken, nameOfServer(server.value.name, text(server.value, 'description'), url, index)),
        url,
        docs: docsOf(server.value),
        variables,
        template,
      },
    ];
  });
}

function variablesOf(server: Located<Node>): Server['variables'] {
  return childMap(server, 'variables').map(([wire, variable]) => ({
    name: nameOf(wire),
    default: typeof variable.value.default === 'string' ? variable.value.default : String(variable.value.default ?? ''),
    ...(Array.isArray(variable.value.enum)
      ? { values: variable.value.enum.filter((value): value is string => typeof value === 'string') }
      : {}),
    docs: docsOf(variable.value),
  }));
}

/** The URL of the server that an operation or its path has for itself, with the defaults of its variables. */
export function ownServer(operation: Located<Node>, item: Located<Node>): string | undefined {
  const server = childList(operation, 'servers')[0] ?? childList(item, 'servers')[0];
  const template = server && text(server.value, 'url');
  return server && template !== undefined ? expand(template, variablesOf(server)) : undefined;
}

function expand(template: string, variables: readonly { readonly name: Name; readonly default: string }[]): string {
  const values = new Map(variables.map((variable) => [variable.name.wire, variable.default]));
  const url = template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => values.get(name) ?? whole);
  return url.length > 1 && url.endsWith('/') ? url.slice(0, -1) : url;
}

const stages = [
  'production',
  'sandbox',
  'staging',
  'development',
  'test',
  'local',
  'mock',
  'beta',
  'preview',
  'live',
  'eu',
  'us',
  'uat',
  'demo',
] as const;
const synonyms: Readonly<Record<string, string>> = {
  prod: 'production',
  dev: 'development',
  localhost: 'local',
  testing: 'test',
};

/** `Production`, `https://sandbox.…`: the stage that a server's own name, description or host tells; else its place in the list. */
function nameOfServer(name: unknown, description: string | undefined, url: string, index: number): Name {
  if (typeof name === 'string' && name !== '') return nameOf(name);
  const stage = stageIn(description?.split(/[.;,:]/)[0] ?? '') ?? stageIn(url.replace(/^[a-z]+:\/\//, '').split('/')[0] ?? '');
  if (stage !== undefined) return nameOf(stage);
  return index === 0 ? nameOf('production') : nameOf(`environment_${index + 1}`);
}

function stageIn(prose: string): string | undefined {
  if (prose.length > 80) return undefined;
  const words = prose.toLowerCase().split(/[^a-z]+/);
  return words.map((word) => synonyms[word] ?? word).find((word) => (stages as readonly string[]).includes(word));
}
