/** One open device: packets come out as blocks of pcapng, whichever build of `cap` is here. */
import { endianness } from 'node:os'
import { type InterfaceFields, PcapngWriter } from '../../pcapng/writer'
import { BatchBlocks } from './batchBlocks'
import type { CapBinding, PatchedCap, PublishedCap } from './binding'

/** The patched build waits this long for packets to gather, so that a follower sees them well within 100 ms. */
const GATHERING_MS = 20
/** Room for the largest frame that a snap length allows, and for thousands of small ones. */
const BATCH_BYTES = 1024 * 1024
/** As published it keeps no more of a frame. */
const PUBLISHED_SNAP_LENGTH = 65_535
const PUBLISHED_COMMENT =
  'Times were taken by the application, not by the kernel; of a frame that was cut, the original length is not known'

export interface DeviceRequest {
  readonly name: string
  readonly id: number
  readonly filter: string
  readonly snapLength: number
  readonly isPromiscuous: boolean
  readonly kernelBytes: number
  /** Blocks are handed over in pieces of about this size. */
  readonly pieceBytes: number
}

export interface DeviceListener {
  /** Whole blocks; valid during the call only. */
  onBlocks(piece: Uint8Array, packets: number): void
  /** libpcap's words; nothing more comes. */
  onFailed(device: string, said: string): void
}

export interface Device {
  readonly linkType: string
  /** Since it was opened, by the kernel or the interface; null: this build can't tell. */
  dropped(): number | null
  received(): number | null
  /** Hands over what the kernel still holds. */
  drain(): void
  close(): void
}

/**
 * As published, what `open` was called on must not be collected: libuv still holds a part of it, and where `open`
 * failed its destructor crashes.
 */
const neverCollected: PublishedCap[] = []

export const isLittleEndian = endianness() === 'LE'

/** Blocks of this device refer to this interface. */
export function interfaceFields(binding: CapBinding, request: DeviceRequest, linkType: number): InterfaceFields {
  const { name, filter, snapLength } = request
  const common = { linkType, name, os: process.platform, ...(filter === '' ? {} : { filter }) }
  if (binding.isPatched) return { ...common, snapLength }
  const kept = Math.min(snapLength, PUBLISHED_SNAP_LENGTH)
  return { ...common, snapLength: kept, resolution: 6, comments: [PUBLISHED_COMMENT] }
}

/** @throws Error in libpcap's words. */
export function openDevice(binding: CapBinding, request: DeviceRequest, listener: DeviceListener): Device {
  return binding.isPatched
    ? new PatchedDevice(new binding.Cap(), request, listener)
    : new PublishedDevice(new binding.Cap(), request, listener)
}

class PatchedDevice implements Device {
  readonly linkType: string
  private readonly buffer = Buffer.alloc(BATCH_BYTES)

  constructor(
    private readonly cap: PatchedCap,
    request: DeviceRequest,
    listener: DeviceListener,
  ) {
    const blocks = new BatchBlocks(this.buffer, request.id, request.pieceBytes)
    const take = (piece: Uint8Array, packets: number): void => listener.onBlocks(piece, packets)
    cap.on('packets', (bytes) => blocks.write(bytes, take))
    cap.on('error', (error) => listener.onFailed(request.name, error.message))
    this.linkType = cap.open(request.name, request.filter, request.kernelBytes, this.buffer, {
      snapshotLength: request.snapLength,
      isPromiscuous: request.isPromiscuous,
      timeout: GATHERING_MS,
      batch: true,
    })
  }

  dropped(): number | null {
    const statistics = this.cap.stats()
    return statistics === null ? null : statistics.dropped + statistics.droppedByInterface
  }

  received(): number | null {
    return this.cap.stats()?.received ?? null
  }

  drain(): void {
    // Bounded: packets may arrive as fast as they are taken.
    for (let batches = 0; batches < 1000 && this.cap.drain() > 0; batches++);
  }

  close(): void {
    this.cap.close()
  }
}

class PublishedDevice implements Device {
  readonly linkType: string
  /** Referenced as long as this is: `cap` keeps only a pointer to its memory. */
  private readonly buffer = Buffer.alloc(PUBLISHED_SNAP_LENGTH)
  private readonly writer = new PcapngWriter(isLittleEndian)

  constructor(
    private readonly cap: PublishedCap,
    request: DeviceRequest,
    listener: DeviceListener,
  ) {
    // The writer must know the interfaces before this one; only their resolution matters here.
    for (let id = 0; id <= request.id; id++) this.writer.interface({ linkType: 0, resolution: 6 })
    cap.on('packet', (captured) => {
      const bytes = this.buffer.subarray(0, Math.min(captured, request.snapLength))
      listener.onBlocks(this.writer.packet({ time: now(), bytes, originalLength: captured }, request.id), 1)
    })
    neverCollected.push(cap)
    this.linkType = cap.open(request.name, request.filter, request.kernelBytes, this.buffer)
  }

  dropped(): null {
    return null
  }

  received(): null {
    return null
  }

  drain(): void {
    // It has no such call; the run waits for what the kernel holds instead.
  }

  close(): void {
    this.cap.close()
  }
}

/** Nanoseconds since 1970, to the microsecond that this clock has. */
function now(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n
}
