import { defineConfig } from 'vitest/config';
import { vitePlugin } from './scripts/plugins.mjs';

export default defineConfig({
  plugins: [vitePlugin()],
  test: { include: ['src/**/*.test.ts', 'bench/**/*.test.ts', 'cases/*.test.ts', 'test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
});
