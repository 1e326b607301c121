import type { Operation } from '../../../ir/index.js';
import { layout } from '../../../kit/layout.js';
import { literal } from '../../../kit/literal.js';
import { markdownProse, markdownText, markdownUrl } from '../../../kit/markdown.js';
import { nameOptions } from '../auth.js';
import type { ApiContext } from '../context.js';
import { exampleCall, holdsFile } from '../examples.js';
import { allServices, operationsOf } from '../names.js';
import { packageName } from '../package-name.js';

/** README.md. */
export interface ReadmeView {
  readonly title: string;
  readonly package: string;
  readonly about: string;
  readonly hasAbout: boolean;
  readonly docs: string;
  readonly hasDocs: boolean;
  readonly client: string;
  readonly core: string;
  readonly setup: string;
  readonly call: string;
  readonly env: string;
  readonly hasPaging: boolean;
  readonly paging: string;
  readonly hasStreaming: boolean;
  readonly streaming: string;
  readonly hasUpload: boolean;
  readonly upload: string;
  readonly hasWebhooks: boolean;
  readonly webhooks: string;
  readonly hasFunction: boolean;
  readonly function: string;
  readonly functionModule: string;
  readonly functionCall: string;
  readonly license: string;
}

const fence = (code: string): string => code.replace(/```/g, '\\`\\`\\`');

/** The view of README.md. */
export function readmeView(context: ApiContext, license: string): ReadmeView {
  const { api, names, options } = context;
  const all = operationsOf(api.root);
  const pick = (id: string | undefined, fits: (operation: Operation) => boolean): Operation | undefined =>
    all.find((operation) => operation.id === id) ?? all.find(fits);
  const plain = (operation: Operation): boolean =>
    operation.streaming?.trigger.kind !== 'always' && operation.paging === undefined && operation.result.kind === 'value';
  const main =
    pick(api.readme.headline ?? api.readme.default, (operation) => plain(operation) && operation.body !== undefined) ??
    all.find(plain) ??
    all[0];
  const paging = pick(api.readme.pagination, (operation) => operation.paging !== undefined);
  const streaming = pick(
    api.readme.streaming,
    (operation) => operation.streaming !== undefined && !holdsFile(exampleCall(operation, context).body),
  );
  const upload = pick(
    api.readme.upload,
    (operation) => operation.body?.contents[0].kind === 'multipart' && holdsFile(exampleCall(operation, context).body),
  );
  const docs = api.docsUrl === undefined ? undefined : markdownUrl(api.docsUrl);
  const name = packageName(options.packageName, api.name.words);
  const about = markdownProse((api.docs.summary ?? api.docs.description ?? '').split(/\n\s*\n/, 1)[0] ?? '');
  return {
    title: markdownText(api.title),
    package: name,
    about,
    hasAbout: about !== '',
    docs: docs ?? '',
    hasDocs: docs !== undefined,
    client: names.client,
    core: names.core,
    setup: setupText(context),
    call: main === undefined ? '' : fence(callText(main, context)),
    env: api.envPrefix,
    hasPaging: paging?.paging !== undefined,
    paging:
      paging?.paging === undefined
        ? ''
        : fence(`for await (const item of ${callExpression(paging, context)}) {\n  console.log(item);\n}`),
    hasStreaming: streaming !== undefined,
    streaming:
      streaming === undefined
        ? ''
        : fence(
            `const stream = await ${callExpression(streaming, context, true)};\nfor await (const event of stream) {\n  console.log(event);\n}`,
          ),
    hasUpload: upload !== undefined,
    upload:
      upload === undefined
        ? ''
        : fence(
            `await ${callExpression(upload, context).replace(/await toFile\('example', 'example\.txt'\)/g, "createReadStream('/path/to/file')")};`,
          ),
    hasWebhooks: api.webhooks !== undefined,
    webhooks: `client.${names.services.get(api.webhooks?.service ?? '')?.access.join('.') ?? 'webhooks'}.unwrap(body, headers)`,
    ...functionView(main, context),
    license: markdownText(license),
  };
}

function setupText({ api, names }: ApiContext): string {
  const named = nameOptions(api.options, names.casing).filter(({ option }) => option.use.kind === 'credential');
  const lines = named.map(({ option, name }) =>
    option.readEnv === undefined
      ? `  ${name}: '…',`
      : `  ${name}: process.env[${literal(option.readEnv)}], // the default, can be left out`,
  );
  return fence(
    lines.length === 0
      ? `const client = new ${names.client}();`
      : `const client = new ${names.client}({\n${lines.join('\n')}\n});`,
  );
}

function callExpression(operation: Operation, context: ApiContext, stream = false): string {
  const service = allServices(context.api.root).find(({ operations }) => operations.includes(operation));
  const access = [
    'client',
    ...(context.names.services.get(service?.id ?? '')?.access ?? []),
    context.names.operations.get(operation.id)?.method ?? '',
  ];
  const trigger = stream && operation.streaming?.trigger.kind === 'param' ? { [operation.streaming.trigger.wire]: true } : {};
  return layout(`${access.join('.')}(${exampleCall(operation, context, trigger).args.join(', ')})`);
}

function callText(operation: Operation, context: ApiContext): string {
  const call = callExpression(operation, context);
  return operation.result.kind === 'none' ? `await ${call};` : `const result = await ${call};\nconsole.log(result);`;
}

function functionView(
  operation: Operation | undefined,
  context: ApiContext,
): Pick<ReadmeView, 'hasFunction' | 'function' | 'functionModule' | 'functionCall'> {
  if (operation === undefined) return { hasFunction: false, function: '', functionModule: '', functionCall: '' };
  const service = allServices(context.api.root).find(({ operations }) => operations.includes(operation));
  const name = context.names.operations.get(operation.id)?.function ?? '';
  const module = (context.names.services.get(service?.id ?? '')?.operations ?? '').replace(/\.js$/, '');
  return {
    hasFunction: true,
    function: name,
    functionModule: module,
    functionCall: fence(`const result = await ${layout(`${name}(${['client', ...exampleCall(operation, context).args].join(', ')})`)};`),
  };
}
