import { beforeAll, describe, expect, test } from 'vitest';
import { loadCases } from './lib/cases.mjs';
import { compileAll } from './lib/compile.mjs';
import { gapOf, inexpressibleScenarios, knownGaps } from './lib/gaps.mjs';
import { checkDocument, generateAll } from './lib/generate.mjs';
import { install } from './lib/install.mjs';
import { runCases } from './lib/run.mjs';
import { languages } from './languages.mjs';

interface Outcome {
  /** What the mock server says of the scenario. */
  readonly passed: boolean;
  readonly problems: readonly string[];
}

install();
const documents = await compileAll();
const cases = loadCases();
const scenarios = [...new Set(cases.map(({ scenario }) => scenario))];

test('every gap is of a scenario and a language that are called', () => {
  const unknown = knownGaps.filter(({ scenario, language }) => !scenarios.includes(scenario) || !languages.some(({ name }) => name === language));
  expect(unknown).toEqual([]);
});

describe.each(documents.map((document) => [`${document.spec} ${document.version} ${document.name}`, document] as const))('%s', (_, { file }) => {
  test.each(languages.map(({ name }) => name))('generates %s, every operation of it', async (language) => {
    expect(await checkDocument(file, language)).toMatchObject({ status: 'generated', wrong: [] });
  });
});

describe.each(languages)('$name', (language) => {
  let complaints: readonly string[] = ['not generated'];
  let outcomes: ReadonlyMap<string, Outcome> = new Map();
  let offered: readonly string[] = [];
  let counts = { results: 0, equal: -1 };

  beforeAll(async () => {
    complaints = await generateAll(language.name, cases);
    ({ scenarios: outcomes, offered, ...counts } = await runCases(language, cases));
  }, 240_000);

  test('every SDK compiles', () => {
    expect(complaints).toEqual([]);
  });

  test('every scenario of the suite is called, or cannot be said in OpenAPI', () => {
    expect([...scenarios, ...inexpressibleScenarios].sort()).toEqual([...offered].sort());
  });

  test('every JSON result is decoded to what was sent', () => {
    expect(counts.equal).toBe(counts.results);
  });

  for (const scenario of scenarios) {
    const reason = gapOf(scenario, language.name);
    if (reason === undefined) {
      test(scenario, () => {
        expect(outcomes.get(scenario)).toEqual({ passed: true, problems: [] });
      });
    } else {
      test(`${scenario} is still a gap: ${reason}`, () => {
        expect(outcomes.get(scenario)).not.toEqual({ passed: true, problems: [] });
      });
    }
  }
});
