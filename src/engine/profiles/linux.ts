import { TIMER_NAMES } from '../../contracts/assumptions'
import type { TimerProfile } from './profile'

/**
 * Linux before 6.5. Documentation/networking/ip-sysctl (tcp_syn_retries 6, tcp_synack_retries 5, tcp_fin_timeout 60,
 * tcp_retries2 15: 924.6 s, tcp_orphan_retries 8, tcp_keepalive_*, ip_local_port_range 32768 to 60999); include/net/tcp.h
 * (TCP_TIMEWAIT_LEN 60 s, TCP_TIMEOUT_INIT 1 s, TCP_RTO_MIN 200 ms, TCP_RTO_MAX 120 s).
 */
export const linux: TimerProfile = {
  id: 'linux',
  name: TIMER_NAMES.linux,
  system: 'Linux',
  synRetries: [1, 3, 7, 15, 31, 63],
  synGivesUp: 127,
  synAckRetries: [1, 3, 7, 15, 31],
  synAckGivesUp: 63,
  timeWait: 60,
  finWait2: 60,
  // 8 tries from the least RTO: 0.2 s × (2^9 - 1).
  finGivesUp: 102,
  rtoMin: 0.2,
  rtoMax: 120,
  dataTries: 15,
  dataGivesUp: 924.6,
  keepAlive: { idle: 7200, interval: 75, probes: 9 },
  ports: [32768, 60999],
}

/** From 6.5 on tcp_syn_linear_timeouts (4) keeps the first waits at 1 s (ip-sysctl). */
export const linux65: TimerProfile = {
  ...linux,
  id: 'linux65',
  name: TIMER_NAMES.linux65,
  synRetries: [1, 2, 3, 4, 5, 7, 11, 19, 35, 67],
  synGivesUp: 131,
}
