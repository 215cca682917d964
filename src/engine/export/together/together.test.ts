import { join } from 'node:path'
import { Window } from 'happy-dom'
import type { Mermaid } from 'mermaid'
import { beforeAll, describe, expect, it } from 'vitest'
import { COUNTER_LAST_TIME } from '../../../contracts/abi'
import { captureOf } from '../../../scenario/capture'
import { coreOf } from '../../capture.fixture'
import { planTogether } from '../../ladder/together/index'
import { partsOf } from '../../ladder/together/parts'
import { Judge } from '../../verdicts/judge'
import { sampleCore } from '../exports.fixture'
import { exportedTogether, type LadderLook } from '../ladder'

/** A client, a proxy, two servers; the second request's answer never comes, and one flow runs from right to left. */
const PROXY = `
A = 10.0.0.5:51514
B = 10.0.0.8:443
C = 10.0.0.8:40112
D = 10.0.0.21:8443
E = 10.0.0.8:40114
F = 10.0.0.22:8443
G = 10.0.0.22:40900
H = 10.0.0.5:9000
+0     A > B S <mss 1460, sackOK, nop, wscale 7>
+0.030 B > A S. <mss 1460, sackOK, nop, wscale 9>
+0.030 A > B . win 502
+0.010 A > B P. (400) win 502
+0.002 C > D S <mss 1460, sackOK, nop, wscale 7>
+0.005 D > C S. <mss 1460, sackOK, nop, wscale 7>
+0.004 C > D . win 502
+0.001 C > D P. (400) win 502
+0.010 E > F S <mss 1460, sackOK, nop, wscale 7>
+0.300 C > D P. 1:401(400) win 502
+0.010 D > C . win 500
+0.030 D > C P. (1448) win 500
${'+0.001 D > C P. (1448) win 500\n'.repeat(5)}+0.010 C > D . win 500
+0.030 B > A P. (1000) win 500
+0.030 A > B . win 502
+0.500 E > F S 0:0(0) <mss 1460, sackOK, nop, wscale 7>
+0.010 G > H S <mss 1460, sackOK, nop, wscale 7>
+0.020 H > G R.
+3.030 A > B F. win 502
+0.030 B > A F. win 500
+0.030 A > B . win 502
`
const LOOK: LadderLook = { format: 'svg', theme: 'light', most: 20_000 }

async function ladderOf(flows?: readonly number[], core = coreOf(captureOf(PROXY))) {
  const open = await core
  const wanted = flows ?? Array.from({ length: open.flowCount() }, (_, flow) => flow)
  const judge = new Judge(open)
  const at = { knownUntil: 0n, revision: 0 }
  return planTogether(partsOf(open, judge, open.counterTime(COUNTER_LAST_TIME), wanted), new Set(), at, 'segments')
}
type Ladder = Awaited<ReturnType<typeof ladderOf>>
const exported = (ladder: Ladder, look: Partial<LadderLook> = {}) =>
  [...exportedTogether(ladder, { ...LOOK, ...look })].join('')

function parsed(svg: string) {
  const page = new new Window().DOMParser().parseFromString(svg, 'image/svg+xml')
  expect(page.querySelector('parsererror')).toBeNull()
  return page.documentElement
}

describe('several ladders as SVG', () => {
  it('are drawn as they were reviewed', async () => {
    const svg = exported(await ladderOf())
    parsed(svg)
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    await expect(svg).toMatchFileSnapshot(join(import.meta.dirname, 'goldens', 'proxy.svg'))
    expect(exported(await ladderOf())).toBe(svg)
  })

  it('say what the rows, the brackets and the verdicts of all flows say', async () => {
    const ladder = await ladderOf()
    const words = parsed(exported(ladder)).textContent ?? ''
    const { flows, hosts, rows } = ladder.outline
    for (const { brackets, verdict } of flows) {
      expect(words).toContain(verdict.title)
      for (const { title } of brackets) expect(words).toContain(title.slice(0, 5))
    }
    for (const { address } of hosts) expect(words).toContain(address)
    for (const { shown } of ladder.rows(0, rows)) expect(words).toContain(shown.label.slice(0, 12))
  })

  it('leave out the middle where they are too long', async () => {
    const ladder = await ladderOf()
    const words = parsed(exported(ladder, { most: 10 })).textContent ?? ''
    expect(words).toContain(`${ladder.outline.rows - 10} rows are left out of this picture`)
  })

  it('are drawn where both ends are one host, and of any two samples', async () => {
    const alone = captureOf(
      'A = 127.0.0.1:40000\nB = 127.0.0.1:80\nC = 127.0.0.1:40001\n+0 A > B S\n+0.1 C > B S\n+0.1 B > C S.\n',
    )
    const ladder = await ladderOf(undefined, coreOf(alone))
    expect(parsed(exported(ladder)).textContent).toContain('127.0.0.1 (client)')
    const two = await ladderOf([0], sampleCore('time-wait-reuse'))
    expect(exported(two, { theme: 'dark' })).toContain('#15181e')
  })
})

describe('several ladders as a Mermaid diagram', () => {
  let mermaid: Mermaid
  beforeAll(async () => {
    const window = new Window()
    Object.assign(globalThis, { window, document: window.document })
    mermaid = (await import('mermaid')).default
    mermaid.initialize({ startOnLoad: false, maxTextSize: 100_000_000 })
  })

  it("are read by Mermaid's own parser, with a participant a host", async () => {
    const ladder = await ladderOf()
    const text = exported(ladder, { format: 'mermaid' })
    expect(await mermaid.parse(text)).toMatchObject({ diagramType: 'sequence' })
    expect(text.match(/participant/g)).toHaveLength(ladder.outline.hosts.length)
    expect(text).toContain('H1->>H2: 1#58; 0.000 s SYN seq 0')
    expect(text).toMatch(/H4--?x?>?>?H1: 4#58; .* SYN/)
    expect(await mermaid.parse(exported(ladder, { format: 'mermaid', most: 4 }))).toMatchObject({})
  })
})

describe('several ladders as text', () => {
  it('have every row with the number of its flow, and states where they change', async () => {
    const ladder = await ladderOf()
    const lines = exported(ladder, { format: 'text' }).split('\n')
    expect(lines[0]).toBe('4 flows together')
    expect(lines[1]).toBe('  1  10.0.0.5:51514 to 10.0.0.8:443, 9 segments')
    const rows = lines.filter((line) => /^[1-4 ] {2}.*[│≈┊].*[│≈┊]/.test(line))
    expect(rows).toHaveLength(ladder.outline.rows)
    expect(rows[0]).toMatch(/^1 +1 +0\.000000 +SYN_SENT │ SYN seq 0 .*> *│ LISTEN\?$/)
    expect(lines.some((line) => line === '1  ┌ Handshake')).toBe(true)
    expect(rows.filter((line) => line.includes('SYN again'))).toHaveLength(1)
  })
})
