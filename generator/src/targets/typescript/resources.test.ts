import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeFetch, importModule, json, makeSdk, typeErrors, writeSdk } from '../../../testing/sdk.js';
import type { AnyClient, Sdk, SdkFolder } from '../../../testing/sdk.js';

const spec = `
openapi: 3.1.0
info: { title: Acme, version: '1', description: A small API. }
servers: [{ url: https://api.acme.test/v1 }]
security: [{ key: [] }]
components:
  securitySchemes:
    key: { type: http, scheme: bearer }
  schemas:
    Book:
      type: object
      description: A book.
      required: [title, id, kind]
      properties:
        title: { type: string, description: What it is called. }
        id: { type: string, readOnly: true }
        kind: { type: string, enum: [novel, essay] }
        secret: { type: string, writeOnly: true }
        parts: { type: array, items: { type: object, required: [page], properties: { page: { type: integer }, book: { $ref: '#/components/schemas/Book' } } } }
        note: { type: [string, 'null'], deprecated: true }
paths:
  /shelves/{shelf}/books:
    get:
      operationId: listBooks
      summary: Lists books.
      parameters:
        - { name: shelf, in: path, required: true, schema: { type: string } }
        - { name: after, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
        - { name: tags, in: query, style: form, explode: false, schema: { type: array, items: { type: string } } }
        - { name: X-Tenant, in: header, schema: { type: string } }
      responses:
        '200':
          description: Books.
          content:
            application/json:
              schema:
                type: object
                required: [data, has_more, last_id]
                properties:
                  data: { type: array, items: { $ref: '#/components/schemas/Book' } }
                  has_more: { type: boolean }
                  last_id: { type: [string, 'null'] }
    post:
      operationId: createBook
      summary: Adds a book.
      parameters: [{ name: shelf, in: path, required: true, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
      responses: { '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } }
  /shelves/{shelf}/books/{book_id}:
    parameters:
      - { name: shelf, in: path, required: true, schema: { type: string } }
      - { name: book_id, in: path, required: true, schema: { type: string } }
    get:
      operationId: getBook
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } }
    delete:
      operationId: deleteBook
      deprecated: true
      responses: { '204': { description: Gone. } }
  /chat:
    post:
      operationId: chat
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [prompt]
              properties: { prompt: { type: string }, stream: { type: boolean } }
      responses:
        '200':
          description: An answer.
          content:
            application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } }
            text/event-stream: { schema: { type: object, required: [delta], properties: { delta: { type: string } } } }
`;

const config = {
  organization: { name: 'acme' },
  resources: {
    books: {
      models: { book: 'Book' },
      methods: {
        list: 'get /shelves/{shelf}/books',
        create: 'post /shelves/{shelf}/books',
        retrieve: 'get /shelves/{shelf}/books/{book_id}',
        delete: 'delete /shelves/{shelf}/books/{book_id}',
      },
    },
    chat: { methods: { create: { endpoint: 'post /chat', streaming: { param_discriminator: 'stream' } } } },
  },
  pagination: [
    {
      name: 'cursor_page',
      type: 'cursor',
      request: {
        after: { type: 'string', 'x-stainless-pagination-property': { purpose: 'next_cursor_param' } },
        limit: { type: 'integer' },
      },
      response: {
        data: { type: 'array', items: {} },
        has_more: { type: 'boolean', 'x-stainless-pagination-property': { purpose: 'has_next_page' } },
        last_id: { type: 'string', 'x-stainless-pagination-property': { purpose: 'next_cursor_field' } },
      },
    },
  ],
};

let sdk: Sdk;
let folder: SdkFolder;
let Client: new (options: object) => AnyClient;

beforeAll(async () => {
  sdk = await makeSdk({ spec, config });
  folder = writeSdk(sdk);
  ({ Acme: Client } = (await importModule(folder.path, 'index')) as { Acme: typeof Client });
});

afterAll(() => folder.remove());

describe('what is written', () => {
  test('compiles under its own strict settings', () => {
    expect(typeErrors(folder.path)).toEqual([]);
  });

  test('methods have the documented signatures', () => {
    const books = sdk.flat('src/resources/books.ts');
    expect(books).toContain('retrieve(bookID: string, params: BookRetrieveParams, options?: RequestOptions): APIPromise<Book>');
    expect(books).toContain(
      "const { shelf } = params; return this._client.get('/shelves/{shelf}/books/{book_id}', { pathParams: { book_id: bookID, shelf }, ...options });",
    );
    expect(books).toContain(
      'list(shelf: string, params: BookListParams | null | undefined = {}, options?: RequestOptions): PagePromise<BooksCursorPage, Book>',
    );
    expect(books).toContain("const { 'X-Tenant': xTenant, ...query } = params ?? {};");
    expect(books).toContain('styles: { tags: { explode: false } }');
    expect(books).toContain('/** @deprecated */ delete(bookID: string');
    expect(books).toContain(
      "APIPromise<void> { const { shelf } = params; return this._client.delete('/shelves/{shelf}/books/{book_id}', { pathParams: { book_id: bookID, shelf }, ...options, responseType: 'none' });",
    );
  });

  test('types read well: order, nesting, both shapes', () => {
    const books = sdk.flat('src/resources/books.ts');
    expect(books).toContain(
      "/** A book. */ export interface Book { id: string; kind: 'novel' | 'essay'; /** What it is called. */ title: string; /** @deprecated */ note?: string | null; parts?: Array<Book.Part>; }",
    );
    expect(books).toContain('export namespace Book { export interface Part { page: number; /** A book. */ book?: Book; } }');
    expect(books).toContain(
      '/** @deprecated */ note?: string | null; parts?: Array<BookParam.Part>; secret?: string; } export namespace BookParam {',
    );
    expect(books).not.toMatch(/interface BookCreateParams \{ id/);
    expect(books).toContain('export interface BookListParams extends CursorPageParams {');
    expect(books).toContain('export type BooksCursorPage = CursorPage<Book>;');
  });

  test('a call that streams on demand has three overloads', () => {
    const chat = sdk.flat('src/resources/chat.ts');
    expect(chat).toContain(
      'create(body: ChatCreateParamsNonStreaming, options?: RequestOptions): APIPromise<ChatCreateResponse>;',
    );
    expect(chat).toMatch(/create\(body: ChatCreateParamsStreaming, options\?: RequestOptions\): APIPromise<Stream<\w+>>;/);
    expect(chat).toContain('export type ChatCreateParams = ChatCreateParamsNonStreaming | ChatCreateParamsStreaming;');
  });

  test('operations.json tells every call', () => {
    const described = JSON.parse(sdk.text('operations.json')) as {
      operations: { id: string; call: string; returns: string; args: object[] }[];
    };
    expect(described).toMatchObject({ language: 'typescript', package: '@acme/sdk', client: 'Acme' });
    expect(described.operations.find(({ id }) => id === 'books.list')).toMatchObject({
      method: 'GET',
      path: '/shelves/{shelf}/books',
      call: 'books.list',
      returns: 'page',
      args: [{ kind: 'path', wire: 'shelf' }, { kind: 'object', body: null }, { kind: 'options' }],
    });
    expect(described.operations.find(({ id }) => id === 'books.delete')).toMatchObject({ returns: 'none' });
    expect(described.operations.find(({ id }) => id === 'chat.create')).toMatchObject({
      args: [{ kind: 'object', body: 'fields' }, { kind: 'options' }],
    });
  });
});

describe('what runs', () => {
  const book = { id: 'b1', title: 'T', kind: 'novel' };

  test('arguments travel to their places', async () => {
    const { fetch, seen } = fakeFetch(json(book));
    const client = new Client({ key: 'k', apiKey: 'k', bearerToken: 'k', fetch, defaultHeaders: { authorization: 'Bearer k' } });
    await expect(client.books?.create?.('s 1', { title: 'T', kind: 'novel', id: 'x' })).resolves.toEqual(book);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.acme.test/v1/shelves/s%201/books',
      headers: { authorization: 'Bearer k' },
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ title: 'T', kind: 'novel' });
  });

  test('a list pages through cursor, query and header', async () => {
    const { fetch, seen } = fakeFetch(
      json({ data: [book], has_more: true, last_id: 'b1' }),
      json({ data: [book, book], has_more: false, last_id: 'b3' }),
    );
    const client = new Client({ fetch, defaultHeaders: { authorization: 'Bearer k' } });
    const items: unknown[] = [];
    for await (const item of client.books?.list?.('s', {
      tags: ['a', 'b'],
      'X-Tenant': 't',
    }) as unknown as AsyncIterable<unknown>)
      items.push(item);
    expect(items).toHaveLength(3);
    expect(seen.map(({ url }) => url)).toEqual([
      'https://api.acme.test/v1/shelves/s/books?tags=a,b',
      'https://api.acme.test/v1/shelves/s/books?tags=a,b&after=b1',
    ]);
    expect(seen[1]?.headers['x-tenant']).toBe('t');
  });

  test('a stream is read, or the whole answer', async () => {
    const events = (): Response =>
      new Response('data: {"delta":"a"}\n\ndata: {"delta":"b"}\n\ndata: [DONE]\n\n', {
        headers: { 'content-type': 'text/event-stream' },
      });
    const { fetch, seen } = fakeFetch(events, json({ text: 'ab' }));
    const client = new Client({ fetch, defaultHeaders: { authorization: 'Bearer k' } });
    const stream = (await client.chat?.create?.({ prompt: 'p', stream: true })) as AsyncIterable<unknown>;
    const items: unknown[] = [];
    for await (const item of stream) items.push(item);
    expect(items).toEqual([{ delta: 'a' }, { delta: 'b' }]);
    await expect(client.chat?.create?.({ prompt: 'p' })).resolves.toEqual({ text: 'ab' });
    expect(seen[0]?.headers['accept']).toBe('text/event-stream');
  });

  test('a per-operation function makes the same call', async () => {
    const functions = await importModule(folder.path, 'operations/books');
    const { AcmeCore } = (await importModule(folder.path, 'client-core')) as { AcmeCore: typeof Client };
    const { fetch, seen } = fakeFetch(json(book));
    const retrieve = functions['booksRetrieve'] as (...args: readonly unknown[]) => Promise<unknown>;
    await expect(
      retrieve(new AcmeCore({ fetch, defaultHeaders: { authorization: 'Bearer k' } }), 'b1', { shelf: 's' }),
    ).resolves.toEqual(book);
    expect(seen[0]?.url).toBe('https://api.acme.test/v1/shelves/s/books/b1');
  });

  test('the response checker tells what differs', async () => {
    const { responseChecker } = (await importModule(folder.path, 'validation')) as {
      responseChecker: (options: object) => (operation: string, value: unknown) => void;
    };
    const drifts: { pointer: string }[] = [];
    const check = responseChecker({ onDrift: (drift: { pointer: string }) => drifts.push(drift) });
    check('GET /shelves/{shelf}/books/{book_id}', { ...book, parts: [{ page: 'one' }] });
    check('GET /shelves/{shelf}/books/{book_id}', book);
    expect(drifts.map(({ pointer }) => pointer)).toEqual(['/parts/0/page']);
  });
});
