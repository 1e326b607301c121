import type { Operation } from '../../../ir/index.js';
import { layout } from '../../../kit/layout.js';
import { literal } from '../../../kit/literal.js';
import { firstParagraph, markdownCode, markdownProse, markdownText, markdownUrl } from '../../../kit/markdown.js';
import { nameOptions } from '../auth.js';
import type { NamedOption } from '../auth.js';
import type { ApiContext } from '../context.js';
import { exampleCall } from '../examples.js';
import { packageName } from '../package-name.js';
import { environmentNames } from './client-core.js';
import {
  argumentDoors,
  callCode,
  callStatements,
  fence,
  loop,
  methodCall,
  resultName,
  serviceOf,
  variableName,
  withImports,
  withOptions,
} from './readme-code.js';
import { readmePicks } from './readme-picks.js';
import { secretOption } from './webhooks.js';

/** README.md. A section's text is empty where the API has nothing of its kind; `has…` says so. */
export interface ReadmeView {
  readonly title: string;
  readonly package: string;
  readonly about: string;
  readonly hasAbout: boolean;
  readonly docs: string;
  readonly hasDocs: boolean;
  readonly client: string;
  readonly core: string;
  readonly env: string;
  readonly license: string;
  readonly setup: string;
  readonly hasCall: boolean;
  readonly call: string;
  readonly hasOthers: boolean;
  readonly others: string;
  readonly hasEnvironments: boolean;
  readonly environment: string;
  readonly environments: string;
  readonly hasTypes: boolean;
  readonly typesNamed: string;
  readonly typesImported: string;
  readonly hasStreaming: boolean;
  readonly streaming: string;
  readonly hasPaging: boolean;
  readonly paging: string;
  readonly pages: string;
  readonly hasUpload: boolean;
  readonly upload: string;
  readonly hasDownload: boolean;
  readonly download: string;
  readonly hasWebhooks: boolean;
  readonly webhooks: string;
  readonly errors: string;
  readonly maxRetries: number;
  readonly seconds: number;
  readonly limits: string;
  readonly raw: string;
  readonly functions: string;
}

/** The view of README.md. */
export function readmeView(context: ApiContext, license: string): ReadmeView {
  const { api, names, options } = context;
  const docs = api.docsUrl === undefined ? undefined : markdownUrl(api.docsUrl);
  const about = markdownProse(firstParagraph(api.docs.summary ?? api.docs.description ?? ''));
  const name = packageName(options.packageName, api.name.words);
  const { main, ...sections } = readmePicks(context);
  return {
    title: markdownText(api.title.trim().replace(/(?<![.:;,])[.:;,]+$/, '')),
    package: name,
    about,
    hasAbout: about !== '',
    docs: docs ?? '',
    hasDocs: docs !== undefined,
    client: names.client,
    core: names.core,
    env: api.envPrefix,
    license: markdownText(license),
    ...setupView(main, name, context),
    ...environmentView(name, context),
    ...typesView(main, name, context),
    ...kindsView(sections, name, context),
    ...webhooksView(name, context),
    ...mainView(main, name, context),
    maxRetries: api.defaults.maxRetries,
    seconds: api.defaults.timeoutMs / 1000,
  };
}

type Part<Key extends keyof ReadmeView> = Pick<ReadmeView, Key>;

/** How a client is made: with the credentials that the first call needs; the others are named. */
function setupView(main: Operation | undefined, from: string, context: ApiContext): Part<'setup' | 'hasCall' | 'call' | 'hasOthers' | 'others'> {
  const { api, names } = context;
  const wanted = new Set((main?.security ?? api.security).find((set) => set.length > 0)?.map(({ scheme }) => scheme));
  const all = nameOptions(api.options, names.casing).filter(({ option }) => option.use.kind === 'credential');
  const fits = ({ option: { use } }: NamedOption): boolean => use.kind === 'credential' && wanted.has(use.scheme);
  const shown = all.some(fits) ? all.filter(fits) : all.slice(0, 1);
  const lines = shown.map(({ option, name }) =>
    option.readEnv === undefined ? `  ${name}: '…',` : `  ${name}: process.env[${literal(option.readEnv)}], // the default, can be left out`,
  );
  const others = all
    .filter((option) => !shown.includes(option))
    .map(({ option, name }) => markdownCode(name) + (option.readEnv === undefined ? '' : ` (${markdownCode(option.readEnv)})`));
  const call = main === undefined ? '' : callStatements(main, context);
  const client = lines.length === 0 ? `new ${names.client}();` : `new ${names.client}({\n${lines.join('\n')}\n});`;
  const file = call.includes('toFile(') ? ', { toFile }' : '';
  return {
    setup: fence(`import ${names.client}${file} from ${literal(from)};\n\nconst client = ${client}`),
    hasCall: main !== undefined,
    call: fence(call),
    hasOthers: others.length > 0,
    others: others.join(', '),
  };
}

function environmentView(from: string, { api, names }: ApiContext): Part<'hasEnvironments' | 'environment' | 'environments'> {
  const all = environmentNames(api.servers);
  const other = all[1];
  if (other === undefined) return { hasEnvironments: false, environment: '', environments: '' };
  return {
    hasEnvironments: true,
    environment: fence(`import ${names.client} from ${literal(from)};\n\nconst client = new ${names.client}({ environment: ${literal(other)} });`),
    environments: all.map((each) => markdownCode(each)).join(', '),
  };
}

/** Two ways to name the type of an argument. */
function typesView(main: Operation | undefined, from: string, context: ApiContext): Part<'hasTypes' | 'typesNamed' | 'typesImported'> {
  const doors = main === undefined ? undefined : argumentDoors(main, context);
  const { args } = main === undefined ? { args: [] } : methodCall(main, context);
  const value = args.at(-1);
  if (main === undefined || doors === undefined || value === undefined || args.length !== main.positional.length + 1)
    return { hasTypes: false, typesNamed: '', typesImported: '' };
  const call = callCode({ ...methodCall(main, context), args: [...args.slice(0, -1), 'params'] });
  const result = main.result.kind === 'none' ? `await ${call};` : `const ${resultName(main, context)} = await ${call};`;
  const file = value.includes('toFile(') ? ', { toFile }' : '';
  return {
    hasTypes: true,
    typesNamed: fence(
      `import ${context.names.client}${file} from ${literal(from)};\n\n${layout(`const params: ${doors.name} = ${value}`, 99)};\n${result}`,
    ),
    typesImported: fence(`import type { ${doors.plain} } from ${literal(`${from}/${doors.module}`)};`),
  };
}

/** Streams, lists, files. */
function kindsView(
  { streaming, paging, upload, download }: Omit<ReturnType<typeof readmePicks>, 'main'>,
  from: string,
  context: ApiContext,
): Part<'hasStreaming' | 'streaming' | 'hasPaging' | 'paging' | 'pages' | 'hasUpload' | 'upload' | 'hasDownload' | 'download'> {
  const call = (operation: Operation, stream = false): string => callCode(methodCall(operation, context, stream));
  const files = (code: string): string => code.replace("await toFile('example', 'example.txt')", "createReadStream('/path/to/file')");
  return {
    hasStreaming: streaming !== undefined,
    streaming:
      streaming === undefined
        ? ''
        : withImports(`const stream = await ${call(streaming, true)};\nfor await (const event of stream) {\n  console.log(event);\n}`, from),
    hasPaging: paging?.paging !== undefined,
    paging: paging?.paging === undefined ? '' : withImports(loop(paging, context), from),
    pages:
      paging?.paging === undefined
        ? ''
        : withImports(
            `let page = await ${call(paging)};\nconsole.log(page.getPaginatedItems());\nwhile (page.hasNextPage()) {\n  page = await page.getNextPage();\n  console.log(page.getPaginatedItems());\n}`,
            from,
          ),
    hasUpload: upload !== undefined,
    upload: upload === undefined ? '' : withImports(files(`await ${call(upload)};`), from),
    hasDownload: download !== undefined,
    download:
      download === undefined
        ? ''
        : withImports(
            `import { writeFile } from 'node:fs/promises';\n\nconst response = await ${call(download)};\nif (response.body) await writeFile('/path/to/file', response.body);`,
            from,
          ),
  };
}

function webhooksView(from: string, context: ApiContext): Part<'hasWebhooks' | 'webhooks'> {
  const { api, names } = context;
  if (api.webhooks === undefined) return { hasWebhooks: false, webhooks: '' };
  const { access = [] } = names.services.get(api.webhooks.service) ?? {};
  const known = secretOption(context) !== undefined || api.webhooks.readEnv !== undefined;
  const secret = known ? '' : `, process.env[${literal(`${api.envPrefix}_WEBHOOK_SECRET`)}]`;
  const code = `export async function handle(request: Request): Promise<Response> {
  try {
    const event = await ${['client', ...access, 'unwrap'].join('.')}(await request.text(), request.headers${secret});
    console.log(event);
    return new Response(null, { status: 204 });
  } catch (error) {
    if (error instanceof WebhookVerificationError) return new Response(null, { status: 400 });
    throw error;
  }
}`;
  return { hasWebhooks: true, webhooks: withImports(code, from, ['WebhookVerificationError']) };
}

/** What the sections on errors, limits, responses and functions show: the same call in other ways. */
function mainView(main: Operation | undefined, from: string, context: ApiContext): Part<'errors' | 'limits' | 'raw' | 'functions'> {
  if (main === undefined) return { errors: '', limits: '', raw: '', functions: '' };
  const call = callCode(methodCall(main, context));
  const indented = call.replace(/\n/g, '\n  ');
  const errors = `try {
  await ${indented};
} catch (error) {
  if (!(error instanceof APIError)) throw error;
  console.log(error.status, error.name, error.message, error.requestID);
}`;
  const data = main.result.kind === 'value' ? variableName(main.result.type, 'data', context) : 'data';
  const before = `const { data${data === 'data' || data === 'response' ? '' : `: ${data}`}, response, requestID } = await `;
  const raw = `${before}${callCode(methodCall(main, context), before, '.withResponse();')}.withResponse();
console.log(response.status, requestID, ${data === 'response' ? 'data' : data});`;
  const { operations = '' } = context.names.services.get(serviceOf(main, context)?.id ?? '') ?? {};
  const name = context.names.operations.get(main.id)?.function ?? '';
  const direct = callCode({ callee: name, args: ['client', ...exampleCall(main, context).args] });
  const functions = [
    `import { ${context.names.core} } from ${literal(`${from}/client-core`)};`,
    `import { ${name} } from ${literal(`${from}/${operations.replace(/\.js$/, '')}`)};`,
    ...(direct.includes('toFile(') ? [`import { toFile } from ${literal(`${from}/core/uploads`)};`] : []),
    '',
    `const client = new ${context.names.core}();`,
    main.result.kind === 'none' ? `await ${direct};` : `const ${resultName(main, context)} = await ${direct};`,
  ].join('\n');
  return {
    errors: withImports(errors, from, ['APIError']),
    limits: withImports(`await ${withOptions(main, '{ maxRetries: 5, timeout: 20_000 }', context)};`, from),
    raw: withImports(raw, from),
    functions: fence(functions),
  };
}
