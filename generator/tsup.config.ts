import { defineConfig, type Options } from 'tsup';
import { esbuildPlugin } from './scripts/plugins.mjs';

const shared: Options = {
  format: 'esm',
  target: 'node20',
  platform: 'node',
  splitting: true,
  treeshake: false,
  esbuildPlugins: [esbuildPlugin()],
};

export default defineConfig({
  ...shared,
  entry: { index: 'src/index.ts', cli: 'src/cli/main.ts' },
  clean: true,
  dts: { entry: { index: 'src/index.ts' } },
});
