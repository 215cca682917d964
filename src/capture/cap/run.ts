/** One capture by `cap`: a device for each interface, one file or ring for all. */
import type { CaptureSettings } from '../../contracts/capture'
import { PcapngWriter } from '../../pcapng/writer'
import type { CaptureCounts, CaptureEngineRun, CaptureListener, CaptureRequest, Refusal, StopReason } from '../engine'
import { CaptureFiles, FileFailure } from '../files/captureFiles'
import type { CapBinding } from './binding'
import { type Device, type DeviceRequest, interfaceFields, isLittleEndian, openDevice } from './device'
import { toEnd, toRefusal } from './failures'
import { toLinkType } from './linkType'
import { PendingBlocks } from './pendingBlocks'

const MIB = 1024 * 1024
/** Kernel buffers over all interfaces: a writer held up for a second at 200,000 packets a second loses none. */
const KERNEL_BYTES = 128 * MIB
const LEAST_KERNEL_BYTES = 32 * MIB
const PIECE_BYTES = 256 * 1024
const LEAST_PIECE_BYTES = 8 * 1024
/** A file of a ring exceeds its size by no more than one part in this many. */
const PIECES_OF_A_FILE = 16
/** The kernel hands over within this time what it has: as patched, as published. */
const HANDING_OVER_MS = { patched: 60, published: 1100 } as const

export class CapRun implements CaptureEngineRun {
  private readonly devices: Device[] = []
  private readonly writer = new PcapngWriter(isLittleEndian)
  private readonly pending = new PendingBlocks((piece, packets) => this.write(piece, packets))
  private output: CaptureFiles | null = null
  private packets = 0
  /** Captured, but for want of room in no file. */
  private unwritten = 0
  private dropped: number | null = null
  private ending: { reason: StopReason; detail: string | null } | null = null

  constructor(
    private readonly binding: CapBinding,
    request: CaptureRequest,
    private readonly listener: CaptureListener,
  ) {
    const refusal = this.open(request)
    setImmediate(() => {
      if (refusal !== null) listener.onRefused(refusal)
      else if (this.output !== null) this.announce(this.output)
    })
  }

  counts(): CaptureCounts {
    if (this.devices.length > 0) this.dropped = this.readDropped()
    const { dropped, unwritten } = this
    return {
      packets: this.packets,
      dropped: dropped === null && unwritten === 0 ? null : (dropped ?? 0) + unwritten,
      bytes: this.output?.totalBytes ?? 0,
    }
  }

  files(): readonly string[] {
    return this.output?.files ?? []
  }

  stop(reason: StopReason): void {
    this.end(reason, null)
  }

  /** Opens every device, then the file. @returns why not; nothing is then left open, and no file. */
  private open({ settings, file }: CaptureRequest): Refusal | null {
    const blocks = [this.writer.section({ application: 'Lastack', os: process.platform })]
    for (const [id, name] of settings.interfaces.entries()) {
      const request = deviceRequest(settings, name, id)
      try {
        const device = openDevice(this.binding, request, {
          onBlocks: (piece, packets) => this.take(piece, packets),
          onFailed: (device, said) => this.fail(device, said),
        })
        this.devices.push(device)
        blocks.push(this.writer.interface(interfaceFields(this.binding, request, toLinkType(device.linkType))))
      } catch (error) {
        this.closeDevices()
        return toRefusal(name, wordsOf(error), settings.filter !== '')
      }
    }
    try {
      this.output = new CaptureFiles(file, settings.ring, Buffer.concat(blocks), (next, removed) =>
        this.listener.onFile(next, removed),
      )
      return null
    } catch (error) {
      this.closeDevices()
      if (!(error instanceof FileFailure)) throw error
      return { reason: error.isDiskFull ? 'disk-full' : 'error', message: error.message, fix: null }
    }
  }

  /** Packets are read from the event loop's next turn on, so none is written before this. */
  private announce(output: CaptureFiles): void {
    this.listener.onStarted(output.current)
  }

  private take(piece: Uint8Array, packets: number): void {
    if (this.binding.isPatched) this.write(piece, packets)
    else this.pending.add(piece, packets)
  }

  private write(piece: Uint8Array, packets: number): void {
    try {
      this.output?.append(piece)
      this.packets += packets
    } catch (error) {
      if (!(error instanceof FileFailure)) throw error
      this.unwritten += packets
      this.end(error.isDiskFull ? 'disk-full' : 'error', error.isDiskFull ? null : error.message)
    }
  }

  private fail(device: string, said: string): void {
    const { reason, detail } = toEnd(device, said)
    this.end(reason, detail)
  }

  private end(reason: StopReason, detail: string | null): void {
    if (this.ending !== null) return
    this.ending = { reason, detail }
    setTimeout(() => this.finish(reason, detail), HANDING_OVER_MS[this.binding.isPatched ? 'patched' : 'published'])
  }

  private finish(reason: StopReason, detail: string | null): void {
    for (const device of this.devices) device.drain()
    this.pending.flush()
    if (this.devices.length > 0) this.dropped = this.readDropped()
    this.writeStatistics()
    this.closeDevices()
    this.output?.close()
    this.listener.onStopped(reason, detail)
  }

  /** Interface Statistics Blocks end the file, as dumpcap's do. */
  private writeStatistics(): void {
    const time = BigInt(Date.now()) * 1_000_000n
    for (const [id, device] of this.devices.entries()) {
      const [received, dropped] = [device.received(), device.dropped()]
      if (received === null || dropped === null) continue
      this.write(this.writer.statistics({ time, received: BigInt(received), dropped: BigInt(dropped) }, id), 0)
    }
  }

  private readDropped(): number | null {
    const each = this.devices.map((device) => device.dropped())
    return each.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0)
  }

  private closeDevices(): void {
    for (const device of this.devices) device.close()
    this.devices.length = 0
  }
}

function deviceRequest(settings: CaptureSettings, name: string, id: number): DeviceRequest {
  const { filter, snapLength, isPromiscuous, interfaces, ring } = settings
  const part = (ring?.fileBytes ?? Number.POSITIVE_INFINITY) / PIECES_OF_A_FILE
  return {
    name,
    id,
    filter,
    snapLength,
    isPromiscuous,
    kernelBytes: Math.max(LEAST_KERNEL_BYTES, Math.floor(KERNEL_BYTES / interfaces.length)),
    pieceBytes: Math.max(LEAST_PIECE_BYTES, Math.min(PIECE_BYTES, part)),
  }
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
