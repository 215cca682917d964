import type { CaptureSettings } from '../../contracts/capture'

/** Of the kernel's buffer, over all interfaces: the writer may be held up for a second at 200,000 packets a second. */
const KERNEL_BUFFER_MIB = 128
const SMALLEST_BUFFER_MIB = 16

/**
 * dumpcap writes to a pipe, which it flushes as often as it hears of packets: a file it flushes twice a second, and
 * version 4.0 has no option to make that shorter. -Z: reports in the form of messages.ts; it has no signal pipe.
 */
export function dumpcapArguments(settings: CaptureSettings): string[] {
  const buffer = Math.max(SMALLEST_BUFFER_MIB, Math.floor(KERNEL_BUFFER_MIB / settings.interfaces.length))
  return [
    ...['-Z', 'none', '-n', '-B', String(buffer), '-s', String(settings.snapLength)],
    ...(settings.isPromiscuous ? [] : ['-p']),
    ...filterAndInterfaces(settings.interfaces, settings.filter),
    ...['-w', '-'],
  ]
}

/** Options before the first -i hold for all interfaces. */
export function filterAndInterfaces(interfaces: readonly string[], filter: string): string[] {
  return [...(filter === '' ? [] : ['-f', filter]), ...interfaces.flatMap((name) => ['-i', name])]
}
