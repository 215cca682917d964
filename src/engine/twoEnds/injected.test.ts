/** Whatever a path does to random conversations is found, and nothing else. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Flag } from '../../contracts/abi'
import type { SegmentFate, TwoEndsReport } from '../../contracts/twoEnds'
import { capturesOfBothEnds, type EndCapture, type Passage } from '../../scenario/bothEnds'
import { parse } from '../../scenario/parse'
import { scripts } from '../../scenario/random'
import type { SegmentStatement, Statement } from '../../scenario/script'
import { coreOf, memorySource } from '../capture.fixture'
import { alignEnds } from './index'

const MS = 1e6
const WAY_THERE_NS = 10 * MS
const WAY_BACK_NS = 12 * MS
const DELAY_NS = 70 * MS
const COPY_NS = 5 * MS

/** A conversation that nothing befalls, all along: both captures cover every time, and the clocks can be told. */
const METRONOME = `
clientM = 198.51.100.250:39999
serverM = 192.0.2.80:443
@0 clientM > serverM S
+0.1 serverM > clientM S.
+0.1 clientM > serverM .
${Array.from({ length: 88 }, (_, beat) => `@${beat + 1} clientM > serverM P. (10)\n+0.1 serverM > clientM P. (10)`).join('\n')}
@90 clientM > serverM P. (10)
+0.1 serverM > clientM P. (10)
+0.1 clientM > serverM .
`

type Injected = 'none' | 'lost' | 'delayed' | 'copied' | 'marked' | 'rewritten' | 'forged'

/** What may befall a segment so that the rest of the script stays true: only what nobody acknowledges may be lost. */
function possible(segment: SegmentStatement, wanted: Injected, isIpv4: boolean): Injected {
  const { fields, flags } = segment
  const isGone = fields.lost === true || fields.dropped === true
  const isPlain = (flags & (Flag.SYN | Flag.FIN | Flag.RST)) === 0
  const hasPayload = (fields.length ?? 0) > 0
  // Without IP identification equal segments can't be told apart: the script's own losses are enough there.
  if (segment.from.endsWith('M') || isGone || !isIpv4) return 'none'
  if (wanted === 'lost') return isPlain && !hasPayload ? wanted : 'none'
  if (wanted === 'rewritten') return hasPayload ? wanted : 'none'
  if (wanted === 'forged') return isPlain ? wanted : 'none'
  return wanted
}

function passageOf(segment: SegmentStatement, line: number, injected: Injected): Passage {
  const way = segment.from.startsWith('client') ? WAY_THERE_NS : WAY_BACK_NS
  const delayNs = way + (line % 3) * 100
  switch (injected) {
    case 'lost':
      return { delayNs, lost: true }
    case 'delayed':
      return { delayNs: delayNs + DELAY_NS }
    case 'copied':
      return { delayNs, copyAfterNs: COPY_NS }
    case 'marked':
      return { delayNs, altered: { tos: 3 } }
    case 'rewritten':
      return { delayNs, altered: { payload: Uint8Array.of(0xfe) } }
    case 'forged':
      return { delayNs, forged: { flags: Flag.RST, fields: { ttl: 44, ipid: 7 }, afterNs: 0.2 * MS } }
    case 'none':
      return { delayNs }
  }
}

const injection = fc.array(
  fc.oneof(
    { arbitrary: fc.constant<Injected>('none'), weight: 6 },
    { arbitrary: fc.constantFrom<Injected>('lost', 'delayed', 'copied', 'marked', 'rewritten', 'forged'), weight: 1 },
  ),
  { minLength: 200, maxLength: 200 },
)

async function align(first: EndCapture, second: EndCapture): Promise<TwoEndsReport> {
  const [one, two] = await Promise.all([coreOf(first.bytes), coreOf(second.bytes)])
  return alignEnds(
    { core: one, source: { ...memorySource(first.bytes), name: 'client.pcapng' } },
    { core: two, source: { ...memorySource(second.bytes), name: 'server.pcapng' } },
  )
}

/** An address translator between the ends. */
const translated = (statement: Statement): Statement =>
  statement.kind === 'endpoint' && statement.address.length === 4 && /^client\d/.test(statement.name)
    ? { ...statement, address: Uint8Array.of(203, 0, 113, 7), port: statement.port + 10_000 }
    : statement

test('every loss, delay, copy, alteration and forged reset is found, none invented', async () => {
  const path = {
    text: scripts(3),
    injections: injection,
    offset: fc.integer({ min: -1e12, max: 1e12 }),
    driftPpm: fc.integer({ min: -200, max: 200 }),
    isTranslated: fc.boolean(),
  }
  await fc.assert(
    fc.asyncProperty(fc.record(path), async ({ text, injections, offset, driftPpm, isTranslated }) => {
      const script = parse(`${METRONOME}${text}`)
      const segments = script.statements.filter((statement) => statement.kind === 'segment')
      const ipv4 = new Set(
        script.statements.flatMap((statement) =>
          statement.kind === 'endpoint' && statement.address.length === 4 ? [statement.name] : [],
        ),
      )
      const injected = segments.map((segment, line) =>
        possible(segment, injections[line % injections.length] ?? 'none', ipv4.has(segment.from)),
      )
      const { first, second } = capturesOfBothEnds(script, {
        passage: (line, segment) => passageOf(segment, line, injected[line] ?? 'none'),
        clock: (ns) => offset + ns * (1 + driftPpm / 1e6),
        ...(isTranslated ? { translate: translated } : {}),
      })
      const report = await align(first, second)

      /** Segments that look the same have the same name. */
      const nameOf = (line: number): string => {
        const segment = segments[line]
        const { seq, length, ack } = segment?.fields ?? {}
        return `${segment?.from} ${segment?.flags} ${seq?.value} ${length} ${ack?.value}`
      }
      const lineOf = ({ from, sentFrame, arrivedFrames }: SegmentFate): number => {
        const [sender, receiver] = from === 'client' ? [first, second] : [second, first]
        const frame = sentFrame ?? arrivedFrames[0] ?? 0
        return (sentFrame === null ? receiver : sender).frames[frame - 1]?.line ?? -1
      }
      const found = report.flows.flatMap((flow) => flow.segments)
      const names = (test: (segment: SegmentFate) => boolean): string[] =>
        found.filter(test).map(lineOf).map(nameOf).sort()
      const truth = (test: (line: number) => boolean): string[] =>
        segments.flatMap((_, line) => (test(line) ? [nameOf(line)] : [])).sort()
      const changed = (field: string): number =>
        report.flows
          .flatMap(({ alterations }) => alterations.filter((alteration) => alteration.field === field))
          .reduce((sum, alteration) => sum + alteration.segments, 0)
      const isGone = (line: number): boolean =>
        injected[line] === 'lost' || segments[line]?.fields.lost === true || segments[line]?.fields.dropped === true

      expect(report.others).toEqual({ first: 0, second: 0 })
      expect(report.clock?.steps).toEqual([])
      expect(names(({ fate }) => fate === 'unknown' || fate === 'uncaptured' || fate === 'partly lost')).toEqual([])
      expect(names(({ fate }) => fate === 'lost')).toEqual(truth(isGone))
      expect(names(({ fate }) => fate === 'forged')).toEqual(truth((line) => injected[line] === 'forged'))
      expect(names(({ fate }) => fate === 'duplicate')).toEqual(truth((line) => injected[line] === 'copied'))
      expect(names(({ isDelayed }) => isDelayed)).toEqual(truth((line) => injected[line] === 'delayed'))
      expect(changed('ECN')).toBe(truth((line) => injected[line] === 'marked').length)
      expect(changed('payload')).toBe(truth((line) => injected[line] === 'rewritten').length)
      const fields = report.flows.flatMap(({ alterations }) => alterations.map(({ field }) => field))
      expect(fields.filter((field) => field !== 'ECN' && field !== 'payload')).toEqual([])
      if (!injected.includes('delayed')) expect(names(({ isReordered }) => isReordered)).toEqual([])
      if (isTranslated && report.flows.some(({ first: flow }) => flow?.client.address.startsWith('198.51.100.1'))) {
        expect(report.flows.flatMap(({ sentences }) => sentences).join()).toContain('becomes 203.0.113.7:')
      }
    }),
    { numRuns: 150, seed: 20260115 },
  )
})
