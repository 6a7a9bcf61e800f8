import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Whole-pipeline and infra tests boot real engines; the unit tests finish in milliseconds.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
