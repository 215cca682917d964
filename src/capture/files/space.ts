import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Bytes that may still be written where `file` is; Infinity where the system doesn't tell. */
export async function freeBytes(file: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(dirname(file))
    return bavail * bsize
  } catch {
    // A file system that knows no such number, or a folder that is gone: writing itself will say what is wrong.
    return Number.POSITIVE_INFINITY
  }
}

/** Says when to stop: before the next look, at the rate of the last one, free space would be less than is to be kept. */
export class SpaceGuard {
  private lastFree: number | null = null

  constructor(private readonly keepFreeBytes: number) {}

  /** @param free bytes free now. */
  isNear(free: number): boolean {
    const spent = this.lastFree === null ? 0 : Math.max(0, this.lastFree - free)
    this.lastFree = free
    return free - spent < this.keepFreeBytes
  }
}
