/** After how long without a segment devices on the path forget a connection; defaults of common ones, seconds. */
import { said } from '../../said/said'

export interface IdleTimer {
  readonly seconds: number
  /** What runs out, and whose: a text for the place of {0} in «longer than the {0}». */
  readonly of: () => string
}

/**
 * Ascending. Sources: the vendors' documentation of their defaults; RFC 5382 §5 (REQ-5: no NAT may forget an
 * established connection within 2 h 4 min, which many don't heed); Linux nf_conntrack-sysctl.
 */
export const IDLE_TIMERS: readonly IdleTimer[] = [
  { seconds: 60, of: () => said`60 s of many proxies and of AWS Application Load Balancers` },
  { seconds: 120, of: () => said`120 s of some home routers and firewalls` },
  { seconds: 240, of: () => said`4 min of Azure load balancers` },
  { seconds: 300, of: () => said`5 min of F5 BIG-IP and many NATs` },
  { seconds: 350, of: () => said`350 s of AWS NAT gateways and Network Load Balancers` },
  { seconds: 600, of: () => said`10 min of Google Cloud` },
  { seconds: 1800, of: () => said`30 min of Juniper firewalls` },
  { seconds: 3600, of: () => said`1 h of Cisco ASA and Palo Alto firewalls` },
  { seconds: 7440, of: () => said`2 h 4 min that RFC 5382 asks of every NAT` },
  { seconds: 432_000, of: () => said`5 days of Linux conntrack` },
]

const SECOND_NS = 1e9

/** Shortest idle time that a common timer explains, ns. */
export const SHORTEST_IDLE_NS = (IDLE_TIMERS[0]?.seconds ?? 0) * SECOND_NS

/** The longest timer that has run out after this idle time; null: none has. */
export function ranOut(idleNs: number): IdleTimer | null {
  return IDLE_TIMERS.findLast(({ seconds }) => idleNs >= seconds * SECOND_NS) ?? null
}
