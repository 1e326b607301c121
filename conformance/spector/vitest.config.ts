import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['spector.test.ts'], testTimeout: 20_000 } });
