import type { Docs, Service } from '../../../ir/index.js';
import { docComment, docsText } from '../../../kit/comment.js';
import { makeImports } from '../../../kit/imports.js';
import { printCall } from '../calls.js';
import type { ApiContext } from '../context.js';
import type { MethodView } from './resource.js';

/** A file of per-operation functions. */
export interface FunctionsView {
  readonly header: string;
  readonly imports: string;
  readonly functions: readonly MethodView[];
}

/** The method of the same operation has the whole documentation; here its beginning is enough. */
function firstSentence(docs: Docs): string {
  const paragraph = docsText(docs).split(/\n\s*\n/, 1)[0] ?? '';
  return /^.*?[.!?](?=\s|$)/s.exec(paragraph)?.[0] ?? paragraph;
}

/** The view of the per-operation functions of a service. */
export function functionsView(service: Service, context: ApiContext, header: string): FunctionsView {
  const module = context.names.services.get(service.id)?.operations ?? '';
  const names = service.operations.map(({ id }) => context.names.operations.get(id)?.function ?? '');
  const imports = makeImports(module, names);
  const client = `client: ${imports.use({ module: 'internal/client.js', name: 'APIClient', kind: 'type', space: 'Client' })}`;
  const functions = service.operations.map((operation, index) => {
    const call = printCall(operation, { imports, module, client: 'client', bare: true }, context);
    const name = names[index] ?? '';
    const list = (parameters: string): string => [client, parameters].join(', ');
    return {
      doc: docComment({ description: firstSentence(operation.docs) }, { deprecated: operation.deprecated }),
      name,
      overloads: call.overloads.map(({ parameters, result }) => `export function ${name}(${list(parameters)}): ${result};`),
      parameters: list(call.signature.parameters),
      result: call.signature.result,
      lead: call.lead,
      expression: call.expression,
    };
  });
  return { header, imports: imports.print(), functions };
}
