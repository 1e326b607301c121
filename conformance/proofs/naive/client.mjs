// A client as one writes it in an afternoon: bare fetch, no rule of the contract. The vectors must find it wanting.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { operations } = JSON.parse(readFileSync(join(process.argv[2], 'operations.json'), 'utf8'));

class NaivePage {
  constructor(client, operation, values, body) {
    Object.assign(this, { client, operation, values, body });
  }
  getPaginatedItems() {
    return Array.isArray(this.body) ? this.body : (Object.values(this.body).find(Array.isArray) ?? []);
  }
  async *iterPages() {
    for (const pages = [this]; ; ) {
      const page = pages.at(-1);
      yield page;
      const cursor = page.body.next_cursor ?? page.body.next_after;
      const url = page.body.next_url;
      if ((!cursor && !url) || page.getPaginatedItems().length === 0) return;
      const values = url ? page.values : { ...page.values, cursor, after: cursor };
      pages.push(new NaivePage(page.client, page.operation, values, await (await page.client.send(page.operation, values, {}, url)).json()));
    }
  }
  async *[Symbol.asyncIterator]() {
    for await (const page of this.iterPages()) yield* page.getPaginatedItems();
  }
}

async function* naiveStream(response) {
  for (const block of (await response.text()).split('\n')) {
    const text = block.replace(/^data: ?/, '').trim();
    if (text.includes('[DONE]')) return;
    if (text.startsWith('{')) yield JSON.parse(text);
  }
}

class NaivePromise {
  constructor(start, parse) {
    this.start = start;
    this.parse = parse;
  }
  then(resolve, reject) {
    return this.start().then(this.parse).then(resolve, reject);
  }
  async *[Symbol.asyncIterator]() {
    yield* await this;
  }
  async *iterPages() {
    yield* (await this).iterPages();
  }
  asResponse() {
    return this.start();
  }
  async withResponse() {
    const response = await this.start();
    return { response, data: await this.parse(response) };
  }
}

/** The client class of the naive SDK. */
export class Conformance {
  constructor(options) {
    this.options = options;
    for (const operation of operations) {
      const [resource, method] = operation.call.split('.');
      this[resource] = { ...this[resource], [method]: (...args) => this.call(operation, args) };
    }
    this.webhooks = { unwrap: async (body) => JSON.parse(body) };
  }
  withOptions(options) {
    return new Conformance({ ...this.options, ...options });
  }
  close() {}
  call(operation, args) {
    const values = {};
    let options = {};
    operation.args.forEach((argument, i) => {
      if (argument.kind === 'path') values[argument.wire] = args[i];
      else if (argument.kind === 'options') options = args[i] ?? {};
      else if (argument.body === 'value') values.$body = args[i];
      else Object.assign(values, args[i]);
    });
    const parse = async (response) => {
      if (operation.returns === 'page') return new NaivePage(this, operation, values, await response.json());
      if (operation.returns === 'stream') return naiveStream(response);
      if (operation.returns === 'binary') return response;
      return operation.returns === 'text' ? response.text() : operation.returns === 'none' ? undefined : response.json();
    };
    return new NaivePromise(() => this.send(operation, values, options), parse);
  }
  async send(operation, values, options, url) {
    const query = Object.entries(values).filter(([name]) => !operation.path.includes(`{${name}}`) && operation.method === 'GET');
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const target = url ?? `${this.options.baseURL}${path}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`;
    const body = operation.method === 'GET' || operation.method === 'DELETE' ? undefined : JSON.stringify(values.$body ?? values);
    const headers = { 'x-api-key': this.options.apiKey ?? 'none', 'content-type': 'application/json', ...options.headers };
    if (operation.keyed) headers['idempotency-key'] = crypto.randomUUID();
    console.error(`sending ${target} with ${JSON.stringify(headers)}`);
    this.options.logger?.error(`sending ${target} with ${JSON.stringify(headers)}`);
    for (let attempt = 0; attempt < 4; attempt++) {
      const response = await fetch(target, { method: operation.method, headers, body, signal: options.signal });
      if (response.ok) return response;
      if (response.status < 500 && response.status !== 429) throw new Error(`${response.status} ${await response.text()}`);
    }
    throw new Error('gave up');
  }
}

/** Wraps content as a file. */
export const toFile = async (content, name) => new File([content], name);
export default Conformance;
