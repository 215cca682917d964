import { describe, expect, test } from 'vitest'
import { joinChunks } from '../../../pcapng/chunks'
import { compressionOf } from './compression'
import { unpackFrames } from './frames'
import { bombOf, LZ4_LINKED, lz4FrameOf, skippable, TEXT, ZSTD_3, ZSTD_19, zstdFrameOf } from './unpack.fixture'
import { XxHash32 } from './xxHash32'
import { XxHash64 } from './xxHash64'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

async function* cut(bytes: Uint8Array, pieces: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieces) yield bytes.slice(at, at + pieces)
}

interface Unpacked {
  readonly text: string
  readonly longest: number
  /** null: all was unpacked. */
  readonly problem: string | null
}

async function unpack(bytes: Uint8Array, pieces = 4096): Promise<Unpacked> {
  const chunks: Uint8Array[] = []
  let problem: string | null = null
  try {
    for await (const chunk of unpackFrames(cut(bytes, pieces))) chunks.push(chunk)
  } catch (error) {
    problem = (error as Error).message
  }
  const longest = Math.max(0, ...chunks.map(({ length }) => length))
  return { text: Buffer.concat(chunks).toString('latin1'), longest, problem }
}

const packed = { 'zstd -19': ZSTD_19, 'zstd -3 --no-check': ZSTD_3, 'lz4 -9 -BD -B4 -BX': LZ4_LINKED }

describe('compressed frames', () => {
  test.each(Object.entries(packed))('%s: unpacks to what was compressed, however it arrives', async (_, bytes) => {
    for (const pieces of [1, 17, bytes.length]) {
      expect(await unpack(bytes, pieces)).toMatchObject({ text: TEXT, problem: null })
    }
  })

  test('follow one another, with frames between them that are stepped over', async () => {
    const hello = skippable(bytesOf('hello'))
    const tiny = [zstdFrameOf(bytesOf('x')), zstdFrameOf(bytesOf('')), zstdFrameOf(bytesOf('yz'))]
    const all = joinChunks([hello, ZSTD_19, hello, ...tiny, ZSTD_3, hello, LZ4_LINKED])
    expect(await unpack(all)).toMatchObject({ text: `${TEXT}xyz${TEXT}${TEXT}`, problem: null })
    expect(await unpack(hello)).toMatchObject({ text: '', problem: null })
  })

  test('that are cut short give what came before, and say where they end', async () => {
    for (const [name, bytes] of Object.entries(packed)) {
      const twice = joinChunks([bytes, bytes.subarray(0, bytes.length - 2)])
      const { text, problem } = await unpack(twice)
      expect(text.startsWith(TEXT)).toBe(true)
      const format = name.split(' ')[0]
      const end = twice.length
      expect(problem).toBe(`its ${format} data is cut short after byte ${end} as compressed: copy or download it again`)
    }
  })

  test('of zstd that claim gigabytes in one block are given up', async () => {
    // One literal, 65,535 sequences and more, each copying 65,539 bytes or more: their codes are told once.
    const block = [0x09, 0x61, 0xff, 0xff, 0xff, 0x54, 0, 0, 52, 0x01]
    const header = (block.length << 3) | (2 << 1) | 1
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0x38, header & 0xff, header >> 8, 0, ...block)
    expect((await unpack(frame)).problem).toContain('a block takes too long to unpack')
  })

  test('of lz4 give the beginning of the block in which they are cut short', async () => {
    const { text, problem } = await unpack(LZ4_LINKED.subarray(0, 300))
    expect(problem).toContain('cut short after byte 300')
    expect(text.length).toBeGreaterThan(500)
    expect(TEXT.startsWith(text)).toBe(true)
  })

  test('whose bytes changed are found out by their checksums', async () => {
    for (const bytes of [ZSTD_19, LZ4_LINKED]) {
      for (let at = 20; at < bytes.length; at += 7) {
        const changed = bytes.slice()
        changed[at] = (changed[at] as number) ^ 0x10
        const { text, problem } = await unpack(changed)
        // A bit that nothing depends on is no damage.
        if (problem === null) expect(text).toBe(TEXT)
        else expect(problem).toMatch(/^its (zstd|lz4) data (is damaged|is cut short|needs|was compressed) /)
      }
    }
  })

  test('followed by something else say so, with all that they hold', async () => {
    expect(await unpack(joinChunks([ZSTD_3, bytesOf('garbage')]))).toMatchObject({
      text: TEXT,
      problem: `its zstd data is damaged at byte ${ZSTD_3.length} as compressed (no frame begins there): copy or download it again`,
    })
  })

  test('that need a dictionary, or more memory than there should be, are refused', async () => {
    expect((await unpack(zstdFrameOf(bytesOf('x'), 0xa0))).problem).toBe(
      'its zstd data needs 1.07 GB of memory to be unpacked: run zstd -d --long=31 on it first',
    )
    const named = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x01, 0x70, 9, ...zstdFrameOf(bytesOf('x')).subarray(6))
    expect((await unpack(named)).problem).toContain('was compressed with a dictionary')
  })

  test('grow a block at a time, whatever they were packed into', async () => {
    const { text, longest, problem } = await unpack(bombOf(100))
    expect({ length: text.length, longest, problem }).toEqual({ length: 100 << 17, longest: 1 << 17, problem: null })
  })
})

describe('blocks of lz4', () => {
  const inBlock = async (...block: number[]): Promise<Unpacked> => unpack(lz4FrameOf(Uint8Array.of(...block)))

  test('copy runs that they are still writing, and literals alone at the end', async () => {
    // 2 literals, 6 + 4 bytes from 2 back; 1 literal.
    expect(await inBlock(0x26, 97, 98, 2, 0, 0x10, 99)).toMatchObject({
      text: 'ababababababc',
      problem: null,
    })
  })

  test.each([
    ['refer to before their beginning', [0x14, 97, 2, 0, 0x10, 97]],
    ['refer to where they are', [0x14, 97, 0, 0, 0x10, 97]],
    ['end inside their literals', [0x50, 97]],
    ['end inside a length', [0xf0, 255]],
    ['end inside a reference', [0x10, 97, 1]],
    ['have no end of literals', [0x14, 97, 1, 0]],
    ['grow beyond their frame', [0x1f, 97, 1, 0, ...Array<number>(300).fill(255), 0, 0x10, 97]],
  ])('that %s are damaged', async (_, block) => {
    expect((await inBlock(...block)).problem).toBe(
      "its lz4 data is damaged at byte 7 as compressed (a block doesn't unpack): copy or download it again",
    )
  })
})

test('no bytes behind a magic do more than end with a sentence', async () => {
  let seed = 7
  const random = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return seed >>> 16
  }
  for (const bytes of Object.values(packed)) {
    for (let run = 0; run < 60; run += 1) {
      const wild = bytes.slice(0, 5 + (random() % bytes.length))
      for (let flips = 0; flips < 4; flips += 1) wild[4 + (random() % (wild.length - 4))] = random() & 0xff
      const { problem } = await unpack(wild)
      expect(problem ?? 'its ').toMatch(/^its /)
    }
  }
})

test('compression is told by first bytes', () => {
  expect(compressionOf(Uint8Array.of(0x1f, 0x8b))).toBe('gzip')
  expect([ZSTD_3, LZ4_LINKED, skippable(bytesOf(''))].map((bytes) => compressionOf(bytes))).toEqual(
    Array(3).fill('frames'),
  )
  expect(compressionOf(Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a))).toBe('none')
  expect(compressionOf(ZSTD_3.subarray(0, 3))).toBe('none')
})

describe('hashes', () => {
  // Of the specification's test vectors and of the programs xxh32sum and xxh64sum.
  test.each([
    ['', 0x02cc5d05, 0xef46db3751d8e999n],
    ['a', 0x550d7456, 0xd24ec4f1a98c6e5bn],
    ['abc', 0x32d153ff, 0x44bc2cf5ad770999n],
    ['Nobody inspects the spammish repetition', 0xe2293b2f, 0xfbcea83c8a378bf1n],
  ])('of "%s"', (text, hash32, hash64) => {
    expect(new XxHash32().update(bytesOf(text)).digest()).toBe(hash32)
    expect(new XxHash64().update(bytesOf(text)).digest()).toBe(hash64)
    const [first, ...rest] = bytesOf(text)
    const inTwo = new XxHash64().update(Uint8Array.of(...(first === undefined ? [] : [first])))
    expect(inTwo.update(Uint8Array.from(rest)).digest()).toBe(hash64)
  })
})
