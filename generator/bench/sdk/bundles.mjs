// What one call adds to a program that is bundled, minified and compressed.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Bytes of a bundled program, gzipped; undefined where it cannot be bundled for the platform. */
export async function bundleSize(contents, { resolveDir, platform = 'browser' }) {
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, logLevel: 'silent' };
  const result = await build({ ...options, platform, stdin: { contents, resolveDir } }).catch(() => undefined);
  return result && gzipSync(result.outputFiles[0].contents, { level: 9 }).length;
}
