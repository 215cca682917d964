/** A capture that nobody asked to keep: a ring of files in a folder of its own, gone at the end. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ring } from '../../contracts/capture'

/** Enough for what verdicts read back of packets, little enough for any disk. */
export const TEMPORARY_RING: Ring = { files: 4, fileBytes: 64 * 1024 * 1024, fileSeconds: null }

export class TemporarySession {
  private readonly folder = mkdtempSync(join(tmpdir(), 'lastack-watch-'))
  readonly file = join(this.folder, 'watch.pcapng')

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
