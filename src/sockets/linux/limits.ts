/** What this kernel lets outgoing connections have. */
import { readFile } from 'node:fs/promises'
import type { PortRange } from '../../contracts/sockets'

const RANGE = '/proc/sys/net/ipv4/ip_local_port_range'

/** TCP_TIMEWAIT_LEN (include/net/tcp.h): fixed when the kernel is built, and nobody builds it otherwise. */
export const TIME_WAIT_MS = 60_000

/** @returns null where the kernel doesn't tell. */
export async function readEphemeral(): Promise<PortRange | null> {
  try {
    return rangeOf(await readFile(RANGE, 'latin1'))
  } catch {
    // Not mounted, or not ours to read: unknown.
    return null
  }
}

/** `32768\t60999` */
export function rangeOf(text: string): PortRange | null {
  const match = /^\s*(\d{1,5})\s+(\d{1,5})\s*$/.exec(text)
  if (match === null) return null
  const from = Number(match[1])
  const to = Number(match[2])
  return from > to ? null : { from, to }
}
