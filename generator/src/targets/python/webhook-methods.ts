import type { Service } from '../../ir/index.js';
import type { CallPlace } from './calls.js';
import type { PythonContext } from './context.js';
import { docstring } from './docstring.js';
import { layout } from './layout.js';
import { literal } from './literal.js';

const unwrapDocs = `Checks the signature and the time of a webhook and returns its content.

Args:
  payload: The body as it came, unparsed.

  headers: The headers of the request.

  key: The signing secret, or several while one is being replaced; the client's own when left out.`;

const unsafeDocs = 'Returns the content of a webhook without checking who sent it: for bodies that were checked before.';

/** `unwrap` and `unsafe_unwrap`, for the service that has them. */
export function webhookMethods(service: Service, { imports, output }: CallPlace, context: PythonContext): readonly string[] {
  const { webhooks } = context.api;
  if (webhooks?.service !== service.id) return [];
  const event = context.printer.text({ kind: 'named', id: webhooks.event }, output);
  const name = context.names.options.find(({ option }) => option.use.kind === 'webhookSecret')?.name;
  const own = name === undefined ? 'None' : `getattr(self._client, ${literal(name)}, None)`;
  const hint = [name ?? 'key', ...(webhooks.readEnv === undefined ? [] : [`(${webhooks.readEnv})`])].join(' ');
  const mapping = imports.typing('Mapping');
  const sequence = imports.typing('Sequence');
  const unwrap = imports.from('_core.webhooks', 'unwrap_webhook');
  const parse = imports.from('_core.webhooks', 'parse_webhook');
  return [
    [
      '    def unwrap(',
      '        self,',
      '        payload: str | bytes,',
      `        headers: ${mapping}[str, str],`,
      '        *,',
      `        key: str | ${sequence}[str] | None = None,`,
      `    ${layout(`) -> ${event}`, 4, 1)}:`,
      `        ${docstring(unwrapDocs, 8)}`,
      `        secret = key if key is not None else ${own}`,
      `        ${layout(`return ${unwrap}(${event}, payload, headers, secret, hint=${literal(hint)})`, 8)}`,
    ].join('\n'),
    [`    def unsafe_unwrap(self, payload: str | bytes) -> ${event}:`, `        ${docstring(unsafeDocs, 8)}`, `        return ${parse}(${event}, payload)`].join('\n'),
  ];
}
