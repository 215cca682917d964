/** What the capture process answers without capturing: the interfaces, and whether a filter is well formed. */
import type { Interfaces } from '../../contracts/capture'

const WHY = 'This build has no capture process: live capture is not part of it.'

export class CaptureAnswers {
  interfaces = (): Promise<Interfaces> => Promise.resolve({ interfaces: [], engines: [] })
  check = (_interfaces: readonly string[], _filter: string): Promise<string | null> => Promise.resolve(WHY)
  end(): void {}
}
