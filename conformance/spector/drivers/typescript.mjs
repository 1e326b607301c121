// Calls generated TypeScript SDKs: `node typescript.mjs JOBS RESULTS`.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [jobsFile, resultsFile] = process.argv.slice(2);
const camel = (name) => name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());
const loaded = new Map();

/** The SDK of a folder: its module, its operations and its client class. */
async function load(folder) {
  const name = basename(folder);
  if (!loaded.has(folder)) {
    const { client, operations } = JSON.parse(readFileSync(join(folder, 'operations.json'), 'utf8'));
    const sdk = await import(pathToFileURL(join(dirname(folder), 'js', name, 'src', 'index.js')).href);
    loaded.set(folder, { sdk, operations, Client: sdk[client] });
  }
  return loaded.get(folder);
}

const bytes = (base64) => Buffer.from(base64, 'base64');

/** A body in the terms of the SDK: plain data, a file, or an object of parts. */
async function bodyOf(body, sdk) {
  if (body === undefined) return undefined;
  if (body.parts) return partsOf(body, sdk);
  if (body.base64 !== undefined) return new Blob([bytes(body.base64)], { type: body.type });
  return body.lines ?? body.json ?? body.text ?? null;
}

async function partsOf({ parts, files }, sdk) {
  const made = { ...parts };
  for (const { part, name, type, base64 } of files) {
    const file = await sdk.toFile(bytes(base64), name, { type });
    made[part] = made[part] === undefined ? file : [made[part], file].flat();
  }
  return made;
}

/** Parameters by place and wire name, a query of free names under its own parameter. */
function parametersOf({ path = {}, query = {}, header = {}, cookie = {} }) {
  const places = { path, query, header, cookie };
  return Object.entries(places).flatMap(([place, values]) => Object.entries(values).map(([wire, value]) => ({ place, wire, value })));
}

/** The arguments of a call, in order; headers that the SDK has no parameter for are options of the call. */
async function argumentsOf(operation, job, sdk) {
  const given = parametersOf(job);
  const take = (place, wire) => {
    const at = given.findIndex((one) => one.place === place && one.wire.toLowerCase() === wire.toLowerCase());
    return at < 0 ? undefined : given.splice(at, 1)[0].value;
  };
  const body = await bodyOf(job.body, sdk);
  const made = operation.args.filter(({ kind }) => kind !== 'options').map((argument) => (argument.kind === 'path' ? take('path', argument.wire) : objectOf(argument, take, body)));
  const lost = given.filter(({ place }) => place !== 'header');
  if (lost.length > 0) throw new Error(`no parameter for ${lost.map(({ place, wire }) => `${place} ${wire}`).join(', ')}`);
  if (body !== undefined && !operation.args.some((argument) => argument.body)) throw new Error('no parameter for the body');
  const headers = { ...Object.fromEntries(given.map(({ wire, value }) => [wire, value])), ...job.headers };
  return [...made, Object.keys(headers).length > 0 ? { headers } : undefined];
}

function objectOf({ fields, body: shape }, take, body) {
  if (shape === 'value' && fields.every((field) => field.in === 'body')) return body;
  const made = {};
  for (const { name, in: place, wire } of fields) {
    const value = place === 'body' ? (shape === 'value' ? body : body?.[wire]) : take(place, wire);
    if (value !== undefined) made[name] = value;
  }
  if (body === undefined && Object.keys(made).length === 0) return undefined;
  if (shape !== 'fields') return made;
  const known = new Set(fields.filter((field) => field.in === 'body').map(({ wire }) => wire));
  return { ...made, ...Object.fromEntries(Object.entries(body ?? {}).filter(([wire]) => !known.has(wire))) };
}

/** What a call gave, as JSON. */
async function consume(call, operation, { paged, raw }) {
  if (raw) return { value: Buffer.from(await (await call.asResponse()).arrayBuffer()).toString('base64') };
  if (paged) {
    const pages = [];
    for await (const page of (await call).iterPages()) pages.push(page.getPaginatedItems());
    return { pages };
  }
  const value = await call;
  if (operation.returns === 'binary') return { value: Buffer.from(await value.arrayBuffer()).toString('base64') };
  if (operation.returns === 'stream') {
    const items = [];
    for await (const item of value) items.push(item);
    return { value: items };
  }
  return { value };
}

/** The path in an element of an XML text: no operation is for it, the client's own `get` is. */
const linkIn = (text, element) => new URL(new RegExp(`<${element}>([^<]*)</`).exec(text)[1]).pathname;

async function perform(job) {
  const { sdk, operations, Client } = await load(job.folder);
  const operation = operations.find(({ method, path }) => `${method} ${path}` === job.operation);
  if (!operation) throw new Error(`no ${job.operation}`);
  const client = new Client({ baseURL: job.base, maxRetries: 0, timeout: 5000, ...Object.fromEntries(Object.entries(job.client ?? {}).map(([name, value]) => [camel(name), value])) });
  try {
    const names = operation.call.split('.');
    const owner = names.slice(0, -1).reduce((one, name) => one[name], client);
    const outcome = await consume(owner[names.at(-1)](...(await argumentsOf(operation, job, sdk))), operation, job);
    if (job.follow) await client.get(linkIn(outcome.value, job.follow), { responseType: 'text' });
    return outcome;
  } finally {
    await client.close?.();
  }
}

const results = [];
for (const job of JSON.parse(readFileSync(jobsFile, 'utf8'))) {
  try {
    results.push(await perform(job));
  } catch (error) {
    results.push({ error: { status: error.status, body: error.error, message: `${error.name}: ${error.message}`.slice(0, 600) } });
  }
}
writeFileSync(resultsFile, JSON.stringify(results));
