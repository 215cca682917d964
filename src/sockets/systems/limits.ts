/** Ephemeral ports and the length of TIME_WAIT on macOS and Windows, from what their own tools print. */
import type { PortRange, SocketTable } from '../../contracts/sockets'
import { output } from './run'

export type Limits = Pick<SocketTable, 'ephemeral' | 'timeWaitMs'>

const MS_IN_SECOND = 1_000
const MAX_PORT = 65_535
/** Windows without TcpTimedWaitDelay in its registry. */
const WINDOWS_TIME_WAIT_MS = 120_000
const PARAMETERS = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters'

export async function readMacosLimits(): Promise<Limits> {
  return macosLimits(
    await output('/usr/sbin/sysctl', ['net.inet.tcp.msl', 'net.inet.ip.portrange.first', 'net.inet.ip.portrange.last']),
  )
}

/** `net.inet.tcp.msl: 15000`, in milliseconds; TIME_WAIT lasts twice that. */
export function macosLimits(text: string): Limits {
  const value = (name: string): number | null => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${name}:`))
    return line === undefined ? null : wholeNumber(line.slice(name.length + 1))
  }
  const msl = value('net.inet.tcp.msl')
  return {
    ephemeral: rangeOf(value('net.inet.ip.portrange.first'), value('net.inet.ip.portrange.last')),
    timeWaitMs: msl === null ? null : 2 * msl,
  }
}

export async function readWindowsLimits(): Promise<Limits> {
  const [ports, delay] = await Promise.all([
    output('netsh', ['int', 'ipv4', 'show', 'dynamicport', 'tcp']),
    output('reg', ['query', PARAMETERS, '/v', 'TcpTimedWaitDelay']),
  ])
  return { ephemeral: windowsRange(ports), timeWaitMs: windowsTimeWaitMs(delay) }
}

/** The first two numbers after colons, in any language: first port, number of ports. */
export function windowsRange(text: string): PortRange | null {
  const [from = null, count = null] = [...text.matchAll(/:\s*(\d+)\s*$/gm)].map((match) => wholeNumber(match[1] ?? ''))
  return from === null || count === null ? null : rangeOf(from, from + count - 1)
}

/** `TcpTimedWaitDelay REG_DWORD 0x1e`, in seconds. */
export function windowsTimeWaitMs(text: string): number {
  const match = /TcpTimedWaitDelay\s+REG_DWORD\s+(0x[\da-f]+)/i.exec(text)
  return match === null ? WINDOWS_TIME_WAIT_MS : Number(match[1]) * MS_IN_SECOND
}

const wholeNumber = (text: string): number | null => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null)

/** macOS may have its first above its last port; the range is the same. */
function rangeOf(one: number | null, other: number | null): PortRange | null {
  if (one === null || other === null || Math.max(one, other) > MAX_PORT || Math.min(one, other) < 1) return null
  return { from: Math.min(one, other), to: Math.max(one, other) }
}
