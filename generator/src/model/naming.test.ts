import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { modelOf, operationsOf } from './testing.js';

const github = createRequire(import.meta.url)
  .resolve('@octokit/openapi')
  .replace(/index\.js$/, 'generated/api.github.com.json');

const expected = `
get / | root
get /meta | meta.retrieve
get /emojis | emojis.retrieve
get /rate_limit | rate_limit.retrieve
get /events | events.list
get /gists | gists.list
post /gists | gists.create
get /gists/public | gists.list_public
get /gists/{gist_id} | gists.retrieve
patch /gists/{gist_id} | gists.update
delete /gists/{gist_id} | gists.delete
get /gists/{gist_id}/{sha} | gists.retrieve_by_sha
put /gists/{gist_id}/star | gists.star
delete /gists/{gist_id}/star | gists.unstar
get /gists/{gist_id}/star | gists.retrieve_star
post /gists/{gist_id}/forks | gists.forks.create
get /gists/{gist_id}/comments/{comment_id} | gists.comments.retrieve
get /orgs/{org} | orgs.retrieve
patch /orgs/{org} | orgs.update
get /orgs/{org}/repos | orgs.repos.list
post /orgs/{org}/repos | orgs.repos.create
get /orgs/{org}/actions/runner-groups | orgs.actions.runner_groups.list
put /orgs/{org}/actions/permissions/repositories | orgs.actions.permissions.repositories.replace
put /orgs/{org}/actions/permissions/repositories/{repository_id} | orgs.actions.permissions.repositories.update
put /orgs/{org}/memberships/{username} | orgs.memberships.update
get /repos/{owner}/{repo} | repos.retrieve
patch /repos/{owner}/{repo} | repos.update
delete /repos/{owner}/{repo} | repos.delete
post /repos/{owner}/{repo}/transfer | repos.transfer
get /repos/{owner}/{repo}/topics | repos.topics.list
get /repos/{owner}/{repo}/issues | repos.issues.list
post /repos/{owner}/{repo}/issues | repos.issues.create
get /repos/{owner}/{repo}/issues/{issue_number} | repos.issues.retrieve
patch /repos/{owner}/{repo}/issues/{issue_number} | repos.issues.update
put /repos/{owner}/{repo}/issues/{issue_number}/lock | repos.issues.lock
delete /repos/{owner}/{repo}/issues/{issue_number}/lock | repos.issues.unlock
get /repos/{owner}/{repo}/issues/{issue_number}/labels | repos.issues.labels.list
post /repos/{owner}/{repo}/issues/{issue_number}/labels | repos.issues.labels.create
put /repos/{owner}/{repo}/issues/{issue_number}/labels | repos.issues.labels.replace
delete /repos/{owner}/{repo}/issues/{issue_number}/labels | repos.issues.labels.delete_all
delete /repos/{owner}/{repo}/issues/{issue_number}/labels/{name} | repos.issues.labels.delete
get /repos/{owner}/{repo}/issues/comments | repos.issues.comments.list
get /repos/{owner}/{repo}/issues/{issue_number}/comments | repos.issues.comments.list_for_issue
post /repos/{owner}/{repo}/issues/{issue_number}/comments | repos.issues.comments.create
get /repos/{owner}/{repo}/pulls | repos.pulls.list
put /repos/{owner}/{repo}/pulls/{pull_number}/merge | repos.pulls.merge
get /repos/{owner}/{repo}/pulls/{pull_number}/merge | repos.pulls.retrieve_merge
put /repos/{owner}/{repo}/pulls/{pull_number}/update-branch | repos.pulls.update_branch
get /repos/{owner}/{repo}/pulls/{pull_number}/files | repos.pulls.files.list
get /repos/{owner}/{repo}/releases/latest | repos.releases.retrieve_latest
post /repos/{owner}/{repo}/releases/generate-notes | repos.releases.generate_notes
get /repos/{owner}/{repo}/releases/assets/{asset_id} | repos.releases.assets.retrieve
get /repos/{owner}/{repo}/compare/{basehead} | repos.compare
get /repos/{owner}/{repo}/commits/{ref}/check-runs | repos.commits.check_runs.list
post /repos/{owner}/{repo}/actions/runs/{run_id}/cancel | repos.actions.runs.cancel
post /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs | repos.actions.runs.rerun_failed_jobs
get /repos/{owner}/{repo}/code-scanning/alerts/{alert_number} | repos.code_scanning.alerts.retrieve
get /search/issues | search.issues.list
get /search/code | search.code.list
get /user | user.retrieve
patch /user | user.update
get /user/repos | user.repos.list
get /users | users.list
get /users/{username} | users.retrieve
post /markdown | markdown.create
`;

describe('names without a configuration', () => {
  const modelled = modelOf(JSON.parse(readFileSync(github, 'utf8')) as object);
  const operations = operationsOf(modelled);
  const byEndpoint = new Map(
    [...operations.values()].map((operation) => [`${operation.method} ${operation.path}`, operation.id]),
  );

  it.each(
    expected
      .trim()
      .split('\n')
      .map((line) => line.split(' | ') as [string, string]),
  )('%s is %s', (endpoint, name) => {
    expect(byEndpoint.get(endpoint)).toBe(name);
  });

  it('finds all operations, each under an id of its own', () => {
    expect(operations.size).toBe(1223);
    expect(new Set(modelled.api.types.map(({ id }) => id)).size).toBe(modelled.api.types.length);
  });

  it('leaves hardly any name to chance', () => {
    expect(modelled.diagnostics.filter(({ code }) => code === 'model/name-taken').length).toBeLessThan(20);
  });

  it('names declarations uniquely within their home and parent', () => {
    const seen = new Set<string>();
    for (const { home, parent, name } of modelled.api.types) {
      const key = `${home}|${parent ?? ''}|${name.words.join('_')}`;
      expect(seen.has(key), key).toBe(false);
      seen.add(key);
    }
  });

  it('refers to declared types only', () => {
    const ids = new Set(modelled.api.types.map(({ id }) => id));
    const missing = [
      ...JSON.stringify([modelled.api.types, modelled.api.root]).matchAll(/"kind":"named","id":"((?:[^"\\]|\\.)*)"/g),
    ]
      .map((match) => JSON.parse(`"${match[1] as string}"`) as string)
      .filter((id) => !ids.has(id));
    expect(missing).toEqual([]);
    for (const { parent } of modelled.api.types) if (parent !== undefined) expect(ids.has(parent), parent).toBe(true);
  });

  it('gives the same IR every time', () => {
    const again = modelOf(JSON.parse(readFileSync(github, 'utf8')) as object);
    expect(JSON.stringify(again.api) === JSON.stringify(modelled.api)).toBe(true);
  });
});

describe('actions', () => {
  const method = (verb: string, path: string): string | undefined => {
    const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
    const operation = { parameters: params, responses: { 204: { description: 'None' } } };
    const modelled = modelOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { [path]: { [verb]: operation } } });
    return [...operationsOf(modelled).keys()][0];
  };

  it.each([
    ['post', '/books/{book_id}/lend', 'books.lend'],
    ['post', '/disputes/{id}/escalate', 'disputes.escalate'],
    ['put', '/users/{id}/anonymize', 'users.anonymize'],
    ['put', '/keys/{id}/regenerate', 'keys.regenerate'],
    ['post', '/routes/calculate', 'routes.calculate'],
  ])('are methods: %s %s', (verb, path, id) => expect(method(verb, path)).toBe(id));

  it.each([
    ['post', '/books/{book_id}/loan', 'books.loan.create'],
    ['get', '/metrics/mysql/load', 'metrics.mysql.load.retrieve'],
    ['post', '/books/{book_id}/orders', 'books.orders.create'],
    ['post', '/flats/{id}/rent', 'flats.rent.create'],
  ])('are not what may be a noun: %s %s', (verb, path, id) => expect(method(verb, path)).toBe(id));
});

describe('paths of one word', () => {
  const nothing = { responses: { 204: { description: 'Done' } } };
  const list = (wire: string, more: object): object => ({
    responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object', properties: { [wire]: { type: 'array', items: { type: 'object' } }, ...more } } } } } },
  });
  const page = { paging: { type: 'object', properties: { next: { type: 'string' } } } };
  const modelled = modelOf({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/v1/login': { post: nothing },
      '/v1/search': { post: nothing },
      '/v1/message': { get: list('messages', page), post: nothing },
      '/v1/status': { get: list('statuses', { state: { type: 'string' }, sha: { type: 'string' }, count: { type: 'integer' } }) },
    },
  });

  it('that is an action is a method of the client; one that holds a list of its plural is a collection', () => {
    expect([...operationsOf(modelled).keys()].sort()).toEqual(['login', 'message.create', 'message.list', 'search', 'status.retrieve']);
  });
});

describe('plural nouns', () => {
  const answer = (schema: object | undefined, parameters: readonly object[] = []): object => ({
    get: { parameters, responses: { 200: { description: 'OK', ...(schema ? { content: { 'application/json': { schema } } } : {}) } } },
  });
  const namesOf = (paths: object): readonly string[] =>
    [...operationsOf(modelOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths })).keys()].sort();
  const query = (name: string): object => ({ name, in: 'query', schema: { type: 'integer' } });

  it.each([
    ['an object of which nothing is said', { type: 'object' }],
    ['anything', {}],
    ['no described body', undefined],
  ])('are lists where the answer is %s', (_, schema) => {
    expect(namesOf({ '/users': answer(schema), '/users/{id}': answer(schema) })).toEqual(['users.list', 'users.retrieve']);
  });

  it('are one thing where the answer is: typed, a map, or settings and the like', () => {
    const typed = { type: 'object', properties: { theme: { type: 'string' } } };
    expect(namesOf({ '/limits': answer(typed) })).toEqual(['limits.retrieve']);
    expect(namesOf({ '/languages': answer({ type: 'object', additionalProperties: { type: 'integer' } }) })).toEqual(['languages.retrieve']);
    expect(namesOf({ '/settings': answer({ type: 'object' }), '/status': answer({ type: 'object' }) })).toEqual(['settings.retrieve', 'status.retrieve']);
  });

  it('are all replaced and deleted where their answer says nothing, as it is read as a list', () => {
    const done = { responses: { 204: { description: 'Done' } } };
    expect(namesOf({ '/users': { ...answer({ type: 'object' }), delete: done, put: done } })).toEqual(['users.delete_all', 'users.list', 'users.replace']);
  });

  it('see the envelope below a path with an extension', () => {
    const envelope = { type: 'object', properties: { accounts: { type: 'array', items: { type: 'object' } }, page: { type: 'integer' }, uri: { type: 'string' }, a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' }, d: { type: 'string' }, e: { type: 'string' } } };
    expect(namesOf({ '/Accounts.json': answer(envelope), '/Accounts/{Sid}.json': answer({ type: 'object', properties: { sid: {} } }) })).toEqual(['accounts.list', 'accounts.retrieve']);
  });

  it('what is paged is a list, under any name', () => {
    const paged = { type: 'object', properties: { podcasts: { type: 'array', items: { type: 'object' } }, total: { type: 'integer' }, page: { type: 'integer' } } };
    expect(namesOf({ '/best': answer(paged, [query('page')]), '/top/{type}': answer({ type: 'array', items: {} }, [query('page'), query('per_page')]) })).toEqual(['best.list', 'top.list']);
  });

  it('one thing that holds a list among much else is not paged', () => {
    const status = { type: 'object', properties: { state: { type: 'string' }, sha: { type: 'string' }, url: { type: 'string' }, statuses: { type: 'array', items: { type: 'object' } }, total_count: { type: 'integer' } } };
    const modelled = modelOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/commits/{ref}/status': answer(status, [query('page'), query('per_page')]) } });
    expect([...operationsOf(modelled).values()].map(({ id, paging }) => [id, paging])).toEqual([['commits.status.retrieve', undefined]]);
  });
});

describe('the note on a name that is taken', () => {
  const get = { get: { responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } } } } } };
  const notesOf = (paths: object): readonly { readonly message: string; readonly help: string }[] =>
    modelOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }).diagnostics.filter(({ code }) => code === 'model/name-taken');

  it('says what is written in sdkwright.yaml, which is the same for every language', () => {
    const [note] = notesOf({ '/orgs/{org}/teams/{id}': get, '/orgs/{org}/teams/{slug}': { get: { ...get.get, operationId: 'getTeamBySlug' } } });
    expect(note?.message).toBe('`get /orgs/{org}/teams/{slug}` would be `retrieve` of `orgs.teams` as another operation is; its key is `retrieve_by_slug`');
    expect(note?.help).toBe('Rename it at `resources.orgs.subresources.teams.methods.retrieve_by_slug` of the sdkwright.yaml that `sdkwright init` writes.');
  });

  it('names the client as sdkwright.yaml does', () => {
    const post = { post: { responses: { 204: { description: 'Done' } } } };
    const [note] = notesOf({ '/login': post, '/login/': post });
    expect(note?.message).toContain('would be `login` of `$client`');
    expect(note?.help).toContain('`resources.$client.methods.');
  });
});
