/** One window's session: joins what main tells, what the engine tells and what the user does into one state. */
import type { Assumptions } from '../../contracts/assumptions'
import type { EngineEvent } from '../../contracts/engine'
import type { FlowFilter, FlowSort } from '../../contracts/flowList'
import { type EventPayload, type LastackBridge, type OpenResult, PARTS_AT_MOST, type Theme } from '../../contracts/ipc'
import type { Language, Layout, Preferences } from '../../contracts/preferences'
import type { CaptureSummary } from '../../contracts/summary'
import { TOGETHER_MOST } from '../../contracts/together'
import type { Told } from '../../contracts/told'
import type { FlowId, FrameNumber, SegmentIndex } from '../../contracts/units'
import { ExportControl } from '../export/exportControl'
import { i18n, speak } from '../i18n/i18n'
import { inWords } from '../i18n/inWords'
import { LiveControl } from '../live/liveControl'
import { WiresharkControl } from '../wireshark/wiresharkControl'
import { EngineClient, type EnginePort } from './engineClient'
import {
  type DialogName,
  FIRST_STATE,
  type FileWriting,
  firstView,
  NO_CAPTURE,
  type Notice,
  type OpenedCapture,
  type SessionState,
  type Words,
} from './state'
import { Store } from './store'
import { applyMotion, applyTheme } from './theme'

/** While a capture streams in, what is on screen is asked for anew this often. */
const REFRESH_MS = 400
/** While packets arrive. What is asked for then rests by its own cost, too. */
const LIVE_REFRESH_MS = 100
/** A change of the layout is kept once it has rested. */
const KEEP_MS = 250

export class Session {
  readonly store = new Store<SessionState>(FIRST_STATE)
  readonly live: LiveControl
  readonly exports: ExportControl
  readonly wireshark: WiresharkControl
  private refreshedAt = 0
  private refreshLater: ReturnType<typeof setTimeout> | null = null
  private keepLater: ReturnType<typeof setTimeout> | null = null
  /** What of a capture's opening is still to come. */
  private awaits: 'word' | 'port' | null = null
  /** Main is asked to close what can't be read. */
  private isRefusing = false
  /** What can't be read was kept: its packets aren't saved. */
  private isKept = false

  constructor(private readonly bridge: LastackBridge) {
    this.live = new LiveControl(bridge, this)
    this.wireshark = new WiresharkControl(bridge)
    this.exports = new ExportControl(bridge, {
      client: () => this.store.get().client,
      notify: (title, detail, tone) => this.notify(title, detail, tone),
    })
  }

  /** Starts listening to main and fetches what the start page shows. Returns a function that stops it. */
  start(): () => void {
    const stops = [
      this.bridge.on('capture:opening', (capture) => this.opening(capture)),
      this.bridge.on('engine:gone', (gone) => this.store.set({ gone })),
      this.bridge.on('capture:refused', ({ message }) => this.refused(message)),
      this.bridge.on('writing:progress', (writing) => this.writes(writing)),
      this.bridge.on('writing:ended', (ended) => this.wrote(ended)),
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
          this.notify(
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
      this.notify(
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
    this.offerUndo(
      () => i18n.t('notice.cleared'),
      () => i18n.t('notice.clearedDetail'),
      () => void undo(),
    )
  }

  setTheme(theme: Theme): void {
    this.store.set({ theme })
    applyTheme(theme)
    void this.bridge.invoke('theme:set', theme)
  }

  /** Keeps other preferences; what is on screen follows. */
  prefer = async (change: Partial<Preferences>): Promise<void> => {
    const preferences = { ...this.store.get().preferences, ...change }
    this.store.set({ preferences })
    applyMotion(preferences.motion)
    this.speak(await this.bridge.invoke('preferences:set', preferences))
  }

  /** Keeps how the window is laid out; what is on screen follows. */
  arrange(change: Partial<Layout>): void {
    const { layout: before, view } = this.store.get()
    const layout = { ...before, ...change }
    this.store.set({ layout, view: { ...view, sort: layout.sort, descending: layout.descending } })
    // A splitter that is dragged changes with every move of the pointer.
    if (this.keepLater !== null) clearTimeout(this.keepLater)
    this.keepLater = setTimeout(() => {
      this.keepLater = null
      void this.bridge.invoke('layout:set', this.store.get().layout)
    }, KEEP_MS)
  }

  copy = (text: string): Promise<null> => this.bridge.invoke('clipboard:write', text)

  filter(change: Partial<FlowFilter>): void {
    const { view } = this.store.get()
    this.store.set({ view: { ...view, filter: { ...view.filter, ...change } } })
  }

  /** Sorts by `sort`; a second time turns the order round. */
  sortBy(sort: FlowSort): void {
    const { view } = this.store.get()
    const startsDescending = sort !== 'client' && sort !== 'server' && sort !== 'start' && sort !== 'order'
    const descending = view.sort === sort ? !view.descending : startsDescending
    this.arrange({ sort, descending })
  }

  /** Shows this flow, and no other beside it. */
  selectFlow(flow: FlowId | null): void {
    const { flow: before, together } = this.store.get()
    if (together.length > 0) this.store.set({ together: [], togetherAsked: 0 })
    if (flow !== before) this.store.set({ flow, segment: null, target: null })
  }

  /**
   * Shows several flows' ladders as one, the first TOGETHER_MOST of them. `focus` is the flow that everything else is
   * about; `asked`: flows that were chosen, where `flows` aren't all of them.
   */
  showTogether(flows: readonly FlowId[], focus: FlowId, asked = flows.length): void {
    const shown = flows.slice(0, TOGETHER_MOST)
    const flow = shown.includes(focus) ? focus : (shown.at(-1) ?? focus)
    const isSame = flow === this.store.get().flow
    this.store.set({
      flow,
      flowChosen: true,
      together: shown.length > 1 ? shown : [],
      togetherAsked: shown.length > 1 ? asked : 0,
      ...(isSame ? {} : { segment: null, target: null }),
    })
  }

  /** Looks at a segment of one of the flows that are shown together. */
  focusFlow(flow: FlowId, segment: SegmentIndex | null): void {
    const { flow: before, segment: segmentBefore } = this.store.get()
    if (flow !== before) this.store.set({ flow, segment, target: null })
    else if (segment !== segmentBefore) this.store.set({ segment })
  }

  /** Selects a flow for good: it stays selected however the list changes. */
  chooseFlow(flow: FlowId): void {
    this.store.set({ flowChosen: true })
    this.selectFlow(flow)
  }

  selectSegment(segment: SegmentIndex | null): void {
    if (segment !== this.store.get().segment) this.store.set({ segment })
  }

  /** Shows a flow's ladder, from wherever its socket is listed. */
  showFlow(flow: FlowId): void {
    this.store.set({ liveView: 'flows' })
    this.chooseFlow(flow)
  }

  goToFrame(frame: FrameNumber, segment: SegmentIndex | null = null): void {
    this.store.set({ target: { frame, segment } })
  }

  /** Assumes other timers of one end, for as long as the capture is open. */
  assume(change: Partial<Assumptions>): void {
    const { client, generation, assumptions: before } = this.store.get()
    if (!client) return
    const assumptions = { ...before, ...change }
    // Queries are answered in order: what the new state asks for is asked after this.
    client.query('assume', assumptions).catch((error: Error) => {
      if (this.store.get().client === client)
        this.notify(
          () => i18n.t('notice.timers'),
          () => error.message,
        )
    })
    this.store.set({ assumptions, generation: generation + 1 })
  }

  notify(title: Words, detail: Words, tone: Notice['tone'] = 'stuck'): void {
    this.store.set({ notice: { title, detail, tone } })
  }

  /** Tells what was done, and offers to take it back. Returns a function that withdraws the offer. */
  offerUndo(title: Words, detail: Words, act: () => void): () => void {
    const undo = () => {
      this.dismissNotice()
      act()
    }
    const notice: Notice = { title, detail, tone: 'ok', undo }
    this.store.set({ notice })
    return () => {
      if (this.store.get().notice === notice) this.dismissNotice()
    }
  }

  /** Calls off the file that was begun last. */
  cancelWriting = (): void => {
    const last = this.store.get().writings.at(-1)
    if (last !== undefined) void this.bridge.invoke('writing:cancel', last.id)
  }

  dismissNotice = (): void => this.store.set({ notice: null })
  dismissProblem = (): void => this.store.set({ problemSeen: true })
  show = (dialog: DialogName | null): void => this.store.set({ dialog })

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

  private async refreshInfo(): Promise<void> {
    const info = await this.bridge.invoke('start:info')
    const { capture, layout, info: known, view } = this.store.get()
    this.store.set({ info, theme: info.theme, preferences: info.preferences })
    // What is being arranged right now is newer than what main keeps.
    if (this.keepLater === null && (capture === null || known === null) && layout !== info.layout)
      // The program may have been started with a capture, which is there first and filtered by now.
      this.store.set({ layout: info.layout, view: { ...firstView(info.layout), filter: view.filter } })
    applyTheme(info.theme)
    applyMotion(info.preferences.motion)
    this.speak(info.language)
  }

  /** The window and its engine say everything in `language` from now on. */
  private speak(language: Language): void {
    const { client, generation, language: before } = this.store.get()
    speak(language)
    if (language === before) return
    client?.query('speak', { language }).catch(() => {})
    this.store.set({ language, generation: generation + 1 })
  }

  private refused(message: Told): void {
    this.notify(
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
    this.refreshIn(summary.done || isFirstList ? 0 : summary.live === null ? REFRESH_MS : LIVE_REFRESH_MS)
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

  /** Lets what is on screen be asked for anew, `rest` milliseconds after the last time at the earliest. */
  private refreshIn(rest: number): void {
    const wait = this.refreshedAt + rest - performance.now()
    if (this.refreshLater !== null && wait > 0) return
    this.cancelRefresh()
    if (wait > 0) {
      this.refreshLater = setTimeout(() => this.refreshIn(0), wait)
      return
    }
    this.refreshedAt = performance.now()
    this.store.set({ generation: this.store.get().generation + 1 })
  }

  private cancelRefresh(): void {
    if (this.refreshLater !== null) clearTimeout(this.refreshLater)
    this.refreshLater = null
  }

  private leave(notice: Notice | null): void {
    this.cancelRefresh()
    this.store.get().client?.close()
    this.store.set({ ...NO_CAPTURE, view: firstView(this.store.get().layout), notice })
  }
}

/** Flows are listed once they are judged. */
const hasList = (summary: CaptureSummary | null): boolean =>
  summary !== null && Object.values(summary.severities).some((count) => count > 0)

/** The problem's sentence, with file and offset where it doesn't name them itself. */
export function problemText(summary: CaptureSummary): string {
  const { problem } = summary
  if (!problem) return ''
  const { path, offset, told } = problem
  const parts = [inWords(told)]
  if (!told.en.includes(path) && !told.en.includes(summary.name)) parts.push(path)
  if (offset !== null && !/offset|byte/.test(told.en)) {
    parts.push(i18n.t('notice.stoppedAt', { offset: offset.toLocaleString('en-US') }))
  }
  return parts.join(' ')
}
