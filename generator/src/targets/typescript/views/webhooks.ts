import type { Api, Service } from '../../../ir/index.js';
import { docComment } from '../../../kit/comment.js';
import type { Imports, Symbol } from '../../../kit/imports.js';
import { literal } from '../../../kit/literal.js';
import { nameOptions } from '../auth.js';
import type { ApiContext } from '../context.js';
import type { MethodView } from './resource.js';

const symbol = (name: string, kind: 'type' | 'value'): Symbol => ({ module: 'core/webhooks.js', name, kind, space: 'Webhook' });

/** The name of the constructor option that holds the secret of webhooks; undefined when there is none. */
export function secretOption(context: ApiContext): string | undefined {
  return nameOptions(context.api.options, context.names.casing).find(({ option }) => option.use.kind === 'webhookSecret')?.name;
}

/** `unwrap` and `unsafeUnwrap`, for the service that has them. */
export function webhookMethods(
  service: Service,
  { imports, module }: { readonly imports: Imports; readonly module: string },
  context: ApiContext,
): readonly MethodView[] {
  const { webhooks } = context.api;
  if (webhooks?.service !== service.id) return [];
  const event = context.printer.text({ kind: 'named', id: webhooks.event }, { imports, module, within: [], direction: 'output' });
  const promise = imports.global('Promise');
  const fallback = secretText(context.api, context, imports);
  const secret = `secret: string | readonly string[] | null | undefined${fallback === undefined ? '' : ` = ${fallback.expression}`}`;
  const missing = `if (!secret) throw new TypeError(${literal(`The webhook secret is missing: pass it${fallback === undefined ? '' : `, or set ${fallback.hint}`}`)});`;
  const options = `options?: ${imports.use(symbol('WebhookOptions', 'type'))}`;
  return [
    {
      doc: docComment({
        description:
          'Checks the signature and the time of a webhook and returns its content. Pass the body as it came, unparsed.\n\nSeveral secrets may be given while one is being replaced.',
      }),
      name: 'async unwrap',
      overloads: [],
      parameters: `body: string | Uint8Array, headers: ${imports.use(symbol('WebhookHeaders', 'type'))}, ${secret}, ${options}`,
      result: `${promise}<${event}>`,
      lead: missing,
      expression: `${imports.use(symbol('unwrapWebhook', 'value'))}<${event}>(body, headers, secret, options)`,
    },
    {
      doc: docComment({
        description: 'Returns the content of a webhook without checking who sent it: for bodies that were checked before.',
      }),
      name: 'unsafeUnwrap',
      overloads: [],
      parameters: 'body: string | Uint8Array',
      result: event,
      lead: '',
      expression: `${imports.use(symbol('parseWebhook', 'value'))}<${event}>(body)`,
    },
  ];
}

interface SecretSource {
  readonly expression: string;
  readonly hint: string;
}

/** Where the secret comes from when the caller passes none: the client's option, or the environment. */
function secretText({ webhooks }: Api, context: ApiContext, imports: Imports): SecretSource | undefined {
  const option = secretOption(context);
  const variable = webhooks?.readEnv;
  if (option !== undefined) {
    const core = imports.use({ module: 'client-core.js', name: context.names.core, kind: 'type', space: 'Core' });
    return {
      expression: `(this._client as ${core}).${option}`,
      hint: `the client's option \`${option}\`${variable === undefined ? '' : ` (${variable})`}`,
    };
  }
  if (variable === undefined) return undefined;
  const read = imports.use({ module: 'internal/platform.js', name: 'readEnv', kind: 'value', space: 'Platform' });
  return { expression: `${read}(${literal(variable)})`, hint: `the environment variable ${variable}` };
}
