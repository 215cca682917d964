import { TIMER_NAMES } from '../../contracts/assumptions'
import type { TimerProfile } from './profile'

/**
 * Windows 10, 11, Server 2016 and later. Microsoft Learn: Get-NetTCPSetting (InitialRto 1 s, MaxSynRetransmissions 4,
 * MinRto 300 ms, DelayedAck), TcpMaxDataRetransmissions 5, TcpTimedWaitDelay (30 to 300 s; 120 s where not set),
 * TcpFinWait2Delay 120 s, KeepAliveTime 2 h, KeepAliveInterval 1 s with 10 probes, dynamic ports 49152 to 65535.
 */
export const windows: TimerProfile = {
  id: 'windows',
  name: TIMER_NAMES.windows,
  system: 'Windows',
  synRetries: [1, 3, 7, 15],
  synGivesUp: 31,
  synAckRetries: [1, 3, 7, 15],
  synAckGivesUp: 31,
  timeWait: 120,
  finWait2: 120,
  // 5 tries: 0.3 s × (2^6 - 1).
  finGivesUp: 19,
  rtoMin: 0.3,
  rtoMax: 60,
  dataTries: 5,
  dataGivesUp: 19,
  keepAlive: { idle: 7200, interval: 1, probes: 10 },
  ports: [49152, 65535],
}
