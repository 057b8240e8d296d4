import { defineConfig } from 'vitest/config';

const source = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  resolve: {
    // Examples import the library as its users do.
    alias: [
      { find: /^dropproof$/, replacement: source('src/index.ts') },
      { find: /^dropproof\/fast-check$/, replacement: source('src/fast-check.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    // Every core: most files explore, and none of them measures time.
    maxWorkers: '100%',
    // Tests start the command line over and over: what Node has stripped of types and compiled once, it keeps.
    env: { NODE_COMPILE_CACHE: source('node_modules/.cache/dropproof-tests') },
    // The largest published model has 18 million transitions; laws run many small explorations.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
