import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { exportOrderSchema } from '../../contracts/engineProcess'
import { NOTHING_TOLD } from '../../contracts/told'
import { loadCore } from '../capture.fixture'
import { sampleNames } from '../export/exports.fixture'
import { addressBytes } from '../kernel/addressBytes'
import { createEngine } from '../session'

const SAMPLES = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples')
const folder = mkdtempSync(join(tmpdir(), 'lastack-anonymise-'))
const engine = createEngine({ loadCore, onProgress: () => undefined })
afterEach(() => engine.close())
afterAll(() => rmSync(folder, { recursive: true }))

const filter = { text: '', severity: null, state: null, outcome: null }
const ORDERS: readonly object[] = [
  { what: 'report' },
  { what: 'flows', format: 'csv', filter },
  { what: 'ladder', flow: 0, format: 'svg' },
  { what: 'ladder', flow: 0, format: 'text' },
  { what: 'ladder', flow: 0, format: 'mermaid' },
]

interface Row {
  client: { address: string }
  server: { address: string }
}

async function written(order: object): Promise<string> {
  const path = join(folder, 'export')
  expect(await engine.export(path, exportOrderSchema.parse(order))).toEqual({ isWritten: true, message: NOTHING_TOLD })
  return readFileSync(path, 'utf8')
}

async function rows(isAnonymised: boolean): Promise<Row[]> {
  const lines = (await written({ what: 'flows', format: 'json', filter, isAnonymised })).trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Row)
}

const addresses = (flows: readonly Row[]): string[] =>
  flows.flatMap(({ client, server }) => [client.address, server.address])

/** All but addresses and names, and Zeek's letters, which tell of contents that are not there. */
const bare = (flows: readonly Row[]): unknown[] =>
  flows.map((flow) => ({ ...flow, client: null, server: null, service: null, zeek: null }))

describe.each(sampleNames())('anonymised exports of %s', (name) => {
  it('hold none of its addresses, say the same of its flows, and fit the packets that are saved', async () => {
    await engine.open(join(SAMPLES, `${name}.pcapng`))
    const [plain, told] = [await rows(false), await rows(true)]
    for (const order of ORDERS) {
      const text = await written({ ...order, isAnonymised: true })
      for (const address of addresses(plain)) expect(text).not.toContain(address)
      expect(text).not.toContain(`${name}.pcapng`)
      expect(await written({ ...order, isAnonymised: true })).toBe(text)
    }
    for (const hasPayloads of [true, false]) {
      const path = join(folder, `${hasPayloads}.pcapng`)
      const saved = await engine.save({
        path,
        selection: { what: 'all' },
        hasComments: true,
        anonymising: { hasPayloads },
      })
      expect(saved.packets).toBeGreaterThan(0)
      const bytes = readFileSync(path).toString('latin1')
      for (const address of addresses(plain)) {
        expect(bytes).not.toContain(address)
        expect(bytes).not.toContain(String.fromCharCode(...(addressBytes(address) ?? [])))
      }
    }
    for (const kept of ['true', 'false']) {
      await engine.open(join(folder, `${kept}.pcapng`))
      const read = await rows(false)
      expect(addresses(read)).toEqual(addresses(told))
      expect(bare(read)).toEqual(bare(plain))
    }
  })
})
