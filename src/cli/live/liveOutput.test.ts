import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

const source = fileURLToPath(new URL('liveOutput.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'lastack-output-'))
const LINES = 60_000
const LINE = `${'x'.repeat(99)}\n`

beforeAll(() =>
  build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: source,
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { format: 'es', entryFileNames: 'liveOutput.mjs' } },
    },
  }),
)
afterAll(() => rmSync(folder, { recursive: true }))

/** A program that writes; `output`, `say` (to stderr) and `LINE` are at hand. */
function run(script: string) {
  const program = `
    import { LiveOutput } from ${JSON.stringify(join(folder, 'liveOutput.mjs'))}
    process.stdout.isTTY
    const say = (words) => process.stderr.write(words + '\\n')
    const output = new LiveOutput(() => say('closed'))
    const LINE = ${JSON.stringify(LINE)}
    ${script}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'pipe'] })
  return { child, said: text(child.stderr), ended: once(child, 'close') }
}

test('writes never wait for the reader, who gets every line in the end', async () => {
  const { child, said } = run(`
    const began = performance.now()
    for (let i = 0; i < ${LINES}; i += 1) output.write(LINE)
    say(performance.now() - began < 1000 ? 'at once' : 'waited')
    say(output.isBehind ? 'behind' : 'level')
    await output.drained()
    say(output.isBehind ? 'behind' : 'level')`)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(await text(child.stdout)).toBe(LINE.repeat(LINES))
  expect(await said).toBe('at once\nbehind\nlevel\n')
})

test('a reader who goes is told of once, and nothing waits for him', async () => {
  const { child, said, ended } = run(`
    for (let i = 0; i < ${LINES}; i += 1) output.write(LINE)
    await output.drained()
    output.write(LINE)
    await output.drained()
    say(String(output.isClosed))`)
  await once(child.stdout, 'readable')
  child.stdout.destroy()
  expect(await said).toBe('closed\ntrue\n')
  expect(await ended).toEqual([0, null])
})

test('in a hurry, a reader who takes nothing is not waited for without end', async () => {
  const { said, ended } = run(`
    output.hurry()
    for (let i = 0; i < ${LINES}; i += 1) output.write(LINE)
    await output.drained()
    say('done')`)
  expect(await said).toBe('closed\ndone\n')
  expect(await ended).toEqual([0, null])
}, 15_000)
