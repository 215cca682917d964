/** One window's session: joins what main tells, what the engine tells and what the user does into one state. */
import type { Assumptions } from '../../contracts/assumptions'
import type { EngineEvent } from '../../contracts/engine'
import { type LastackBridge, type OpenResult, PARTS_AT_MOST } from '../../contracts/ipc'
import type { CaptureSummary } from '../../contracts/summary'
import type { Told } from '../../contracts/told'
import { ExportControl } from '../export/exportControl'
import { i18n } from '../i18n/i18n'
import { inWords } from '../i18n/inWords'
import { LiveControl } from '../live/liveControl'
import { WiresharkControl } from '../wireshark/wiresharkControl'
import { Choice } from './choice'
import { EngineClient, type EnginePort } from './engineClient'
import { Notices } from './notices'
import { problemText } from './problemText'
import { Refresh } from './refresh'
import { Settings } from './settings'
import {
  type DialogName,
  FIRST_STATE,
  firstView,
  NO_CAPTURE,
  type Notice,
  type OpenedCapture,
  type SessionState,
} from './state'
import { Store } from './store'

/** While a capture streams in, what is on screen is asked for anew this often. */
const REFRESH_MS = 400
/** While packets arrive. What is asked for then rests by its own cost, too. */
const LIVE_REFRESH_MS = 100

export class Session {
  readonly store = new Store<SessionState>(FIRST_STATE)
  readonly live: LiveControl
  readonly exports: ExportControl
  readonly wireshark: WiresharkControl
  readonly settings: Settings
  readonly choice: Choice
  readonly notices: Notices
  private readonly refresh = new Refresh(this.store)
  /** What of a capture's opening is still to come. */
  private awaits: 'word' | 'port' | null = null
  /** Main is asked to close what can't be read. */
  private isRefusing = false
  /** What can't be read was kept: its packets aren't saved. */
  private isKept = false

  constructor(private readonly bridge: LastackBridge) {
    this.settings = new Settings(bridge, this.store)
    this.choice = new Choice(this.store, this.settings)
    this.notices = new Notices(bridge, this.store)
    this.live = new LiveControl(bridge, {
      store: this.store,
      notify: this.notices.notify,
      closeCapture: this.closeCapture,
    })
    this.wireshark = new WiresharkControl(bridge)
    this.exports = new ExportControl(bridge, {
      client: () => this.store.get().client,
      notify: this.notices.notify,
    })
  }

  /** Starts listening to main and fetches what the start page shows. Returns a function that stops it. */
  start(): () => void {
    const stops = [
      this.bridge.on('capture:opening', (capture) => this.opening(capture)),
      this.bridge.on('engine:gone', (gone) => this.store.set({ gone })),
      this.bridge.on('capture:refused', ({ message }) => this.refused(message)),
      this.notices.listen(),
      this.live.listen(),
      this.wireshark.listen(),
    ]
    void this.refreshInfo()
    return () => {
      for (const stop of stops) stop()
      this.store.get().client?.close()
    }
  }

  /** Takes the engine's port of the capture being opened. */
  connect(port: EnginePort): void {
    if (this.awaits === 'port') {
      this.awaits = null
    } else {
      this.leave(null)
      this.awaits = 'word'
    }
    this.isKept = false
    const client = new EngineClient(port)
    const { language } = this.store.get()
    // An engine speaks English until it is told to speak another language.
    if (language !== 'en') client.query('speak', { language }).catch(() => {})
    client.onEvent((event) => this.heard(event, client))
    this.store.set({ client })
    client.query('summary', {}).then(
      (summary) => this.heard({ event: 'progress', summary }, client),
      (error: Error) => {
        if (this.store.get().client === client)
          this.notices.notify(
            () => i18n.t('notice.silent'),
            () => error.message,
          )
      },
    )
  }

  choose = (): Promise<void> => this.opened(this.bridge.invoke('capture:choose'))
  open = (path: string): Promise<void> => this.opened(this.bridge.invoke('capture:open', path))
  openSample = (file: string): Promise<void> => this.opened(this.bridge.invoke('capture:openSample', file))
  reopen = (): Promise<void> => this.opened(this.bridge.invoke('capture:reopen'))

  /** Two captures of the same flows, one taken at each end. */
  openTwo = (path: string, other: string): Promise<void> =>
    this.opened(this.bridge.invoke('capture:openTwo', path, other))

  /** Captures that are read as one, in order of time. */
  openAsOne = (paths: readonly string[]): Promise<void> =>
    this.opened(this.bridge.invoke('capture:openAsOne', paths.slice(0, PARTS_AT_MOST)))

  /** Opens what was dropped on the window: one capture, two of the same flows, or, where they are more, all as one. */
  drop(files: readonly File[]): void {
    const paths = files.map((file) => this.bridge.pathOf(file)).filter((found) => found !== '')
    const [path, other] = paths
    if (path && other) void (paths.length === 2 ? this.openTwo(path, other) : this.openAsOne(paths))
    else if (path) void this.open(path)
    else
      this.notices.notify(
        () => i18n.t('notice.nothing'),
        () => i18n.t('notice.noFile'),
      )
  }

  /** Back to the start page. */
  closeCapture = async (): Promise<void> => {
    // A live capture that isn't saved is asked about first, and may be kept.
    if (!(await this.bridge.invoke('capture:close'))) return
    this.leave(null)
    await this.refreshInfo()
  }

  cancelReading = (): Promise<null> => this.bridge.invoke('capture:cancel')

  clearRecent = async (): Promise<void> => {
    await this.bridge.invoke('recent:clear')
    await this.refreshInfo()
    const undo = async () => {
      await this.bridge.invoke('recent:restore')
      await this.refreshInfo()
    }
    this.notices.offerUndo(
      () => i18n.t('notice.cleared'),
      () => i18n.t('notice.clearedDetail'),
      () => void undo(),
    )
  }

  copy = (text: string): Promise<null> => this.bridge.invoke('clipboard:write', text)

  /** Assumes other timers of one end, for as long as the capture is open. */
  assume(change: Partial<Assumptions>): void {
    const { client, generation, assumptions: before } = this.store.get()
    if (!client) return
    const assumptions = { ...before, ...change }
    // Queries are answered in order: what the new state asks for is asked after this.
    client.query('assume', assumptions).catch((error: Error) => {
      if (this.store.get().client === client)
        this.notices.notify(
          () => i18n.t('notice.timers'),
          () => error.message,
        )
    })
    this.store.set({ assumptions, generation: generation + 1 })
  }

  dismissProblem = (): void => this.store.set({ problemSeen: true })
  show = (dialog: DialogName | null): void => this.store.set({ dialog })

  private async refreshInfo(): Promise<void> {
    this.settings.take(await this.bridge.invoke('start:info'))
  }

  private refused(message: Told): void {
    this.notices.notify(
      () => i18n.t('notice.notOpened'),
      () => inWords(message),
    )
  }

  private async opened(result: Promise<OpenResult>): Promise<void> {
    const answer = await result
    if (!answer.ok && answer.reason !== 'cancelled') this.refused(answer.message)
  }

  /** Main's word and the port come in either order; whichever is first clears the capture before. */
  private opening(capture: OpenedCapture): void {
    if (this.awaits === 'word') {
      this.awaits = null
      this.store.set({ capture, liveView: this.live.firstView() })
      return
    }
    this.leave(null)
    this.awaits = 'port'
    this.store.set({ capture, liveView: this.live.firstView() })
  }

  private heard(event: EngineEvent, client: EngineClient): void {
    const { summary } = event
    if (summary.problem?.fatal && !this.isKept) {
      void this.refuse(event, client)
      return
    }
    const isFirstList = hasList(summary) && !hasList(this.store.get().summary)
    const { capture } = this.store.get()
    this.store.set({
      summary,
      capture: capture ?? {
        path: summary.path,
        name: summary.name,
        other: null,
        files: [summary.path],
        isLive: summary.live !== null,
      },
    })
    this.refresh.in(summary.done || isFirstList ? 0 : summary.live === null ? REFRESH_MS : LIVE_REFRESH_MS)
  }

  /** Back to the start page from what can't be read. A live capture that isn't saved is asked about, and may be kept. */
  private async refuse(event: EngineEvent, client: EngineClient): Promise<void> {
    if (this.isRefusing) return
    this.isRefusing = true
    const isClosed = await this.bridge.invoke('capture:close')
    this.isRefusing = false
    if (this.store.get().client !== client) return
    if (isClosed) {
      const { summary } = event
      this.leave({
        title: () => i18n.t('notice.unread', { name: summary.name }),
        detail: () => problemText(summary),
        tone: 'stuck',
      })
      await this.refreshInfo()
    } else {
      this.isKept = true
      this.heard(event, client)
    }
  }

  private leave(notice: Notice | null): void {
    this.refresh.cancel()
    this.store.get().client?.close()
    this.store.set({ ...NO_CAPTURE, view: firstView(this.store.get().layout), notice })
  }
}

/** Flows are listed once they are judged. */
const hasList = (summary: CaptureSummary | null): boolean =>
  summary !== null && Object.values(summary.severities).some((count) => count > 0)
