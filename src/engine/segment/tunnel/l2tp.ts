/** L2TP version 2 (RFC 2661 §3.1). */
import { type Dissect, follow, stop } from '../layer'

const BASE = 6
const IS_CONTROL = 0x8000
const HAS_LENGTH = 0x4000
const HAS_SEQUENCE = 0x0800
const HAS_OFFSET = 0x0200
const VERSION = 0x000f

export const l2tp: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, BASE, end)) return stop(frame.broken('l2tp', 'L2TP', span, BASE))
  const flags = frame.u16(at)
  const ids = at + ((flags & HAS_LENGTH) !== 0 ? 4 : 2)
  let header = ids - at + 4 + ((flags & HAS_SEQUENCE) !== 0 ? 4 : 0)
  if ((flags & HAS_OFFSET) !== 0) header += 2 + frame.u16(at + header)
  if (!frame.holds(at, header, end)) return stop(frame.broken('l2tp', 'L2TP', span, header))
  const isControl = (flags & IS_CONTROL) !== 0
  const children = [
    frame.node('l2tp.type', 'Type', isControl ? 1 : 0, at, 1, isControl ? 'Control.' : 'Data.'),
    frame.node('l2tp.version', 'Version', flags & VERSION, at + 1, 1),
    frame.node('l2tp.tunnel', 'Tunnel', frame.u16(ids), ids, 2),
    frame.node('l2tp.session', 'Session', frame.u16(ids + 2), ids + 2, 2),
  ]
  const isData = !isControl && (flags & VERSION) === 2
  const node = frame.node('l2tp', 'L2TP', `session ${frame.u16(ids + 2)}`, at, header, '', children)
  return { nodes: [node], next: follow(isData ? 'pppHdlc' : null, at + header, end) }
}
