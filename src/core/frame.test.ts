import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { LinkType } from '../contracts/abi'
import { type Dissect, type Found, loadLayers } from './testing/node/dissect'
import { ethernet, ipv4, ipv4Fragment, ipv6, ipv6Fragment, join, PORTS, tcp } from './testing/node/headers'
import { linkFrames } from './testing/node/linkFrames'
import { tunnelFrames } from './testing/node/tunnelFrames'

const SEED = 20_250_101
const samples = [...linkFrames, ...tunnelFrames]
/** Frames that hold no segment of their own: errors that quote one, and parts of one. */
const partial = [
  ethernet(0x0800, ipv4(join('0304 0000 0000 0578', ipv4(tcp(), { options: '01010101' })), { protocol: 1 })),
  ethernet(0x86dd, ipv6(join('0200 0000 00000500', ipv6(tcp())), { next: 58 })),
  ethernet(0x0800, ipv4Fragment(tcp(), 0, 16)),
  ethernet(0x0800, ipv4Fragment(tcp(), 16, 24)),
  ethernet(0x86dd, ipv6Fragment(tcp(), 0, 16)),
  ethernet(0x86dd, ipv6Fragment(tcp(), 16, 24)),
].map((frame) => ({ linkType: LinkType.ETHERNET, frame }))
const linkTypes = Object.values(LinkType).filter((value) => typeof value === 'number')

let dissect: Dissect

beforeAll(async () => {
  dissect = await loadLayers()
})

function expectInside(found: Found | null, captured: number, original: number): void {
  if (!found) return
  expect(found.captured).toBeGreaterThanOrEqual(16)
  if (Number.isNaN(found.at)) {
    expect(found.length).toBe(found.captured)
    return
  }
  expect(found.at).toBeGreaterThan(0)
  expect(found.at + found.captured).toBeLessThanOrEqual(captured)
  expect(found.length).toBeGreaterThanOrEqual(found.captured)
  expect(found.at + found.length).toBeLessThanOrEqual(Math.max(captured, original))
}

describe('dissectFrame', () => {
  it('needs the TCP header up to its window', () => {
    const frame = ethernet(0x0800, ipv4(tcp()))
    expect(dissect(LinkType.ETHERNET, frame.subarray(0, 49), frame.length)).toBeNull()
    const found = dissect(LinkType.ETHERNET, frame.subarray(0, 50), frame.length)
    expect(found).toMatchObject({ ports: PORTS, at: 34, captured: 16, length: 24 })
  })

  it('does not believe an original length below what was captured, or near the end of memory', () => {
    const frame = ethernet(0x0800, ipv4(tcp()))
    expect(dissect(LinkType.ETHERNET, frame, 0)).toMatchObject({ captured: 24, length: 24 })
    expect(dissect(LinkType.ETHERNET, frame, 0xffffffff)).toMatchObject({ captured: 24, length: 24 })
  })

  it('finds nothing in a frame of no bytes', () => {
    for (const linkType of linkTypes) expect(dissect(linkType, new Uint8Array(0), 60)).toBeNull()
  })

  it('stays inside every sample frame wherever the capture cuts it', () => {
    for (const { linkType, frame } of [...samples, ...partial]) {
      for (let captured = 0; captured <= frame.length; captured++) {
        expectInside(dissect(linkType, frame.subarray(0, captured), frame.length), captured, frame.length)
      }
    }
  })

  it('never traps and stays inside the frame, whatever the bytes', () => {
    const arbitrary = fc.tuple(
      fc.constantFrom(...linkTypes),
      fc.uint8Array({ maxLength: 200 }),
      fc.nat({ max: 0xffffffff }),
    )
    const property = fc.property(arbitrary, ([linkType, frame, original]) => {
      expectInside(dissect(linkType, frame, original), frame.length, original)
    })
    fc.assert(property, { seed: SEED, numRuns: 5000 })
  })

  it('never traps and stays inside the frame when bytes of real headers are altered', () => {
    const alteration = fc.tuple(fc.nat({ max: 120 }), fc.nat({ max: 255 }))
    const arbitrary = fc.tuple(
      fc.oneof(fc.constantFrom(...samples), fc.constantFrom(...partial)),
      fc.array(alteration, { maxLength: 4 }),
      fc.nat({ max: 200 }),
    )
    const property = fc.property(arbitrary, ([sample, alterations, captured]) => {
      const frame = sample.frame.slice(0, captured)
      for (const [at, value] of alterations) if (at < frame.length) frame[at] = value
      expectInside(dissect(sample.linkType, frame, sample.frame.length), frame.length, sample.frame.length)
    })
    fc.assert(property, { seed: SEED, numRuns: 10_000 })
  })
})
