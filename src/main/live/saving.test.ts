import { mkdtempSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyCapture, isWholeFile, proposedName, whyNotThere } from './saving'
import { wholePackets } from './wholePackets'

const SAMPLE = join(__dirname, '..', '..', '..', 'resources', 'samples', 'four-way-close.pcapng')
/** As capinfos counts them. */
const PACKETS = 11
const writing = (signal = new AbortController().signal) => ({ signal, tell: () => undefined })
const folder = () => mkdtempSync(join(tmpdir(), 'lastack-saving-'))

test('the proposed name says what and when, and fits every system', () => {
  const now = new Date(2026, 0, 2, 3, 4, 5)
  expect(proposedName('lo, eth0', now)).toBe('lo, eth0 2026-01-02 03-04-05.pcapng')
  expect(proposedName('a capture.pcap', now)).toBe('a capture 2026-01-02 03-04-05.pcapng')
  expect(proposedName('\\Device\\NPF_{1}:?', now)).not.toMatch(/[\\{}:?]/)
})

test('all packets of one file without comments are a copy of it; nothing else is', () => {
  expect(isWholeFile({ what: 'all' }, false, ['/a'])).toBe(true)
  expect(isWholeFile({ what: 'all' }, true, ['/a'])).toBe(false)
  expect(isWholeFile({ what: 'all' }, false, ['/a', '/b'])).toBe(false)
  expect(isWholeFile({ what: 'flows', flows: [0] }, false, ['/a'])).toBe(false)
})

test('a capture is never saved over itself', () => {
  expect(whyNotThere('/x/../a.pcapng', ['/a.pcapng'])?.en).toMatch('is being read')
  expect(whyNotThere('/b.pcapng', ['/a.pcapng'])).toBeNull()
})

test('a copy holds every packet, byte for byte, and says how many', async () => {
  const to = join(folder(), 'copy.pcapng')
  const { packets } = await wholePackets(SAMPLE)
  expect(packets).toBeGreaterThan(3)
  expect(await copyCapture(SAMPLE, to, writing())).toMatchObject({ path: to, packets })
  expect(readFileSync(to).equals(readFileSync(SAMPLE))).toBe(true)
})

test('a copy made in the middle of a write ends with the last whole packet', async () => {
  const from = join(folder(), 'growing.pcapng')
  const to = join(folder(), 'copy.pcapng')
  writeFileSync(from, readFileSync(SAMPLE))
  const { packets } = await wholePackets(SAMPLE)
  truncateSync(from, statSync(from).size - 5)
  const { packets: copied } = await copyCapture(from, to, writing())
  expect(copied).toBeLessThanOrEqual(packets)
  expect(await wholePackets(to)).toEqual({ packets: copied, bytes: statSync(to).size })
})

test('a save that fails leaves what stood there, and nothing half-written', async () => {
  const there = folder()
  const to = join(there, 'kept.pcapng')
  writeFileSync(to, 'kept')
  expect(await copyCapture(join(there, 'missing.pcapng'), to, writing())).toMatchObject({ path: null, packets: 0 })
  expect(readFileSync(to, 'utf8')).toBe('kept')
  expect(readdirSync(there)).toEqual(['kept.pcapng'])
})

test('a copy that is called off says nothing, and leaves nothing behind', async () => {
  const there = folder()
  const stopped = AbortSignal.abort()
  const result = await copyCapture(SAMPLE, join(there, 'copy.pcapng'), writing(stopped))
  expect(result.path === null ? result.message.en : '').toBe('')
  expect(readdirSync(there).filter((name) => name.endsWith('.unfinished'))).toEqual([])
})

test('packets are counted, up to a limit', async () => {
  expect((await wholePackets(SAMPLE)).packets).toBe(PACKETS)
  expect((await wholePackets(SAMPLE, 2)).packets).toBe(2)
})
