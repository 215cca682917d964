import { TIMER_NAMES } from '../../contracts/assumptions'
import type { TimerProfile } from './profile'

/**
 * What the standards ask, where nothing tells the system: RFC 6298 (RTO 1 s at first, doubling, at least 1 s, at most 60 s
 * or more), RFC 9293 §3.8.3 (SYN at least 3 min, data at least 100 s), §3.4.2 (MSL 2 min), §3.8.4 (keep-alive not before
 * 2 h), RFC 6335 §6 (dynamic ports).
 */
export const rfc: TimerProfile = {
  id: 'rfc',
  name: TIMER_NAMES.rfc,
  system: 'RFC 9293',
  synRetries: [1, 3, 7, 15, 31, 63, 123],
  synGivesUp: 180,
  synAckRetries: [1, 3, 7, 15, 31, 63, 123],
  synAckGivesUp: 180,
  timeWait: 240,
  finWait2: null,
  finGivesUp: 100,
  rtoMin: 1,
  rtoMax: 60,
  dataTries: 7,
  dataGivesUp: 100,
  keepAlive: { idle: 7200, interval: 75, probes: 9 },
  ports: [49152, 65535],
}
