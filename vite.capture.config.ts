import { defineConfig } from 'vite'

/** The capture process as one bundle, for Electron's Node and for the system's. `cap` is native: it is loaded at run time. */
export default defineConfig({
  ssr: { noExternal: true, external: ['cap'] },
  publicDir: false,
  build: {
    ssr: 'src/capture/index.ts',
    outDir: 'out/capture',
    target: 'node18',
    minify: false,
    rollupOptions: {
      output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
    },
  },
})
