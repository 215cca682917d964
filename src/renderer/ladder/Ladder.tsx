import './ladder.css'
import { useRef, useState } from 'react'
import type { LadderOutline } from '../../contracts/engine'
import type { Flow } from '../../contracts/flow'
import type { LadderLevel } from '../../contracts/ladder'
import type { SegmentIndex } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { LadderExportMenu } from '../export/LadderExportMenu'
import { processWords } from '../flows/columns'
import { useNow } from '../live/useNow'
import { formatAmount, formatEndpoint } from '../ui/format'
import { LadderView } from './LadderView'
import type { TimeAxis } from './zoom'

/** The selected flow's ladder, or what stands in its place. */
export function Ladder() {
  const flowId = useSessionState((state) => state.flow)
  const generation = useSessionState((state) => state.generation)
  const isDone = useSessionState((state) => state.summary?.done ?? false)
  const flow = useEngineQuery('flow', flowId === null ? null : { flow: flowId }, generation)
  const known = flow.data?.flow === flowId ? flow.data : null
  return (
    <section className="pane ladder" aria-label="Ladder">
      {flow.error !== null ? (
        <Failed error={flow.error} />
      ) : known ? (
        <FlowLadder key={known.flow} flow={known} />
      ) : (
        flowId === null && (
          <div className="pane-note">
            <strong>{isDone ? 'No flow selected' : 'Waiting for the first flow'}</strong>
            <p>The ladder shows every segment of a flow between its two ends, and the state of each at any moment.</p>
          </div>
        )
      )}
    </section>
  )
}

function Failed({ error }: { readonly error: string }) {
  return (
    <div className="pane-note" role="alert">
      <strong>The ladder could not be read</strong>
      <p>{error}</p>
    </div>
  )
}

/** Folds are opened at each level by themselves. Lists of their own: each level's rows are told apart by its list. */
const NONE_OPEN: Readonly<Record<LadderLevel, readonly SegmentIndex[]>> = { phases: [], exchanges: [], segments: [] }

/** A live ladder without new segments is planned anew this often. */
const SILENCE_MS = 5000

function FlowLadder({ flow }: { readonly flow: Flow }) {
  const [level, setLevel] = useState<LadderLevel>('segments')
  const [axis, setAxis] = useState<TimeAxis>('rows')
  const [unfolded, setUnfolded] = useState<Readonly<Record<LadderLevel, readonly SegmentIndex[]>>>(NONE_OPEN)
  const segments = flow.segments.client + flow.segments.server
  const assumed = useSessionState(({ assumptions: { client, server } }) => `${client} ${server}`)
  const isFollowing = useSessionState((state) => state.summary?.live?.isFollowing ?? false)
  // Silence changes a ladder, too: a wait becomes a row.
  const now = useNow(SILENCE_MS, isFollowing)
  const version = `${segments} ${assumed} ${flow.verdict.id} ${isFollowing ? now : ''}`
  const ladder = useEngineQuery('ladder', { flow: flow.flow, unfolded: [...unfolded[level]], level }, version)
  const planned = useRef<LadderOutline | null>(null)
  // The same plan told again moves nothing on screen.
  const { data = null } = ladder
  if (data?.revision === undefined || data.revision !== planned.current?.revision) planned.current = data
  const outline = planned.current
  return (
    <>
      <div className="pane-head">
        <h2
          className="ladder-title ellipsis"
          title={`${formatEndpoint(flow.client)} to ${formatEndpoint(flow.server)}`}
        >
          {formatEndpoint(flow.client)} <span className="muted">to</span> {formatEndpoint(flow.server)}
        </h2>
        <span className="muted ladder-count">{formatAmount(segments, 'segment', 'segments')}</span>
        {processWords(flow) !== '' && <span className="muted ellipsis">{processWords(flow)}</span>}
        <span className="grow" />
        {unfolded[level].length > 0 && (
          <button
            type="button"
            className="button quiet small"
            onClick={() => setUnfolded((before) => ({ ...before, [level]: [] }))}
          >
            Fold again
          </button>
        )}
        <Legend />
        {outline && (
          <LadderExportMenu view={{ flow: flow.flow, unfolded: [...unfolded[level]], level }} rows={outline.rows} />
        )}
      </div>
      {ladder.error !== null && <Failed error={ladder.error} />}
      {outline && (
        <LadderView
          flow={flow}
          outline={outline}
          folds={unfolded[outline.level ?? level]}
          onUnfold={(segment) => setUnfolded((before) => ({ ...before, [level]: [...before[level], segment] }))}
          level={level}
          onLevel={setLevel}
          axis={axis}
          onAxis={setAxis}
        />
      )}
    </>
  )
}

/** How sure a state is, by the look of its bar. */
function Legend() {
  return (
    <span className="ladder-legend" title="Proved by what was captured, or presumed from it">
      <i className="swatch solid" />
      proved
      <i className="swatch hatched" />
      presumed
    </span>
  )
}
