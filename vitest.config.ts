import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    globalSetup: ['scripts/coreIsBuilt.mjs'],
    // Vitest leaves a core to itself, which on two cores is half of them; it needs little of one.
    maxWorkers: '100%',
    // Properties feed the core thousands of captures; two cores are all that CI has.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
