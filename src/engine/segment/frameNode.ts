/** The frame itself: number, time, lengths, link type. */
import type { FieldNode } from '../../contracts/segment'
import { countWords } from '../words'
import type { FrameBytes } from './frameBytes'

// https://www.tcpdump.org/linktypes.html
const LINK_TYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'BSD loopback'],
  [1, 'Ethernet'],
  [6, 'Token ring'],
  [8, 'SLIP'],
  [9, 'PPP'],
  [10, 'FDDI'],
  [12, 'Raw IP'],
  [14, 'Raw IP'],
  [50, 'PPP in HDLC-like framing'],
  [51, 'PPP over Ethernet'],
  [101, 'Raw IP'],
  [104, 'Cisco HDLC'],
  [105, 'IEEE 802.11'],
  [108, 'OpenBSD loopback'],
  [113, 'Linux cooked capture'],
  [119, 'IEEE 802.11 with Prism header'],
  [127, 'IEEE 802.11 with radiotap header'],
  [163, 'IEEE 802.11 with AVS header'],
  [192, 'Per-packet information'],
  [228, 'IPv4'],
  [229, 'IPv6'],
  [239, 'Linux netfilter log'],
  [242, 'IP over InfiniBand'],
  [258, 'Apple PKTAP'],
  [276, 'Linux cooked capture v2'],
])
const NANOSECONDS = 1_000_000_000n

/** @param file that holds it, of several that are read as one; null: there is one. */
export function frameNode(
  frame: FrameBytes,
  number: number,
  time: bigint,
  linkType: number,
  file: string | null = null,
): FieldNode {
  const { captured, original } = frame
  const isCut = captured < original
  const lengths = isCut
    ? `${countWords(original)} bytes, ${countWords(captured)} captured`
    : `${countWords(original)} bytes`
  const meaning = isCut ? 'The capture kept only the beginning (snap length).' : ''
  const words = file === null ? `${number}, ${lengths}` : `${number}, ${lengths}, of ${file}`
  return frame.node('frame', 'Frame', words, 0, captured, meaning, [
    frame.node('frame.number', 'Number', number, 0, 0),
    ...(file === null ? [] : [frame.node('frame.file', 'File', file, 0, 0)]),
    frame.node('frame.time', 'Time', utcText(time), 0, 0),
    frame.node('frame.len', 'Length', original, 0, captured),
    frame.node('frame.cap_len', 'Captured', captured, 0, captured),
    frame.node('frame.encap_type', 'Link type', LINK_TYPE_NAMES.get(linkType) ?? `link type ${linkType}`, 0, 0),
  ])
}

/** Beyond what Date can write, plain seconds. */
const DATE_SECONDS_MAX = 8_640_000_000_000n

/** `2026-01-05 09:00:00.123456789 UTC` */
function utcText(time: bigint): string {
  const seconds = time / NANOSECONDS
  const fraction = (time % NANOSECONDS).toString().padStart(9, '0')
  if (seconds > DATE_SECONDS_MAX) return `${seconds}.${fraction} s`
  const date = new Date(Number(seconds) * 1000).toISOString()
  return `${date.slice(0, -5).replace('T', ' ')}.${fraction} UTC`
}
