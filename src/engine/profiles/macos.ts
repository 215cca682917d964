import { TIMER_NAMES } from '../../contracts/assumptions'
import type { TimerProfile } from './profile'

/**
 * macOS. XNU bsd/netinet/tcp_timer (SYN backoff 1 1 1 1 1 2 4 8 16 32 from 1 s, TCPTV_KEEP_INIT 75 s, MSL 15 s, RTO 230 ms
 * to 64 s, 12 tries, FIN_WAIT_2 60 s, keep-alive 2 h, 75 s, 8 probes); net.inet.ip.portrange 49152 to 65535.
 */
export const macos: TimerProfile = {
  id: 'macos',
  name: TIMER_NAMES.macos,
  system: 'macOS',
  synRetries: [1, 2, 3, 4, 5, 7, 11, 19, 35, 67],
  synGivesUp: 75,
  // The same timer serves SYN and SYN,ACK.
  synAckRetries: [1, 2, 3, 4, 5, 7, 11, 19, 35, 67],
  synAckGivesUp: 75,
  timeWait: 30,
  finWait2: 60,
  // 12 tries: 0.23 s doubling up to 64 s.
  finGivesUp: 310,
  rtoMin: 0.23,
  rtoMax: 64,
  dataTries: 12,
  dataGivesUp: 310,
  keepAlive: { idle: 7200, interval: 75, probes: 8 },
  ports: [49152, 65535],
}
