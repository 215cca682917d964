/** Opening, closing and remembering captures: every way to open one ends here. */
import { basename } from 'node:path'
import type { MessagePortMain } from 'electron'
import { type EventPayload, type OpenResult, PARTS_AT_MOST, type RecentFile } from '../contracts/ipc'
import { NOTHING_TOLD, type Told } from '../contracts/told'
import type { EngineProcess, ReadingReport } from './engine'
import { whyUnreadable } from './readable'
import { RECENT_AT_MOST, withoutRecent, withRecent } from './recent'
import { say, tell } from './saying'
import type { Settings } from './settings'

/** What the captures tell the window. */
export interface CaptureWindow {
  /** A capture is being opened; `port` leads to its engine. */
  opening(capture: EventPayload<'capture:opening'>, port: MessagePortMain): void
}

/** A file that was chosen. */
interface OpenedFile {
  readonly path: string
  /** The capture of the other end. */
  readonly other: string | null
  /** Captures that are read with it as one. */
  readonly parts: readonly string[]
  readonly isRemembered: boolean
}

/** What is read while it is written, or was written in several files: a session. */
export interface Followed {
  /** What the window calls it. */
  readonly name: string
  readonly isLive: boolean
  /** Its files, oldest first; none: this host's sockets alone. */
  files(): readonly string[]
  /** Nothing more is written. */
  isOver(): boolean
}

type Opened = OpenedFile | Followed

/** What stands between an open capture and its end. */
export interface Leaving {
  /** May what is open be left? Asks where that would lose something; false: it stays. */
  mayLeave(): Promise<boolean>
  /** It was left: its engine has ended. */
  left(): Promise<void>
}

const sockets = (): Followed => ({ name: say('sockets'), isLive: true, files: () => [], isOver: () => false })
const CANCELLED: OpenResult = { ok: false, reason: 'cancelled', message: NOTHING_TOLD }

export class Captures {
  private current: Opened | null = null
  /** Recent files that were cleared last. */
  private cleared: readonly RecentFile[] = []

  constructor(
    private readonly engine: EngineProcess,
    private readonly settings: Settings,
    private readonly window: CaptureWindow,
    private readonly onRecent: () => void,
    private readonly leaving: Leaving,
  ) {}

  isOpen(): boolean {
    return this.current !== null
  }

  /** Path of the open capture; of a session its newest file; '' where there is none. */
  path(): string {
    const { current } = this
    return (current !== null && 'files' in current ? this.files().at(-1) : this.files()[0]) ?? ''
  }

  /** Files of the open capture. */
  files(): readonly string[] {
    const { current } = this
    if (current === null) return []
    if ('files' in current) return current.files()
    return filesOf(current)
  }

  /** What the window calls the open capture. */
  name(): string {
    const { current } = this
    return current !== null && 'files' in current ? current.name : basename(this.path())
  }

  /** Opens a file of the user's, to be remembered once it turns out to be a capture. */
  open(path: string): Promise<OpenResult> {
    return this.start({ ...alone(path), isRemembered: true })
  }

  /** Opens two captures of the same flows. The recent files name captures, not pairs: they stay as they are. */
  openTwo(path: string, other: string): Promise<OpenResult> {
    return this.start({ ...alone(path), other })
  }

  /** Opens captures that are read as one, in order of time. The recent files stay as they are. */
  openAsOne([path, ...parts]: readonly string[]): Promise<OpenResult> {
    if (path === undefined) return Promise.resolve(CANCELLED)
    return this.start({ ...alone(path), parts })
  }

  /** Opens what was chosen together: one capture, two ends of the same flows, or, where they are more, all as one. */
  openAll(paths: readonly string[]): Promise<OpenResult> {
    const [path, other] = paths
    if (path === undefined) return Promise.resolve(CANCELLED)
    if (other === undefined) return this.open(path)
    return paths.length === 2 ? this.openTwo(path, other) : this.openAsOne(paths.slice(0, PARTS_AT_MOST))
  }

  /** Opens a file that the user need not find again. */
  openSample(path: string): Promise<OpenResult> {
    return this.start(alone(path))
  }

  /** Shows this host's sockets, without a capture. */
  async followSockets(): Promise<void> {
    if (!(await this.leaving.mayLeave())) return
    this.show(sockets())
    void this.leaving.left()
  }

  /** Shows a session in place of what was open, which its caller has left. */
  follow(followed: Followed): OpenResult {
    return this.show(followed)
  }

  /** A fresh engine reads the same capture again. */
  async reopen(): Promise<OpenResult> {
    const { current } = this
    if (current !== null) return 'files' in current ? this.show(current) : this.again(current)
    return { ok: false, reason: 'unreadable', message: tell('noCapture') }
  }

  /** Hears what the engine reports of the open capture. */
  hear(report: ReadingReport, path: string): void {
    switch (report) {
      case 'readable':
        if (this.current && 'isRemembered' in this.current && this.current.isRemembered) this.remember(path)
        return
      case 'unreadable':
        // It may have been a capture the last time.
        this.setRecent(withoutRecent(this.recent(), path))
        return
      case 'done':
        // Not earlier: it would take time from the reading.
        this.engine.prepare()
    }
  }

  cancel(): void {
    this.engine.cancel()
  }

  /** Whether it was closed: what would be lost may be kept instead. */
  async close(): Promise<boolean> {
    if (!(await this.leaving.mayLeave())) return false
    this.current = null
    this.engine.close()
    this.engine.prepare()
    await this.leaving.left()
    return true
  }

  /** A capture of the user's was written to `path`. */
  remember(path: string): void {
    this.setRecent(withRecent(this.recent(), path, Date.now()))
  }

  clearRecent(): void {
    this.cleared = this.recent()
    this.setRecent([])
  }

  /** Takes the last clearing back; what was opened since stays at the head. */
  restoreRecent(): void {
    const now = this.recent()
    const others = this.cleared.filter(({ path }) => !now.some((file) => file.path === path))
    this.cleared = []
    this.setRecent([...now, ...others].slice(0, RECENT_AT_MOST))
  }

  private recent(): readonly RecentFile[] {
    return this.settings.get().recent
  }

  private setRecent(recent: RecentFile[]): void {
    this.settings.set({ recent })
    this.onRecent()
  }

  private async start(opened: OpenedFile): Promise<OpenResult> {
    // A file that can't be read costs nobody the capture that is open.
    const why = await whyNot(opened)
    if (why !== null) return { ok: false, reason: 'unreadable', message: why }
    if (!(await this.leaving.mayLeave())) return CANCELLED
    const result = this.read(opened)
    void this.leaving.left()
    return result
  }

  private async again(opened: OpenedFile): Promise<OpenResult> {
    const why = await whyNot(opened)
    return why === null ? this.read(opened) : { ok: false, reason: 'unreadable', message: why }
  }

  private read(opened: OpenedFile): OpenResult {
    const { path, other, parts } = opened
    this.current = opened
    const names = { path, name: basename(path), other: other === null ? null : basename(other) }
    const files = [...filesOf(opened)]
    this.window.opening({ ...names, files, isLive: false }, this.engine.open(path, other, parts))
    return { ok: true, path }
  }

  private show(followed: Followed): OpenResult {
    this.current = followed
    const [first = null, ...later] = followed.files()
    const port = this.engine.follow(first, followed.isOver())
    for (const file of later) this.engine.next(file, null)
    if (followed.isOver()) this.engine.ended()
    const path = first ?? ''
    this.window.opening({ path, name: followed.name, other: null, files: [path], isLive: followed.isLive }, port)
    return { ok: true, path }
  }
}

const alone = (path: string): OpenedFile => ({ path, other: null, parts: [], isRemembered: false })

const filesOf = ({ path, other, parts }: OpenedFile): readonly string[] => [path, ...(other === null ? parts : [other])]

/** Why one of its files can't be read. */
async function whyNot(opened: OpenedFile): Promise<Told | null> {
  for (const file of filesOf(opened)) {
    const why = await whyUnreadable(file)
    if (why !== null) return why
  }
  return null
}
