/** Cuts a scripted segment's frame into IPv4 fragments, as lines of a segment script. */
import { coreOf, memorySource } from './capture.fixture'
import { readRecord } from './segment/readRecord'
import { SegmentRecord } from './segmentRecord'

const ETHERNET_BYTES = 14
const IP_BYTES = 20
const HEADERS = ETHERNET_BYTES + IP_BYTES
const TOTAL_LENGTH = ETHERNET_BYTES + 2
const FLAGS_AND_OFFSET = ETHERNET_BYTES + 6
const MORE_FRAGMENTS = 0x2000

/** The frame of a capture's last segment. */
export async function lastFrameOf(capture: Uint8Array): Promise<Uint8Array> {
  const core = await coreOf(capture)
  const record = new SegmentRecord(core)
  let last = -1
  for (let index = 0; index < core.segmentLimit(); index++) if (record.at(index).flow < core.flowCount()) last = index
  return readRecord(core, memorySource(capture), record.at(last).offset).bytes
}

/**
 * @param cuts where the datagram's payload (TCP header included) is cut, ascending multiples of 8.
 * @returns one `frame x"…"` of a segment script a fragment, in order.
 */
export function fragmentFrames(frame: Uint8Array, cuts: readonly number[]): string[] {
  const payload = frame.subarray(HEADERS)
  const bounds = [0, ...cuts, payload.length]
  return bounds.slice(0, -1).map((from, index) => {
    const to = bounds[index + 1] ?? payload.length
    const bytes = new Uint8Array([...frame.subarray(0, HEADERS), ...payload.subarray(from, to)])
    const view = new DataView(bytes.buffer)
    view.setUint16(TOTAL_LENGTH, IP_BYTES + to - from)
    view.setUint16(FLAGS_AND_OFFSET, from / 8 + (to < payload.length ? MORE_FRAGMENTS : 0))
    return `frame x"${Buffer.from(bytes).toString('hex')}"\n`
  })
}
