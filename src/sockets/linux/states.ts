/** The kernel's names and numbers of states, as RFC 9293 names them. */
import type { StateName } from '../../contracts/names'

/** As `ss` writes them. NEW_SYN_RECV shows as SYN-RECV: a request that has no socket of its own yet. */
export const SS_STATES: ReadonlyMap<string, StateName> = new Map([
  ['ESTAB', 'ESTABLISHED'],
  ['SYN-SENT', 'SYN_SENT'],
  ['SYN-RECV', 'SYN_RCVD'],
  ['NEW-SYN-RECV', 'SYN_RCVD'],
  ['FIN-WAIT-1', 'FIN_WAIT_1'],
  ['FIN-WAIT-2', 'FIN_WAIT_2'],
  ['TIME-WAIT', 'TIME_WAIT'],
  ['UNCONN', 'CLOSED'],
  ['CLOSE-WAIT', 'CLOSE_WAIT'],
  ['LAST-ACK', 'LAST_ACK'],
  ['LISTEN', 'LISTEN'],
  ['CLOSING', 'CLOSING'],
  ['UNKNOWN', 'UNKNOWN'],
])

/** By the kernel's number (include/net/tcp_states.h), as /proc/net/tcp writes it. */
export const KERNEL_STATES: readonly StateName[] = [
  'UNKNOWN',
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RCVD',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'TIME_WAIT',
  'CLOSED',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'CLOSING',
  'SYN_RCVD',
]
