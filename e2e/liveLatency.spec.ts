/** From the wire to the screen: how long a packet takes until its row is in the window. */
import { once } from 'node:events'
import { connect } from 'node:net'
import type { CaptureEngine } from '../src/contracts/capture'
import { captureLoopback, echoServer, stateIs } from './live'
import { expect, type Program, test } from './program'

const PROBES = 20
/** Below the ports that the kernel gives away: known before the connection is made. */
const FIRST_PORT = 21_000
/** dumpcap waits up to 250 ms for more packets before it passes any on. */
const USUAL_MS: Readonly<Record<CaptureEngine, number>> = { cap: 500, dumpcap: 800 }
/** Other tests run at the same time. */
const MOST_MS = 3000

/** Notes in the page when each text is first in the list of flows, milliseconds since 1970. */
const watchRows = ({ page }: Program) =>
  page.evaluate(() => {
    const seen: Record<string, number> = {}
    Object.assign(globalThis, { seen })
    const look = () => {
      const rows = document.querySelectorAll('[role="grid"][aria-label="Flows"] [role="row"]')
      const at = performance.timeOrigin + performance.now()
      for (const row of rows)
        for (const [, port] of (row.textContent ?? '').matchAll(/:(2\d{4})\b/g)) seen[port as string] ??= at
    }
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
  })

const rowsSeen = ({ page }: Program) =>
  page.evaluate(() => (globalThis as unknown as { seen: Record<string, number> }).seen)

// One after the other: side by side they would measure each other.
test.describe.configure({ mode: 'default' })

for (const engine of ['cap', 'dumpcap'] as const)
  test(`a connection is in the window soon after its SYN is on the wire (${engine})`, async ({ start }, info) => {
    const program = await start()
    const server = await echoServer()
    await captureLoopback(program, server.port, { engine })
    await program.page.setViewportSize({ width: 1800, height: 1400 })
    expect((await stateIs(program, 'capturing')).engine).toBe(engine)
    await watchRows(program)
    const first = FIRST_PORT + (engine === 'cap' ? 0 : 1000) + (process.pid % 40) * 25
    const took: number[] = []
    for (let probe = 0; probe < PROBES; probe += 1) {
      const port = first + probe
      const sentAt = performance.timeOrigin + performance.now()
      const client = connect({ port: server.port, host: '127.0.0.1', localPort: port })
      await once(client, 'connect')
      await expect.poll(async () => (await rowsSeen(program))[port], { intervals: [50] }).toBeDefined()
      took.push(((await rowsSeen(program))[port] as number) - sentAt)
      client.resetAndDestroy()
      // Not in step with how often anything is looked at.
      await program.page.waitForTimeout(100 + ((probe * 37) % 190))
    }
    server.close()
    const sorted = took.toSorted((a, b) => a - b).map(Math.round)
    const part = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number
    const words = `${engine}: from the wire to the window p50 ${part(0.5)} ms, p95 ${part(0.95)} ms of ${PROBES}`
    console.log(words)
    info.annotations.push({ type: 'latency', description: words })
    expect(part(0.5)).toBeLessThan(USUAL_MS[engine])
    expect(part(0.95)).toBeLessThan(MOST_MS)
  })
