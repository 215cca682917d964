/** Compressed frames one after the other: zstd and lz4, with frames between them that hold nothing of the capture. */
import { said } from '../../said/said'
import { Damaged, damagedAt } from './damaged'
import { CutShort, Inflow } from './inflow'
import { LZ4_MAGIC, lz4Frame } from './lz4Frame'
import { ZSTD_MAGIC, zstdFrame } from './zstdFrame'

/** The last four bits are free. Both formats have such frames: RFC 8878 §3.1.2. */
const SKIPPABLE_MAGIC = 0x184d2a50
const MAGIC_BYTES = 4

const magicOf = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
const isSkippable = (magic: number): boolean => (magic & ~0xf) >>> 0 === SKIPPABLE_MAGIC

/** Whether a file that begins with these bytes consists of such frames. */
export function beginsWithFrame(start: Uint8Array): boolean {
  if (start.length < MAGIC_BYTES) return false
  const magic = magicOf(start)
  return magic === ZSTD_MAGIC || magic === LZ4_MAGIC || isSkippable(magic)
}

/**
 * What the frames hold, a block a piece: 4 MiB at most, however little it was packed into.
 *
 * @throws Damaged after the last piece that could be unpacked.
 */
export async function* unpackFrames(chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflow = new Inflow(chunks)
  let format = ''
  try {
    while (!(await inflow.isOver())) {
      const { offset } = inflow
      const magic = magicOf(await inflow.take(MAGIC_BYTES))
      if (isSkippable(magic)) {
        await inflow.skip(magicOf(await inflow.take(4)))
      } else if (magic === ZSTD_MAGIC) {
        format = 'zstd'
        yield* zstdFrame(inflow)
      } else if (magic === LZ4_MAGIC) {
        format = 'lz4'
        yield* lz4Frame(inflow)
      } else {
        throw damagedAt(format, offset, () => said`no frame begins there`)
      }
    }
  } catch (error) {
    if (!(error instanceof CutShort)) throw error
    const { offset } = inflow
    throw new Damaged(
      () => said`its ${format} data is cut short after byte ${offset} as compressed: copy or download it again`,
    )
  }
}
