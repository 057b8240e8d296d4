import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The largest published model has 18 million transitions; laws run many small explorations.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
