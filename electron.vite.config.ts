import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const cjs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' } as const

/** Main and preload as CommonJS for Node 18, the window for Chrome 114: the oldest runtime that we run in. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node18',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          engine: resolve('src/engine/process.ts'),
          wireshark: resolve('src/wireshark/index.ts'),
        },
        // The sockets' readers in one file: apart, one of them would be loaded by main, with the engine behind it.
        output: { ...cjs, codeSplitting: { groups: [{ name: 'sockets', test: /src[\\/]sockets/ }] } },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node18',
      externalizeDeps: false,
      rollupOptions: { input: { index: resolve('src/preload/index.ts') }, output: cjs },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: resolve('out/renderer'),
      target: 'chrome114',
      // Fonts and images stay files: the page's policy has no data: for fonts.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
})
