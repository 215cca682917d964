import './graphs.css'
import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { GraphKind } from '../../contracts/graphs'
import type { FlowId } from '../../contracts/units'
import { useSize } from '../ui/useSize'
import { GraphBar } from './GraphBar'
import { GraphPlot } from './GraphPlot'
import { MARGIN } from './picture'
import { useGraph } from './useGraph'
import { lookAt, shownRange, useGraphView } from './view'

interface GraphPanelProps {
  readonly flow: FlowId
}

function GraphPanel({ flow, kind }: GraphPanelProps & { readonly kind: GraphKind }) {
  const { t } = useTranslation('graphs')
  useLayoutEffect(() => lookAt(flow), [flow])
  const [ref, size] = useSize<HTMLDivElement>()
  const from = useGraphView((view) => view.from)
  const length = useGraphView((view) => view.length)
  const { graph, error } = useGraph(flow, kind, size.width - MARGIN.left - MARGIN.right)
  const shown = shownRange({ from, length }, graph?.span ?? 1)
  const isEmpty = graph !== null && graph.series.length === 0
  return (
    <div className="graph">
      {graph && <GraphBar graph={graph} shown={shown} />}
      <div className="graph-room" ref={ref}>
        {graph && !isEmpty && size.height > 0 && <GraphPlot graph={graph} shown={shown} size={size} />}
        {isEmpty && <p className="pane-note">{t(`empty.${kind}`)}</p>}
        {error !== null && (
          <p className="pane-note" role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  )
}

/** Time-sequence, as tcptrace or as Stevens draws it. */
export function SequenceGraph({ flow }: GraphPanelProps) {
  const style = useGraphView((view) => view.style)
  return <GraphPanel flow={flow} kind={style} />
}

export const RoundTripGraph = ({ flow }: GraphPanelProps) => <GraphPanel flow={flow} kind="roundTrip" />
export const WindowGraph = ({ flow }: GraphPanelProps) => <GraphPanel flow={flow} kind="window" />
export const ThroughputGraph = ({ flow }: GraphPanelProps) => <GraphPanel flow={flow} kind="throughput" />
