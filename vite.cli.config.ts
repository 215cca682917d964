import { defineConfig } from 'vite'

/** The command line as one bundle for plain Node; chunks that a command needs are loaded when it runs. */
export default defineConfig({
  ssr: { noExternal: true },
  publicDir: false,
  build: {
    ssr: 'src/cli/index.ts',
    outDir: 'out/cli',
    target: 'node20',
    minify: false,
    rollupOptions: {
      output: { format: 'es', entryFileNames: 'index.js', chunkFileNames: '[name].js', banner: '#!/usr/bin/env node' },
    },
  },
})
