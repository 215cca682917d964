/** What the window asks of a live capture, and what main tells of it. */
import type { CaptureSettings, Fix } from '../../contracts/capture'
import type { SaveSelection } from '../../contracts/engineProcess'
import type { LastackBridge, StartResult } from '../../contracts/ipc'
import type { SocketSort } from '../../contracts/sockets'
import { isNothing } from '../../contracts/told'
import type { LiveView, Notice, SessionState, SocketView, Words } from '../app/state'
import type { Store } from '../app/store'
import { anonymisingNow } from '../export/anonymising'
import { i18n } from '../i18n/i18n'
import { inWords } from '../i18n/inWords'
import { refusalWords } from './troubleWords'

/** The part of the session that the live capture acts on. */
export interface LiveHost {
  readonly store: Store<SessionState>
  notify(title: Words, detail: Words, tone?: Notice['tone']): void
  closeCapture(): Promise<void>
}

export class LiveControl {
  private opensAt: LiveView = 'flows'

  constructor(
    private readonly bridge: LastackBridge,
    private readonly host: LiveHost,
  ) {}

  /** Starts listening to main. Returns a function that stops it. */
  listen(): () => void {
    const { store } = this.host
    const stops = [this.bridge.on('live:status', (live) => store.set({ live }))]
    void this.bridge.invoke('live:status').then((live) => store.set({ live }))
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** The view that the capture being opened begins with. */
  firstView(): LiveView {
    const view = this.opensAt
    this.opensAt = 'flows'
    return view
  }

  interfaces = () => this.bridge.invoke('live:interfaces')
  traffic = () => this.bridge.invoke('live:traffic')
  check = (interfaces: readonly string[], filter: string) => this.bridge.invoke('live:check', [...interfaces], filter)
  repair = (fix: Fix) => this.bridge.invoke('live:repair', fix.id)
  recoverable = () => this.bridge.invoke('live:recoverable')
  discard = (id: string) => this.bridge.invoke('live:discard', id)

  /** Starts a capture; its settings are what the start page shows the next time. */
  async start(settings: CaptureSettings): Promise<StartResult> {
    this.opensAt = 'flows'
    const result = await this.bridge.invoke('live:start', settings)
    const { info } = this.host.store.get()
    if (result.ok && info) this.host.store.set({ info: { ...info, lastCapture: settings } })
    return result
  }

  stop(): void {
    void this.bridge.invoke('live:stop')
  }

  /** A fresh capture with the settings of the last, seen the same way. */
  restart = async (): Promise<void> => {
    this.opensAt = this.host.store.get().liveView
    const result = await this.bridge.invoke('live:restart')
    if (!result.ok)
      this.host.notify(
        () => i18n.t('live:notStarted'),
        () => refusalWords(result),
      )
  }

  openSockets = async (): Promise<void> => {
    this.opensAt = 'sockets'
    await this.bridge.invoke('live:sockets')
  }

  recover = async (id: string): Promise<void> => {
    const result = await this.bridge.invoke('live:recover', id)
    if (!result.ok && result.reason !== 'cancelled')
      this.host.notify(
        () => i18n.t('live:notRecovered'),
        () => inWords(result.message),
      )
  }

  /** Asks where to, and writes packets; says how that went unless it was cancelled. */
  save = async (selection: SaveSelection, hasComments: boolean): Promise<void> => {
    const { path, message } = await this.bridge.invoke('capture:save', selection, hasComments, anonymisingNow())
    if (path !== null)
      this.host.notify(
        () => i18n.t('live:saved'),
        () => inWords(message),
        'ok',
      )
    else if (!isNothing(message))
      this.host.notify(
        () => i18n.t('live:notSaved'),
        () => inWords(message),
      )
  }

  /** Changes how the sockets are listed. */
  setSockets(change: Partial<SocketView>): void {
    const { store } = this.host
    store.set({ sockets: { ...store.get().sockets, ...change } })
  }

  /** Sorts the sockets; a second time turns the order round. */
  sortSockets(sort: SocketSort): void {
    const { sockets } = this.host.store.get()
    const startsDescending = sort === 'receiveQueue' || sort === 'sendQueue' || sort === 'disagreement'
    this.setSockets({ sort, descending: sockets.sort === sort ? !sockets.descending : startsDescending })
  }

  setView(liveView: LiveView): void {
    this.host.store.set({ liveView })
  }

  /** Where a capture is started. */
  async toStartPage(): Promise<void> {
    if (this.host.store.get().capture) await this.host.closeCapture()
    document.querySelector<HTMLElement>('#live-interfaces')?.focus()
  }
}
