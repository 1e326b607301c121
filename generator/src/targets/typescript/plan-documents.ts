import scaffold from 'virtual:scaffold/typescript';
import { licenseOf, licenseText } from '../../kit/license.js';
import type { PlannedFile } from '../target.js';
import type { ApiContext } from './context.js';
import apiDocTemplate from './templates/api-md.hbs';
import readmeTemplate from './templates/readme.hbs';
import { apiDocView } from './views/api-md.js';
import { operationsJson } from './views/operations-json.js';
import { packageJson } from './views/package.js';
import { readmeView } from './views/readme.js';

/** Everything beside the code: documents, package files, and what is the user's own from the start. */
export function planDocuments(context: ApiContext): readonly PlannedFile[] {
  const { api, options } = context;
  const license = licenseOf(options.settings);
  const generated = (path: string, render: () => string, format?: PlannedFile['format']): PlannedFile => ({
    path,
    owner: 'generated',
    render,
    ...(format === undefined ? {} : { format }),
  });
  return [
    generated('README.md', () => readmeTemplate(readmeView(context, license))),
    generated('api.md', () => apiDocTemplate(apiDocView(context))),
    generated('operations.json', () => operationsJson(context)),
    generated('package.json', () => packageJson(context)),
    ...Object.entries(scaffold).map(([path, text]) => generated(path === 'gitignore' ? '.gitignore' : path, () => text)),
    { path: 'LICENSE', owner: 'once', render: () => licenseText(license, api.title) },
    { path: 'src/lib/index.ts', owner: 'once', render: () => ownCode },
  ];
}

const ownCode = `// Yours: this file was made once, and nothing in this folder is ever changed. Its modules are published below \`lib/\`.
export {};
`;
