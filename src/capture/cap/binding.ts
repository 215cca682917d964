/** What we call of the npm package `cap`: as published, and what scripts/setup/cap/binding.patch adds to it. */

/** Order of the arguments that every version of `open` takes: device, filter, bytes of kernel buffer, own buffer. */
type Opening = [device: string, filter: string, kernelBytes: number, buffer: Buffer]

interface CapEvents {
  on(event: 'packet', listener: (bytes: number, isTruncated: boolean) => void): unknown
}

/** The package as published. Its `open` keeps a bare pointer into the Buffer: whoever opens it must keep the Buffer. */
export interface PublishedCap extends CapEvents {
  /** @returns the link type by name, or "Unknown linktype N". @throws Error in libpcap's words. */
  open(...opening: Opening): string
  close(): boolean
}

export interface BatchOptions {
  readonly snapshotLength: number
  readonly isPromiscuous: boolean
  /** Milliseconds that packets may wait in the kernel for company. */
  readonly timeout: number
  readonly batch: true
}

export interface CapStatistics {
  readonly received: number
  readonly dropped: number
  readonly droppedByInterface: number
}

/** The package with our patch: many packets an event, with the kernel's times, original lengths and counters. */
export interface PatchedCap {
  on(event: 'packets', listener: (bytes: number, count: number) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  open(...opening: [...Opening, BatchOptions]): string
  close(): boolean
  /** Since `open`; null: the system can't tell. */
  stats(): CapStatistics | null
  /** Hands over what waits in the kernel, as events. @returns how many packets; below 0: the device failed. */
  drain(): number
}

interface CapDevice {
  readonly name: string
  readonly description?: string
  readonly addresses: readonly { readonly addr?: string }[]
  readonly flags?: string
}

interface CapClass<Instance> {
  new (): Instance
  deviceList(): CapDevice[]
}

/** The class as it was built here. */
export type CapBinding =
  | { readonly isPatched: true; readonly Cap: CapClass<PatchedCap> }
  | { readonly isPatched: false; readonly Cap: CapClass<PublishedCap> }

/** Tells the two apart by what only the patch brings. */
export function toBinding(Cap: CapClass<PublishedCap | PatchedCap>): CapBinding {
  const isPatched = 'drain' in Cap.prototype && 'stats' in Cap.prototype
  return isPatched ? { isPatched, Cap: Cap as CapClass<PatchedCap> } : { isPatched, Cap: Cap as CapClass<PublishedCap> }
}
