import { useTranslation } from 'react-i18next'
import { Dock } from '../dock/Dock'
import { ExplainSlot } from '../explain/ExplainSlot'
import { useExplainMode } from '../explain/mode'
import { explainRoom } from '../explain/room'
import { Flows } from '../flows/Flows'
import { Ladder } from '../ladder/Ladder'
import { Overview } from '../overview/Overview'
import { Segment } from '../segment/Segment'
import { Splitter } from '../ui/Splitter'
import { useSize } from '../ui/useSize'
import { VerdictCard } from '../verdict/VerdictCard'
import { Banners } from './Banners'
import { useSession, useSessionState } from './context'

const LEAST = { flows: 300, ladder: 380, detail: 260, verdict: 120, segment: 160 } as const
/** Where the panes don't fit beside one another (zoomed, or a small window), they stand one below the other. */
const ABREAST_FROM = LEAST.flows + LEAST.ladder + LEAST.detail
/** Heights of panes then; a verdict takes what it needs. */
const STACKED = { flows: 256, ladder: 360, dock: 320, segment: 320 } as const
/** A list of few flows needs less then: its heads, and of rows at least so many, for what it says where none is left. */
const LIST = { heads: 66, row: 44, least: 2 } as const
/** A verdict is as high as it needs to be, up to its usual height, or a part of the pane where there is plenty or little. */
const VERDICT = { height: 460, least: 0.46, most: 0.72 } as const

/** An open capture: flows, ladder, and the verdict above the segment. */
export function Workspace() {
  const [ref, size] = useSize<HTMLDivElement>()
  const { t } = useTranslation('app')
  const count = useSessionState((state) => state.summary?.flows ?? 0)
  const list = Math.min(STACKED.flows, LIST.heads + LIST.row * Math.max(LIST.least, count))
  const session = useSession()
  const parts = useSessionState((state) => state.layout)
  const isStacked = size.width > 0 && size.width < ABREAST_FROM
  const clamp = (value: number, min: number, max: number) => Math.min(Math.max(value, min), Math.max(min, max))
  const explain = explainRoom(
    useExplainMode((mode) => mode.isOpen),
    size.width,
  )
  const mostFlows = Math.min(size.width - LEAST.ladder - LEAST.detail, Math.max(LEAST.flows, explain.mostFlows))
  const flows = clamp(parts.flows * size.width, LEAST.flows, mostFlows)
  const mostDetail = Math.min(size.width - flows - LEAST.ladder, Math.max(LEAST.detail, explain.mostDetail))
  const detail = clamp(parts.detail * size.width, LEAST.detail, mostDetail)
  const mostVerdict = size.height - LEAST.segment
  const [verdictRef, verdictSize] = useSize<HTMLDivElement>()
  const mostByItself = Math.min(Math.max(VERDICT.height, size.height * VERDICT.least), size.height * VERDICT.most)
  const verdict =
    parts.verdict === null ? verdictSize.height : clamp(parts.verdict * size.height, LEAST.verdict, mostVerdict)
  const verdictStyle =
    parts.verdict === null
      ? { minHeight: LEAST.verdict, maxHeight: clamp(mostByItself, LEAST.verdict, mostVerdict) }
      : { height: verdict }
  return (
    <div className={isStacked ? 'workspace stacked' : 'workspace'}>
      <Banners />
      <Overview />
      <div className="panes" ref={ref}>
        <div className="pane-slot" style={isStacked ? { height: list } : { width: flows }}>
          <Flows />
        </div>
        <Splitter
          orientation="vertical"
          label={t('panes.flows')}
          value={flows}
          min={LEAST.flows}
          max={mostFlows}
          onChange={(value) => session.settings.arrange({ flows: value / size.width })}
        />
        <div className="pane-slot grow column">
          <div className="pane-slot grow" style={isStacked ? { height: STACKED.ladder } : undefined}>
            <Ladder />
          </div>
          <Dock total={isStacked ? STACKED.ladder + STACKED.dock : size.height} />
        </div>
        <ExplainSlot
          room={explain}
          isStacked={isStacked}
          total={size.width}
          most={size.width - flows - LEAST.ladder - (explain.place === 'beside' ? detail : 0)}
        />
        {explain.place !== 'instead' && (
          <>
            <Splitter
              orientation="vertical"
              label={t('panes.detail')}
              value={detail}
              min={LEAST.detail}
              max={mostDetail}
              reverse
              onChange={(value) => session.settings.arrange({ detail: value / size.width })}
            />
            <div className="pane-slot column" style={isStacked ? undefined : { width: detail }}>
              <div className="pane-slot" ref={verdictRef} style={isStacked ? undefined : verdictStyle}>
                <VerdictCard />
              </div>
              <Splitter
                orientation="horizontal"
                label={t('panes.verdict')}
                value={verdict}
                min={LEAST.verdict}
                max={mostVerdict}
                onChange={(value) => session.settings.arrange({ verdict: value / size.height })}
              />
              <div className="pane-slot grow" style={isStacked ? { height: STACKED.segment } : undefined}>
                <Segment />
              </div>
            </div>
          </>
        )}
      </div>
    </div>
  )
}
