/** Frames of every link type and tunnel that the core reads, with other addresses: the core must find the same segments. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { LinkType } from '../contracts/abi'
import { anonymisedFrame } from '../engine/anonymise/anonymisedFrame'
import { Mask } from '../engine/anonymise/mask'
import { addressBytes } from '../engine/kernel/addressBytes'
import { type Dissect, loadLayers } from './testing/node/dissect'
import { linkFrames } from './testing/node/linkFrames'
import { tunnelFrames } from './testing/node/tunnelFrames'

const mask = Mask.of('a key')
const FRAMES = [...linkFrames, ...tunnelFrames]

/** Bytes of an address as the core's test tells it, and of the one in its place. */
function masked(text: string): { before: string; after: string } {
  const before = addressBytes(text) ?? new Uint8Array()
  const after = before.slice()
  if (after.length === 4) mask.ipv4(after, 0)
  else mask.ipv6(after, 0)
  return { before: Buffer.from(before).toString('latin1'), after: Buffer.from(after).toString('latin1') }
}

let dissect: Dissect
beforeAll(async () => {
  dissect = await loadLayers()
})

describe('frames with other addresses', () => {
  it.each(FRAMES)('give the segment of $name', ({ frame, linkType }) => {
    for (const hasPayloads of [true, false]) {
      const bytes = anonymisedFrame({ bytes: frame, linkType, originalLength: frame.length }, mask, hasPayloads)
      const before = dissect(linkType, frame)
      const after = dissect(linkType, bytes, frame.length)
      expect(after).toMatchObject({ ports: before?.ports, length: before?.length })
      for (const end of ['source', 'destination'] as const) {
        const { before: plain, after: other } = masked(String(before?.[end]))
        expect(masked(String(after?.[end])).before).toBe(other)
        expect(Buffer.from(bytes).toString('latin1')).not.toContain(plain)
      }
    }
  })

  it('are made of any bytes, none longer than it was', () => {
    const linkTypes = Object.values(LinkType).filter((type) => typeof type === 'number')
    const sources = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ bytes, linkType: LinkType.ETHERNET })),
      fc.tuple(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(...linkTypes)).map(([bytes, linkType]) => ({
        bytes,
        linkType,
      })),
      // A good frame with some bytes put in, and cut.
      fc
        .tuple(fc.constantFrom(...FRAMES), fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 6 }), fc.nat(200))
        .map(([{ frame, linkType }, changes, length]) => {
          const bytes = frame.slice(0, length)
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          return { bytes, linkType }
        }),
    )
    fc.assert(
      fc.property(sources, fc.boolean(), fc.nat(2000), ({ bytes, linkType }, hasPayloads, more) => {
        const plain = bytes.slice()
        const written = anonymisedFrame({ bytes, linkType, originalLength: bytes.length + more }, mask, hasPayloads)
        expect(written.length).toBeLessThanOrEqual(bytes.length)
        expect(bytes).toEqual(plain)
      }),
      { numRuns: 5000 },
    )
  })
})
