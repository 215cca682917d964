import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FOLLOW_CHUNK_BYTES, type FollowHit } from '../../contracts/follow'
import { captureOf } from '../../scenario/capture'
import { fragmentFrames, lastFrameOf } from '../fragments.fixture'
import { followedOf, OPENED, rawOf, told } from './follow.fixture'
import { followedPieces } from './lines'
import { searchFollowed } from './search'

describe('both streams of a flow', () => {
  test('are told in turns, each byte once', async () => {
    const script = `${OPENED}
+0.1 A > B P. 1:6(5) ack 1 "hello"
+0.1 A > B P. 1:6(5) ack 1 "hello"
+0.1 B > A P. 1:3(2) ack 6 "hi"
+0.1 A > B P. 6:10(4) ack 3 " you"
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> hello', '< hi', '>  you'])
  })

  test('put what came out of order where it belongs', async () => {
    const script = `${OPENED}
+0.1 A > B P. 4:7(3) ack 1 "def"
+0.1 A > B P. 1:4(3) ack 1 "abc"
+0.1 B > A . 1:1(0) ack 7
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> abcdef'])
  })

  test('show what was acknowledged and not captured as a gap', async () => {
    const script = `${OPENED}
+0.1 A > B P. 1:4(3) ack 1 "abc"
+0.1 A > B P. 104:107(3) ack 1 "xyz"
+0.1 B > A P. 1:3(2) ack 107 "ok"
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> abc', '> [100]', '> xyz', '< ok'])
  })

  test('tell at the end what nobody acknowledged, and say so', async () => {
    const followed = await followedOf(
      captureOf(`${OPENED}
+0.1 A > B P. 104:107(3) ack 1 "xyz"
+0.1 B > A P. 1:3(2) ack 1 "ok"
`),
    )
    expect(told(followed)).toEqual(['< ok', '> [103]', '> xyz'])
    expect(followed.read('both', 2).isUnacknowledged).toBe(true)
    expect(followed.read('both', 0).isUnacknowledged).toBe(false)
  })

  test('keep what came first, and tell what a later segment says instead', async () => {
    const followed = await followedOf(
      captureOf(`${OPENED}
+0.1 A > B P. 1:6(5) ack 1 "hello"
+0.1 A > B P. 2:8(6) ack 1 "ELlo!!"
+0.1 B > A . 1:1(0) ack 8
`),
    )
    const chunk = followed.read('both', 0)
    expect(told(followed)).toEqual(['> hello!!'])
    expect(chunk.kind === 'data' && chunk.conflicts).toMatchObject([{ at: 1, length: 2, frame: 5 }])
    expect(chunk.kind === 'data' && Buffer.from(chunk.conflicts[0]?.other ?? []).toString()).toBe('EL')
  })

  test('take what waits as receivers do: of the segments that hold the next byte the first, whole', async () => {
    const followed = await followedOf(
      captureOf(`${OPENED}
+0.1 A > B P. 7:12(5) ack 1 "world"
+0.1 A > B P. 7:12(5) ack 1 "WORLD"
+0.1 A > B P. 3:8(5) ack 1 "llo W"
+0.1 A > B P. 1:3(2) ack 1 "he"
+0.1 B > A . 1:1(0) ack 12
`),
    )
    const chunk = followed.read('both', 0)
    expect(told(followed)).toEqual(['> hello World'])
    expect(chunk.kind === 'data' && chunk.conflicts).toMatchObject([
      { at: 6, length: 1, frame: 4 },
      { at: 7, length: 4, frame: 5 },
    ])
  })

  test('take no keep-alive and no FIN for data', async () => {
    const script = `${OPENED}
+0.1 A > B P. 1:6(5) ack 1 "hello"
+0.1 B > A . 1:1(0) ack 6
+60 A > B . 5:6(1) ack 1 x"00"
+0.1 B > A . 1:1(0) ack 6
+1 A > B F. 6:6(0) ack 1
+0.1 B > A F. 1:1(0) ack 7
+0.1 A > B . 7:7(0) ack 2
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> hello'])
  })

  test('begin with the data of a SYN', async () => {
    const script = `
A = 10.0.0.5:51514
B = 192.0.2.10:80
+0 A > B S 0:5(5) "early"
+0.01 B > A S. 0:0(0) ack 6
+0.01 A > B P. 6:10(4) ack 1 "late"
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> earlylate'])
  })

  test('hold the data of a SYN whose options are broken: receivers pass over those', async () => {
    const script = `
A = 10.0.0.5:51514
B = 192.0.2.10:80
+0 A > B S 0:9(9) doff 6 x"aaaa aaaa 68 65 6c 6c 6f"
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> hello'])
  })

  test('take no data from a header that contradicts itself', async () => {
    const script = `${OPENED}
+0.1 A > B P. 1:6(5) ack 1 doff 4 "wrong"
+0.1 A > B P. 1:6(5) ack 1 "hello"
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> hello'])
    const syn = `
A = 10.0.0.5:51514
B = 192.0.2.10:80
+0 A > B S 0:5(5) doff 4 "wrong"
`
    expect(rawOf(await followedOf(captureOf(syn)), 'client')).not.toContain('w')
  })

  test('take no link addresses for a TCP header that has the same numbers', async () => {
    const script = `
A = 10.0.0.5:1000
B = 192.0.2.10:443
iss A = 0
mac A = 00:01:00:00:00:00
mac B = 03:e8:01:bb:00:00
+0 A > B P 1:6(5) "hello"
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> hello'])
  })

  test('begin mid-stream with the oldest data that was captured', async () => {
    const script = `
A = 10.0.0.5:51514
B = 192.0.2.10:80
iss A = 77000
+0 A > B P. 4:7(3) ack 1 "def"
+0.1 A > B P. 1:4(3) ack 1 "abc"
+0.1 B > A . 1:1(0) ack 7
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> abcdef'])
  })

  test('pass 2^32', async () => {
    const script = `${OPENED.replace('iss A = 1000', 'iss A = 4294967290')}
+0.1 A > B P. 1:6(5) ack 1 "hello"
+0.1 A > B P. 6:12(6) ack 1 " world"
+0.1 A > B P. 1:6(5) ack 1 "hello"
+0.1 B > A . 1:1(0) ack 12
`
    expect(told(await followedOf(captureOf(script)))).toEqual(['> hello world'])
  })

  test('say which bytes the capture cut off, and take them from where they came again', async () => {
    const cut = `${OPENED}
+0.1 A > B P. 1:11(10) ack 1 "0123456789" cut 58
+0.1 B > A . 1:1(0) ack 11
`
    const chunk = (await followedOf(captureOf(cut))).read('both', 0)
    expect(chunk).toMatchObject({ kind: 'data', missing: [{ at: 4, length: 6 }] })
    const again = `${cut}+0.1 A > B P. 1:11(10) ack 1 "0123456789"\n`
    const mended = (await followedOf(captureOf(again))).read('both', 0)
    expect(mended).toMatchObject({ kind: 'data', missing: [] })
    expect(told(await followedOf(captureOf(again)))).toEqual(['> 0123456789'])
  })

  test('are read from IP fragments put together', async () => {
    const whole = `${OPENED}+0.1 A > B P. 1:301(300) ack 1 "${'fragment, '.repeat(30)}"\n`
    const frames = fragmentFrames(await lastFrameOf(captureOf(whole)), [128])
    const script = `${OPENED}+0.1 ${frames[1]}+0.1 ${frames[0]}`
    expect(rawOf(await followedOf(captureOf(script)), 'client')).toBe('fragment, '.repeat(30))
  })
})

describe('any order and any repetition of segments', () => {
  const TEXT = 'The quick brown fox jumps over the lazy dog, and nobody in this town knows why.'
  const piece = fc
    .tuple(fc.nat({ max: TEXT.length - 1 }), fc.integer({ min: 1, max: 20 }))
    .map(([from, length]) => ({ from, to: Math.min(from + length, TEXT.length) }))
  /** All of the text in pieces, and some of it again, shuffled. */
  const sent = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: TEXT.length - 1 }), { maxLength: 12 }),
      fc.array(piece, { maxLength: 12 }),
    )
    .map(([cuts, more]) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), TEXT.length]
      return [...edges.slice(0, -1).map((from, at) => ({ from, to: edges[at + 1] ?? 0 })), ...more]
    })
    .chain((pieces) => fc.shuffledSubarray(pieces, { minLength: pieces.length }))

  test('give the same stream', async () => {
    await fc.assert(
      fc.asyncProperty(sent, fc.constantFrom(1000, 4294967290, 4294967295), async (pieces, iss) => {
        const lines = pieces.map(
          ({ from, to }) => `+0.01 A > B . ${from + 1}:${to + 1}(${to - from}) ack 1 "${TEXT.slice(from, to)}"`,
        )
        const script = `${OPENED.replace('iss A = 1000', `iss A = ${iss}`)}${lines.join('\n')}\n`
        const followed = await followedOf(captureOf(script))
        expect(rawOf(followed, 'client')).toBe(TEXT)
        for (let chunk = 0; chunk < followed.chunks('both').count; chunk++)
          expect(followed.read('both', chunk)).toMatchObject({ kind: 'data', conflicts: [] })
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})

describe('a long stream', () => {
  const LINES = Array.from({ length: 400 }, (_, line) => `line ${line}: ${'x'.repeat(line % 60)} é\n`).join('')
  const bytes = Buffer.from(LINES)
  const script = () => {
    const lines: string[] = []
    for (let from = 0; from < bytes.length; from += 1448) {
      const part = bytes.subarray(from, from + 1448)
      lines.push(`+0.001 B > A . (${part.length}) x"${part.toString('hex')}"`)
    }
    return `${OPENED}${lines.join('\n')}\n`
  }

  test('comes in chunks that end with lines and leave nothing out', async () => {
    const followed = await followedOf(captureOf(script()))
    const { count } = followed.chunks('server')
    expect(count).toBe(Math.ceil(bytes.length / FOLLOW_CHUNK_BYTES))
    const texts = Array.from({ length: count }, (_, chunk) => {
      const read = followed.read('server', chunk)
      return read.kind === 'data' ? Buffer.from(read.bytes).toString() : ''
    })
    expect(texts.join('')).toBe(LINES)
    expect(texts.every((text) => text.endsWith('\n'))).toBe(true)
  })

  test('is searched without heeding case, also where a hit lies across segments and chunks', async () => {
    const followed = await followedOf(captureOf(script()))
    const look = (needle: string, isHex = false) => {
      const hits: FollowHit[] = []
      for (let from: number | null = 0; ; ) {
        const found = searchFollowed(followed, { direction: 'both', needle, isHex, from })
        hits.push(...found.hits)
        if (found.next === null) return { hits, problem: found.problem }
        from = found.next
      }
    }
    for (const needle of ['line 7:', 'LINE 123: ', 'xx é\nline']) {
      const found = look(needle).hits.map(({ offset, length }) => bytes.subarray(offset, offset + length).toString())
      const expected = LINES.toLowerCase().split(needle.toLowerCase()).length - 1
      expect(found).toHaveLength(expected)
      expect(found.every((text) => text.toLowerCase() === needle.toLowerCase())).toBe(true)
    }
    expect(look('0x6c696e652037313a', true).hits).toHaveLength(1)
    expect(look('0xabc', true)).toMatchObject({ hits: [], problem: expect.stringContaining('hexadecimal') })
  })

  test('finds the chunk of a byte', async () => {
    const followed = await followedOf(captureOf(script()))
    for (let chunk = 0; chunk < followed.chunks('both').count; chunk++) {
      const { offset } = followed.read('both', chunk)
      expect(followed.chunkAt('both', 1, offset)).toBe(chunk)
      expect(followed.chunkAt('server', 1, offset + 1)).toBe(chunk)
    }
    expect(followed.chunkAt('both', 1, bytes.length)).toBeNull()
  })
})

test('text and dumps hold nothing that would act on a terminal', async () => {
  const followed = await followedOf(
    captureOf(`${OPENED}
+0.1 A > B P. 1:9(8) ack 1 x"1b 5b 32 4a 41 00 ff 0a"
+0.1 B > A P. 1:3(2) ack 9 "ok"
`),
  )
  const text = [...followedPieces(followed, 'both', 'text')].join('')
  expect(text).toBe('--- client ---\n.[2JA..\n\n--- server ---\nok')
  const hex = [...followedPieces(followed, 'both', 'hex')].join('')
  expect(hex).toBe(
    '00000000  1b 5b 32 4a 41 00 ff 0a                           .[2JA...\n    00000000  6f 6b                                             ok\n',
  )
})
