import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Every core: most files explore, and none of them measures time.
    maxWorkers: '100%',
    // The largest published model has 18 million transitions; laws run many small explorations.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
