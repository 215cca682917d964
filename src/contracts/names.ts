/** The names behind the abi's numbers, as the window, the command line and the docs write them. */
import type { Analysis, Certainty, TcpState } from './abi'

export const STATE_NAMES = [
  'UNKNOWN',
  'CLOSED',
  'LISTEN',
  'SYN_SENT',
  'SYN_RCVD',
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
] as const
export type StateName = (typeof STATE_NAMES)[number]

/** Application protocols by the abi's number; null: none was recognised. */
export const SERVICE_NAMES = [
  null,
  'tls',
  'http',
  'http2',
  'websocket',
  'ssh',
  'smtp',
  'ftp',
  'imap',
  'pop3',
  'dns',
  'mysql',
  'postgresql',
  'redis',
  'mongodb',
  'kafka',
  'amqp',
  'mqtt',
  'cassandra',
  'memcached',
  'tds',
  'rdp',
  'smb',
  'ldap',
  'rtsp',
  'sip',
  'xmpp',
  'telnet',
  'bgp',
  'bittorrent',
] as const
export type ServiceName = NonNullable<(typeof SERVICE_NAMES)[number]>

/** `1.3` from the minor number that stands on the wire; null: none was seen. */
export const tlsVersionName = (minor: number): string | null => (minor === 0 ? null : `1.${minor - 1}`)

export const CERTAINTY_NAMES = ['unknown', 'presumed', 'proved'] as const
export type CertaintyName = (typeof CERTAINTY_NAMES)[number]

/** Analysis flags in bit order. */
export const ANALYSIS_NAMES = [
  'retransmission',
  'fast_retransmission',
  'spurious_retransmission',
  'out_of_order',
  'lost_segment',
  'ack_lost_segment',
  'duplicate_ack',
  'zero_window',
  'zero_window_probe',
  'zero_window_probe_ack',
  'window_full',
  'window_update',
  'keep_alive',
  'keep_alive_ack',
  'reused_ports',
] as const
export type AnalysisName = (typeof ANALYSIS_NAMES)[number]

/** TCP control bits from the lowest up, the order that people write: `SYN,ACK`, `FIN,ACK`, `PSH,ACK`. */
export const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'] as const
export type FlagName = (typeof FLAG_NAMES)[number]

export const stateName = (state: TcpState): StateName => STATE_NAMES[state] ?? 'UNKNOWN'
export const certaintyName = (certainty: Certainty): CertaintyName => CERTAINTY_NAMES[certainty] ?? 'unknown'

/** Names of the flags set in `bits`, in bit order. */
export function analysisNames(bits: Analysis | number): AnalysisName[] {
  return ANALYSIS_NAMES.filter((_, bit) => (bits & (1 << bit)) !== 0)
}

/** Names of the control bits set in `bits`, from the lowest up. */
export function flagNames(bits: number): FlagName[] {
  return FLAG_NAMES.filter((_, bit) => (bits & (1 << bit)) !== 0)
}
