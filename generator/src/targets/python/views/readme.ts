import type { Operation } from '../../../ir/index.js';
import { licenseOf } from '../../../kit/license.js';
import { firstParagraph, markdownCode, markdownProse, markdownText, markdownUrl } from '../../../kit/markdown.js';
import { nameEnvironments } from '../client-options.js';
import type { NamedOption } from '../client-options.js';
import type { PythonContext } from '../context.js';
import { layout } from '../layout.js';
import { literal } from '../literal.js';
import { distributionName } from './pyproject.js';
import { callStatements, fence, readmePicks, shownCall } from './readme-code.js';

/** README.md. A section's text is empty where the API has nothing of its kind; `has…` says so. */
export interface ReadmeView {
  readonly title: string;
  readonly distribution: string;
  readonly package: string;
  readonly about: string;
  readonly hasAbout: boolean;
  readonly docs: string;
  readonly hasDocs: boolean;
  readonly client: string;
  readonly env: string;
  readonly license: string;
  readonly setup: string;
  readonly async: string;
  readonly hasCall: boolean;
  readonly hasOthers: boolean;
  readonly others: string;
  readonly hasEnvironments: boolean;
  readonly environment: string;
  readonly environments: string;
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
  readonly hasRaw: boolean;
  readonly raw: string;
}

/** The view of README.md. */
export function readmeView(context: PythonContext): ReadmeView {
  const { api, names, options, packageName } = context;
  const docs = api.docsUrl === undefined ? undefined : markdownUrl(api.docsUrl);
  const about = markdownProse(firstParagraph(api.docs.summary ?? api.docs.description ?? ''));
  const { main, ...picks } = readmePicks(context);
  return {
    title: markdownText(api.title.trim().replace(/(?<![.:;,])[.:;,]+$/, '')),
    distribution: distributionName(context),
    package: packageName,
    about,
    hasAbout: about !== '',
    docs: docs ?? '',
    hasDocs: docs !== undefined,
    client: names.client,
    env: api.envPrefix,
    license: markdownText(licenseOf(options.settings)),
    ...setupView(main, context),
    ...environmentView(context),
    ...kindsView(picks, context),
    ...webhooksView(context),
    ...mainView(main, context),
    maxRetries: api.defaults.maxRetries,
    seconds: api.defaults.timeoutMs / 1000,
  };
}

type Part<Key extends keyof ReadmeView> = Pick<ReadmeView, Key>;

const lines = (...parts: readonly (string | readonly string[])[]): string => fence(parts.flat().join('\n'));

/** How a client is made: with the credentials that the first call needs; the others are named. */
function setupView(main: Operation | undefined, { api, names, packageName, ...rest }: PythonContext): Part<'setup' | 'async' | 'hasCall' | 'hasOthers' | 'others'> {
  const context = { api, names, packageName, ...rest };
  const wanted = new Set((main?.security ?? api.security).find((set) => set.length > 0)?.map(({ scheme }) => scheme));
  const all = names.options.filter(({ option }) => option.use.kind === 'credential');
  const fits = ({ option: { use } }: NamedOption): boolean => use.kind === 'credential' && wanted.has(use.scheme);
  const shown = all.some(fits) ? all.filter(fits) : all.slice(0, 1);
  const given = shown.map(({ option, name }) =>
    option.readEnv === undefined ? `    ${name}="…",` : `    ${name}=os.environ.get(${literal(option.readEnv)}),  # the default, can be left out`,
  );
  const others = all.filter((option) => !shown.includes(option)).map(({ option, name }) => markdownCode(name) + (option.readEnv === undefined ? '' : ` (${markdownCode(option.readEnv)})`));
  const made = given.length === 0 ? [`client = ${names.client}()`] : [`client = ${names.client}(`, ...given, ')'];
  const system = given.some((line) => line.includes('os.environ')) ? ['import os', ''] : [];
  const call = main === undefined ? [] : ['', ...callStatements(main, context)];
  const body = main === undefined ? ['        ...'] : callStatements(main, context, { isAsync: true, indent: 8 });
  return {
    setup: lines(system, `from ${packageName} import ${names.client}`, '', made, call),
    async: lines('import asyncio', '', `from ${packageName} import Async${names.client}`, '', '', 'async def main() -> None:', `    async with Async${names.client}() as client:`, body, '', '', 'asyncio.run(main())'),
    hasCall: main !== undefined,
    hasOthers: others.length > 0,
    others: others.join(', '),
  };
}

function environmentView({ api, names, packageName }: PythonContext): Part<'hasEnvironments' | 'environment' | 'environments'> {
  const all = nameEnvironments(api.servers).map(({ name }) => name);
  const other = all[1];
  if (other === undefined) return { hasEnvironments: false, environment: '', environments: '' };
  return {
    hasEnvironments: true,
    environment: lines(`from ${packageName} import ${names.client}`, '', `client = ${names.client}(environment=${literal(other)})`),
    environments: all.map((each) => markdownCode(each)).join(', '),
  };
}

/** Streams, lists, files. */
function kindsView(
  { streaming, paging, upload, download }: Omit<ReturnType<typeof readmePicks>, 'main'>,
  context: PythonContext,
): Part<'hasStreaming' | 'streaming' | 'hasPaging' | 'paging' | 'pages' | 'hasUpload' | 'upload' | 'hasDownload' | 'download'> {
  const path = (code: string): string => code.replace('("example.txt", b"example")', 'Path("/path/to/file")');
  const call = (operation: Operation, options = {}): string => shownCall(operation, context, options).code;
  const isPaged = paging?.paging !== undefined;
  return {
    hasStreaming: streaming !== undefined,
    streaming: streaming === undefined ? '' : lines(layout(`stream = ${call(streaming, { stream: true })}`), 'for event in stream:', '    print(event)'),
    hasPaging: isPaged,
    paging: paging === undefined || !isPaged ? '' : lines(callStatements(paging, context)),
    pages: paging === undefined || !isPaged ? '' : lines(layout(`page = ${call(paging)}`), 'print(len(list(page.iter_pages())))', '', 'if page.has_next_page():', '    page = page.get_next_page()'),
    hasUpload: upload !== undefined,
    upload: upload === undefined ? '' : lines('from pathlib import Path', '', layout(path(call(upload)))),
    hasDownload: download !== undefined,
    download:
      download === undefined
        ? ''
        : lines(layout(`response = ${call(download)}`), 'response.write_to_file("/path/to/file")', '', layout(`with ${call(download, { form: 'with_streaming_response' })} as response:`), '    for piece in response.iter_bytes():', '        print(len(piece))'),
  };
}

function webhooksView({ api, names, packageName }: PythonContext): Part<'hasWebhooks' | 'webhooks'> {
  if (api.webhooks === undefined) return { hasWebhooks: false, webhooks: '' };
  const { access = [] } = names.services.get(api.webhooks.service) ?? {};
  const known = names.options.some(({ option }) => option.use.kind === 'webhookSecret');
  const key = known ? '' : `, key=os.environ[${literal(`${api.envPrefix}_WEBHOOK_SECRET`)}]`;
  return {
    hasWebhooks: true,
    webhooks: lines(
      known ? [] : ['import os'],
      'from collections.abc import Mapping',
      '',
      `from ${packageName} import WebhookVerificationError`,
      '',
      '',
      'def handle(body: bytes, headers: Mapping[str, str]) -> int:',
      '    try:',
      `        event = ${['client', ...access, 'unwrap'].join('.')}(body, headers${key})`,
      '    except WebhookVerificationError:',
      '        return 400',
      '    print(event)',
      '    return 204',
    ),
  };
}

/** What the sections on errors, limits and responses show: the same call in other ways. */
function mainView(main: Operation | undefined, context: PythonContext): Part<'errors' | 'limits' | 'hasRaw' | 'raw'> {
  const { packageName, names } = context;
  if (main === undefined) return { errors: '', limits: '', hasRaw: false, raw: '' };
  const { code, variable } = shownCall(main, context);
  const limited = shownCall(main, context, { client: 'client.with_options(max_retries=5)' }).code;
  const inCall = `${limited.slice(0, -1)}${limited.endsWith('()') ? '' : ', '}timeout=Timeout(20.0, connect=2.0))`;
  const raw = shownCall(main, context, { form: 'with_raw_response' }).code;
  return {
    errors: lines(
      `import ${packageName}`,
      '',
      'try:',
      `    ${layout(code, 4)}`,
      `except ${packageName}.APIConnectionError as error:`,
      '    print("No response:", error.__cause__)',
      `except ${packageName}.RateLimitError as error:`,
      '    print("Too many requests; wait for", error.retry_after, "seconds")',
      `except ${packageName}.APIStatusError as error:`,
      '    print(error.status_code, error.request_id, error.body)',
    ),
    limits: lines(`from ${packageName} import ${names.client}, Timeout`, '', `client = ${names.client}(max_retries=0, timeout=30.0, deadline=60.0)`, '', layout(inCall)),
    hasRaw: main.result.kind !== 'binary',
    raw: lines(layout(`response = ${raw}`), 'print(response.status_code, response.request_id, response.headers.get("content-type"))', ...(variable === undefined ? [] : [`${variable === 'response' || main.paging !== undefined ? 'value' : variable} = response.parse()`])),
  };
}
