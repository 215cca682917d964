import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Run it in a network namespace of its own: see scripts/namespaces.mjs. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: ['e2e/namespaces/live/*.test.ts'],
    globalSetup: ['scripts/coreIsBuilt.mjs', 'scripts/captureIsBuilt.mjs'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
})
