import { describe, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf, memorySource } from '../capture.fixture'
import { fragmentFrames, lastFrameOf } from '../fragments.fixture'
import { IcmpErrors } from '../icmpErrors'
import { SegmentRecord } from '../segmentRecord'
import { errorFrame, ROUTER } from '../verdicts/icmp.fixture'
import { OPEN } from '../verdicts/verdict.fixture'
import { flowFrames } from './flowFrames'

/** Two flows whose segments take turns; the second says `rounds` things. */
const turns = (rounds: number) => `
A = 10.0.0.5:1000
B = 192.0.2.10:443
C = 10.0.0.5:1001
D = 192.0.2.10:444
+0 A > B S
+0.1 C > D S
+0.1 B > A R.
+0.1 D > C S.
+0.1 C > D .
${Array.from({ length: rounds }, () => '+0.001 C > D P. (100)').join('\n')}
`

async function framesOf(script: string, flow: number, segment: number, limits?: { frames: number; bytes: number }) {
  const bytes = captureOf(script)
  return flowFrames(await coreOf(bytes), memorySource(bytes), { flow, segment }, limits)
}

/** Each frame of a capture: when it came, and how long it is. */
async function packetsOf(capture: Uint8Array) {
  const core = await coreOf(capture)
  const record = new SegmentRecord(core)
  return Array.from({ length: core.segmentLimit() }, (_, index) => {
    const { time, seq, length, frame } = record.at(index)
    return { time, seq, length, frame: Number(frame) }
  })
}

describe('frames of a flow', () => {
  test('are those of that flow alone, each as it was', async () => {
    const given = await framesOf(turns(3), 1, 3)
    expect([...(given?.frames ?? [])]).toEqual([2, 4, 5, 6, 7, 8])
    expect(given).toMatchObject({ segments: 6, isPart: false })
    const before = (await packetsOf(captureOf(turns(3)))).filter(({ frame }) => frame !== 1 && frame !== 3)
    const after = await packetsOf(given?.capture ?? new Uint8Array(0))
    expect(after.map((packet) => ({ ...packet, frame: given?.frames[packet.frame - 1] }))).toEqual(before)
  })

  test('are its first ones and those around the segment where there are too many', async () => {
    const given = await framesOf(turns(600), 1, 500, { frames: 220, bytes: 1e6 })
    const frames = [...(given?.frames ?? [])]
    expect(given).toMatchObject({ segments: 603, isPart: true })
    expect(frames).toHaveLength(220)
    expect(frames).toEqual(frames.toSorted((a, b) => a - b))
    // 200 at the beginning, 20 around segment 500, which is frame 501.
    expect(frames[199]).toBeLessThan(210)
    expect(frames.slice(200)[0]).toBeGreaterThan(485)
    expect(frames).toContain(501)
    expect(frames.at(-1)).toBeLessThan(515)
  })

  test('hold no more bytes than they may, and the segment in any case', async () => {
    const given = await framesOf(turns(600), 1, 500, { frames: 2000, bytes: 2000 })
    expect(given?.isPart).toBe(true)
    expect([...(given?.frames ?? [])]).toContain(501)
    expect((given?.frames.length ?? 0) * 154).toBeLessThan(3000)
    const alone = await framesOf(turns(600), 1, 500, { frames: 2000, bytes: 1 })
    expect([...(alone?.frames ?? [])]).toEqual([501])
  })

  test('bring all fragments of a segment along', async () => {
    const opened = 'A = 10.0.0.5:1000\nB = 192.0.2.10:443\n+0 A > B S\n+0.1 B > A S.\n+0.1 A > B .\n'
    const whole = captureOf(`${opened}+0.1 A > B P. (300)\n`)
    const pieces = fragmentFrames(await lastFrameOf(whole), [128, 256])
    const given = await framesOf(`${opened}${pieces.map((piece) => `+0.1 ${piece}`).join('')}`, 0, 0)
    expect([...(given?.frames ?? [])]).toEqual([1, 2, 3, 4, 5, 6])
    expect(given?.segments).toBe(4)
  })

  test('bring ICMP errors about the flow along, in their order, and none about others', async () => {
    const quoting = (seq: number) => `+0.01 ${errorFrame(ROUTER, 3, 13, seq)}\n`
    const opened = `${OPEN}${quoting(101)}+0.1 A > B P. (100)\n${quoting(102)}`
    const other = 'C = 10.0.0.6:1000\n+0.1 C > B S\n'
    const given = await framesOf(`${opened}${other}`, 0, 3)
    expect([...(given?.frames ?? [])]).toEqual([1, 2, 3, 4, 5, 6])
    expect(given).toMatchObject({ segments: 4, isPart: false })
    const core = await coreOf(given?.capture ?? new Uint8Array(0))
    expect(new IcmpErrors(core).of(0).map(({ frame, seq }) => [frame, seq])).toEqual([
      [4, 101],
      [6, 102],
    ])
    expect([...((await framesOf(`${opened}${other}`, 1, 4))?.frames ?? [])]).toEqual([7])
    const flooded = await framesOf(`${OPEN}${quoting(101).repeat(80)}`, 0, 2)
    expect(flooded).toMatchObject({ isPart: true })
    expect(flooded?.frames).toHaveLength(53)
  })

  test('are none where the segment is another flow’s', async () => {
    expect(await framesOf(turns(3), 0, 3)).toBeNull()
    expect(await framesOf(turns(3), 0, 9999)).toBeNull()
  })
})
