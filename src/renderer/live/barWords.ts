/** The capture bar in words. */
import type { LiveStatus } from '../../contracts/ipc'
import { i18n } from '../i18n/i18n'
import { formatBytes, formatCount } from '../ui/format'

/** Counts of a capture at one moment. */
export interface CountSample {
  /** Milliseconds. */
  readonly at: number
  readonly packets: number
  readonly bytes: number
}

/** Packets and bits a second between the oldest and the newest sample; null while there is only one. */
export function rateOf(samples: readonly CountSample[]): { readonly packets: number; readonly bits: number } | null {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last || last.at <= first.at) return null
  const seconds = (last.at - first.at) / 1000
  return {
    packets: Math.max(0, last.packets - first.packets) / seconds,
    bits: (Math.max(0, last.bytes - first.bytes) * 8) / seconds,
  }
}

/** `842/s`, `0.4/s`. */
export const packetRate = (packets: number): string =>
  `${packets > 0 && packets < 9.95 ? packets.toFixed(1) : formatCount(Math.round(packets))}/s`

const BIT_UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s'] as const

/** `912 bit/s`, `1.2 Mbit/s`. */
export function bitRate(bits: number): string {
  let value = bits
  let unit = 0
  while (unit < BIT_UNITS.length - 1 && value >= 999.5) {
    value /= 1000
    unit += 1
  }
  return `${value.toFixed(unit > 0 && value < 99.95 ? 1 : 0)} ${BIT_UNITS[unit]}`
}

export const droppedWords = ({ dropped, engine }: LiveStatus): { readonly value: string; readonly title: string } =>
  dropped === null
    ? {
        value: i18n.t('live:bar.unknown'),
        title: engine ? i18n.t('live:bar.dropsUnknown', { engine }) : i18n.t('live:bar.dropsUnknownEngine'),
      }
    : {
        value: formatCount(dropped),
        title: i18n.t(dropped === 0 ? 'live:bar.noDrops' : 'live:bar.drops'),
      }

/** `capture.pcapng`, and its size. */
export function fileWords({ file, bytes }: LiveStatus): { readonly name: string; readonly size: string } {
  return { name: file?.replace(/^.*[\\/]/, '') ?? '', size: formatBytes(bytes) }
}
