import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { COUNTER_FRAMES } from '../../contracts/abi'
import { joinChunks } from '../../pcapng/chunks'
import { captureOf } from '../../scenario/capture'
import { loadCore } from '../capture.fixture'
import { CaptureReader } from '../reader'
import { openSource, type Source } from './source'
import { bombOf, lz4FrameOf, skippable, zstdFrameOf } from './unpack/unpack.fixture'

const SCRIPT = `A = 10.0.0.5:1000\nB = 192.0.2.10:443\n+0 A > B S\n${'+1 A > B S 0:0(0)\n'.repeat(9)}`
const CAPTURE = captureOf(SCRIPT)

/** The file has no ending of compressed files. */
function opened(bytes: Uint8Array): Source {
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-spool-')), 'capture.pcapng')
  writeFileSync(path, bytes)
  const result = openSource(path)
  if (!result.ok) throw new Error(result.problem.message)
  return result.source
}

async function read(bytes: Uint8Array) {
  const source = opened(bytes)
  const core = await loadCore()
  const reader = new CaptureReader(core, source)
  await reader.readAll(() => undefined)
  const { size } = source
  source.close()
  return { frames: core.counter(COUNTER_FRAMES), problem: reader.problem, size, path: source.path }
}

/** Not compressed at all, in a frame of lz4. */
const lz4Of = (bytes: Uint8Array): Uint8Array => {
  const more = Array<number>(Math.floor((bytes.length - 15) / 255)).fill(255)
  return lz4FrameOf(Uint8Array.of(0xf0, ...more, (bytes.length - 15) % 255, ...bytes))
}

describe('a compressed capture', () => {
  test.each([
    ['gzip', gzipSync(CAPTURE)],
    ['zstd', zstdFrameOf(CAPTURE)],
    ['zstd, in two frames', joinChunks([zstdFrameOf(CAPTURE.subarray(0, 333)), zstdFrameOf(CAPTURE.subarray(333))])],
    ['zstd, behind a frame of somebody else', joinChunks([skippable(CAPTURE), zstdFrameOf(CAPTURE)])],
    ['lz4', lz4Of(CAPTURE)],
  ])('is read by its first bytes, whatever its name: %s', async (_, bytes) => {
    expect(await read(bytes)).toMatchObject({ frames: 10, problem: null, size: CAPTURE.length })
  })

  test('that is cut short shows what can be read, and says where it ends', async () => {
    const first = zstdFrameOf(CAPTURE.subarray(0, 400))
    const bytes = joinChunks([first, zstdFrameOf(CAPTURE.subarray(400)).subarray(0, 50)])
    const { frames, problem, path } = await read(bytes)
    expect(frames).toBeGreaterThan(1)
    expect(problem?.fatal).toBe(false)
    expect(problem?.message).toBe(
      `${path}: reading stopped at byte ${problem?.offset}: its zstd data is cut short after byte ${bytes.length} as compressed: copy or download it again; ${frames} frames before that were read`,
    )
  })

  test('that is a bomb is unpacked no further once it is known to be no capture', async () => {
    // 12 GiB.
    const { problem, size } = await read(bombOf(100_000))
    expect(problem?.message).toContain('not a capture')
    expect(size).toBeLessThan(1 << 28)
  })

  test('is unpacked no further when no more is wanted', async () => {
    const source = opened(bombOf(100_000))
    await source.more()
    source.enough?.()
    const { size } = source
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(source.size).toBe(size)
    expect(source.ended).toBe(true)
    expect(source.failure).toBeNull()
    source.close()
  })
})
