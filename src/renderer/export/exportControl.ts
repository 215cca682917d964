/** Exports: asks main where to, the engine for what is copied or painted, and says how it went. */
import type { ExportOrder } from '../../contracts/engineProcess'
import { LADDER_ROWS_AT_MOST, type LadderExport, type LadderFormat, type PictureType } from '../../contracts/exports'
import type { FlowFilter } from '../../contracts/flowList'
import type { FollowExport } from '../../contracts/follow'
import type { Graph, GraphExport } from '../../contracts/graphs'
import type { LastackBridge, SaveResult } from '../../contracts/ipc'
import { isNothing } from '../../contracts/told'
import type { EngineClient } from '../app/engineClient'
import type { Notice, Words } from '../app/state'
import { i18n } from '../i18n/i18n'
import { inWords } from '../i18n/inWords'
import { SaidError } from '../i18n/saidError'
import { anonymisingChoice } from './anonymising'
import { PICTURE_ROWS_AT_MOST, paintedPicture } from './picture'

/** The ladder as it is looked at, of one flow or of several together. */
export interface LadderView extends Pick<LadderExport, 'unfolded' | 'level'> {
  readonly flows: number[]
}

type LadderOrder = Extract<ExportOrder, { what: 'ladder' | 'together' }>

/** What the control needs of the window. */
export interface ExportHost {
  client(): EngineClient | null
  notify(title: Words, detail: Words, tone?: Notice['tone']): void
}

const themeNow = (): LadderExport['theme'] => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light')
/** Other addresses, where they are wanted. */
const masked = (): { readonly isAnonymised?: true } => (anonymisingChoice().isWanted ? { isAnonymised: true } : {})

function wholeLadder({ flows, unfolded, level }: LadderView, format: LadderFormat): LadderOrder {
  const look = { unfolded, level, format, theme: themeNow(), most: LADDER_ROWS_AT_MOST, ...masked() }
  const [flow = 0] = flows
  return flows.length > 1 ? { what: 'together', flows, ...look } : { what: 'ladder', flow, ...look }
}

export class ExportControl {
  constructor(
    private readonly bridge: LastackBridge,
    private readonly host: ExportHost,
  ) {}

  ladder = (view: LadderView, format: LadderFormat): Promise<void> => this.save(wholeLadder(view, format))

  flows = (format: 'csv' | 'json', filter: FlowFilter): Promise<void> =>
    this.save({ what: 'flows', format, filter, ...masked() })

  /** What was said: it can't be had with other names. */
  follow = (order: FollowExport): Promise<void> => this.save({ what: 'follow', ...order })

  report = (): Promise<void> => this.save({ what: 'report', ...masked() })

  /** The ladder painted; of a long one its first and last rows. */
  picture = (view: LadderView): Promise<void> =>
    this.attempt(async () => {
      const order = { ...wholeLadder(view, 'svg'), most: PICTURE_ROWS_AT_MOST }
      const painted = await paintedPicture(await this.carried(order))
      this.tell(await this.bridge.invoke('export:picture', view.flows, painted, order.isAnonymised === true, '', 'png'))
    })

  /** Every point of a graph. It names no address, but the file is named after the capture. */
  graph = (order: GraphExport): Promise<void> => this.save({ what: 'graph', ...order, ...masked() })

  /** A graph as it is painted, or all of it. */
  graphPicture = (
    { flow, kind }: Pick<Graph, 'flow' | 'kind'>,
    type: PictureType,
    paint: () => Promise<Uint8Array<ArrayBuffer>>,
  ): Promise<void> =>
    this.attempt(async () => {
      const { isAnonymised = false } = masked()
      this.tell(await this.bridge.invoke('export:picture', [flow], await paint(), isAnonymised, kind, type))
    })

  copy = (view: LadderView, format: LadderFormat): Promise<void> =>
    this.attempt(async () => {
      await this.bridge.invoke('clipboard:write', await this.carried(wholeLadder(view, format)))
      this.host.notify(
        () => i18n.t('export:notice.copied'),
        () => i18n.t('export:notice.onClipboard'),
        'ok',
      )
    })

  private async carried(order: LadderOrder): Promise<string> {
    const client = this.host.client()
    if (!client) throw new SaidError(() => i18n.t('export:notice.noCapture'))
    const { what, ...wanted } = order
    const ladder = await ('flows' in wanted
      ? client.query('ladderTogetherExport', wanted)
      : client.query('ladderExport', wanted))
    if (!ladder) throw new SaidError(() => i18n.t('export:notice.flowGone'))
    if (!ladder.isWhole) throw new SaidError(() => i18n.t('export:notice.tooLong'))
    return ladder.text
  }

  private save(order: ExportOrder): Promise<void> {
    return this.attempt(async () => this.tell(await this.bridge.invoke('export:save', order)))
  }

  /** Says how it went, unless it was cancelled. */
  private tell({ path, message }: SaveResult): void {
    if (path !== null)
      this.host.notify(
        () => i18n.t('export:notice.exported'),
        () => inWords(message),
        'ok',
      )
    else if (!isNothing(message)) this.failed(() => inWords(message))
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.failed(() => (error instanceof Error ? error.message : String(error)))
    }
  }

  private failed(why: Words): void {
    this.host.notify(() => i18n.t('export:notice.failed'), why)
  }
}
