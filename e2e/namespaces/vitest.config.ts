import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['e2e/namespaces/*.test.ts'],
    globalSetup: ['scripts/coreIsBuilt.mjs', 'scripts/captureIsBuilt.mjs'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each has a network of its own, and both would share two cores.
    fileParallelism: false,
  },
})
