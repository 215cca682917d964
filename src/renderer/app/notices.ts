/** What the window tells the user: one notice at a time, and the files that are being written. */
import type { EventPayload, LastackBridge } from '../../contracts/ipc'
import { i18n } from '../i18n/i18n'
import type { FileWriting, Notice, SessionState, Words } from './state'
import type { Store } from './store'

export class Notices {
  constructor(
    private readonly bridge: LastackBridge,
    private readonly store: Store<SessionState>,
  ) {}

  /** Starts listening to main. Returns a function that stops it. */
  listen(): () => void {
    const stops = [
      this.bridge.on('writing:progress', (writing) => this.writes(writing)),
      this.bridge.on('writing:ended', (ended) => this.wrote(ended)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  notify = (title: Words, detail: Words, tone: Notice['tone'] = 'stuck'): void =>
    this.store.set({ notice: { title, detail, tone } })

  /** Tells what was done, and offers to take it back. Returns a function that withdraws the offer. */
  offerUndo(title: Words, detail: Words, act: () => void): () => void {
    const undo = () => {
      this.dismiss()
      act()
    }
    const notice: Notice = { title, detail, tone: 'ok', undo }
    this.store.set({ notice })
    return () => {
      if (this.store.get().notice === notice) this.dismiss()
    }
  }

  dismiss = (): void => this.store.set({ notice: null })

  /** Calls off the file that was begun last. */
  cancelWriting = (): void => {
    const last = this.store.get().writings.at(-1)
    if (last !== undefined) void this.bridge.invoke('writing:cancel', last.id)
  }

  private writes(writing: FileWriting): void {
    const { writings } = this.store.get()
    const isKnown = writings.some(({ id }) => id === writing.id)
    const others = writings.map((other) => (other.id === writing.id ? writing : other))
    this.store.set({ writings: isKnown ? others : [...writings, writing] })
  }

  private wrote({ id, name, isCancelled }: EventPayload<'writing:ended'>): void {
    this.store.set({ writings: this.store.get().writings.filter((writing) => writing.id !== id) })
    if (isCancelled)
      this.notify(
        () => i18n.t('notice.calledOff'),
        () => i18n.t('notice.calledOffDetail', { name }),
        'ok',
      )
  }
}
