import type { CaptureEngine } from '../contracts/capture'
import type { StopReason } from './engine'

const STEP = 1024
const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** 1536 -> "1.5 KiB". */
export function bytesText(bytes: number): string {
  const unit = bytes < STEP ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(STEP)))
  const value = bytes / STEP ** unit
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`
}

/** @param wanted the engine that was asked for; null: any. */
export function noEngineMessage(wanted: CaptureEngine | null): string {
  switch (wanted) {
    case 'dumpcap':
      return 'dumpcap, which comes with Wireshark, is not installed here.'
    case 'cap':
      return 'The capture library cap is not built here.'
    case null:
      return 'Nothing here can capture: neither dumpcap, which comes with Wireshark, nor the capture library cap is there.'
  }
}

/** What happened, and what is kept. `detail`: the engine's sentence, null where it has none. */
export function stoppedMessage(
  reason: StopReason,
  detail: string | null,
  packets: number,
  keepFreeBytes: number,
): string {
  const kept =
    packets === 1 ? 'The packet captured is kept.' : `The ${packets.toLocaleString('en-US')} packets are kept.`
  const what = packets === 0 ? 'Nothing had been captured.' : kept
  return `${detail ?? whatHappened(reason, keepFreeBytes)} ${what}`
}

function whatHappened(reason: StopReason, keepFreeBytes: number): string {
  switch (reason) {
    case 'asked':
      return 'The capture was stopped.'
    case 'disk-full':
      return `The capture stopped so that ${bytesText(keepFreeBytes)} of the disk stay free.`
    case 'interface-gone':
      return 'The capture stopped because its interface was taken away.'
    case 'engine-died':
      return 'The capture ended because the program that captures was ended.'
    case 'error':
      return 'The capture ended by an error.'
  }
}
