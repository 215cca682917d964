/** What is said on stderr of a capture. */
import type { CaptureEventNamed, CaptureSettings } from '../../contracts/capture'
import type { CaptureSummary } from '../../contracts/summary'

// Over ssh the terminal may go first: then nobody is there to be told, and the capture still ends cleanly.
process.stderr.on('error', () => {})

export const tell = (sentence: string): void => {
  process.stderr.write(`lastack: ${sentence}\n`)
}

export function startNotice({ interfaces }: CaptureSettings, started: CaptureEventNamed<'started'>): void {
  const { engine, hasKernelTimes } = started
  tell(`capturing on ${interfaces.join(', ')} with ${engine}; Ctrl-C stops`)
  if (!hasKernelTimes) tell('note: times are those when packets reached this program, not the kernel’s')
}

/** Says once that packets are no longer read, though the capture goes on. */
export class HaltNotice {
  private isTold = false

  look({ live }: CaptureSummary): void {
    if (this.isTold || !live?.halted || !live.isFollowing) return
    this.isTold = true
    tell(live.halted)
  }
}
