// The physical limit of a generator: start, read and parse the document, write the same bytes to as many files. Nothing else.
// usage: node limit.mjs SPEC FOLDER-WITH-OUTPUT TO
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [spec, like, to] = process.argv.slice(2);
const text = readFileSync(spec, 'utf8');
if (/^\s*[{[]/.test(text)) JSON.parse(text);
else (await import('js-yaml')).load(text);
if (like) {
  const filler = Buffer.alloc(8 << 20, 'x');
  for (const entry of readdirSync(like, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(to, entry.parentPath.slice(like.length), entry.name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, filler.subarray(0, statSync(join(entry.parentPath, entry.name)).size));
  }
}
