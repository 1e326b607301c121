import { licenseOf } from '../../../kit/license.js';
import type { PythonContext } from '../context.js';
import { toml } from '../toml.js';

/** Name under which the package is published: letters, digits, dots and dashes. */
export function distributionName({ options, packageName }: PythonContext): string {
  const { settings } = options;
  const given = typeof settings['project_name'] === 'string' ? settings['project_name'] : options.packageName;
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/.test(given) ? given : packageName.replace(/_+/g, '-');
}

/** pyproject.toml. */
export function pyproject(context: PythonContext): string {
  const { api, options, packageName } = context;
  const { settings } = options;
  const repository = typeof settings['production_repo'] === 'string' && /^[\w.-]+\/[\w.-]+$/.test(settings['production_repo']) ? settings['production_repo'] : undefined;
  const license = licenseOf(settings);
  const urls = repository === undefined ? [] : ['', '[project.urls]', `Homepage = ${toml(`https://github.com/${repository}`)}`, `Repository = ${toml(`https://github.com/${repository}`)}`];
  return `${[
    '[build-system]',
    'requires = ["hatchling>=1.26"]',
    'build-backend = "hatchling.build"',
    '',
    '[project]',
    `name = ${toml(distributionName(context))}`,
    `version = ${toml(options.packageVersion)}`,
    `description = ${toml(`Python SDK of ${api.title.replace(/\s+/g, ' ').trim()}`)}`,
    'readme = "README.md"',
    `license = ${toml(license)}`,
    ...(api.contact === undefined ? [] : [authors(api.contact)]),
    'requires-python = ">=3.10"',
    'dependencies = [',
    "    \"httpx2>=2.16,<3; python_version >= '3.11'\",",
    "    \"httpx>=0.28,<1; python_version < '3.11'\",",
    '    "pydantic>=2.9,<3",',
    '    "typing-extensions>=4.12,<5",',
    ']',
    'classifiers = [',
    '    "Intended Audience :: Developers",',
    '    "Programming Language :: Python :: 3 :: Only",',
    ...['3.10', '3.11', '3.12', '3.13', '3.14'].map((version) => `    "Programming Language :: Python :: ${version}",`),
    '    "Typing :: Typed",',
    ']',
    '',
    '[project.optional-dependencies]',
    'aiohttp = ["aiohttp>=3.11,<4"]',
    ...urls,
    '',
    '[tool.hatch.build.targets.wheel]',
    `packages = [${toml(`src/${packageName}`)}]`,
    '',
    '[tool.hatch.build.targets.sdist]',
    'include = ["/src", "/tests", "/README.md", "/LICENSE", "/api.md", "/operations.json"]',
    '',
    '[tool.ruff]',
    'line-length = 110',
    'target-version = "py310"',
    '',
    // Named, as what ruff checks by default grows with its versions.
    '[tool.ruff.lint]',
    'select = ["E4", "E7", "E9", "F"]',
    '',
    '[tool.pyright]',
    'typeCheckingMode = "strict"',
    'include = ["src", "tests"]',
    'pythonVersion = "3.10"',
    '',
    '[tool.mypy]',
    'strict = true',
    `files = [${toml(`src/${packageName}`)}]`,
    '',
    '# Methods hand on what the client gives, of the type that they declare; pyright checks that they do.',
    '[[tool.mypy.overrides]]',
    `module = [${toml(`${packageName}.resources.*`)}, ${toml(`${packageName}._client`)}]`,
    'warn_return_any = false',
    'disable_error_code = ["return-value"]',
    '',
    '[tool.pytest.ini_options]',
    'testpaths = ["tests"]',
    'pythonpath = [".", "src"]',
    'asyncio_default_fixture_loop_scope = "function"',
    'asyncio_mode = "auto"',
  ].join('\n')}\n`;
}

function authors(contact: string): string {
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(contact) ? `authors = [{ email = ${toml(contact)} }]` : `authors = [{ name = ${toml(contact.replace(/\s+/g, ' ').trim().slice(0, 100))} }]`;
}
