import './ladder.css'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Flow } from '../../contracts/flow'
import type { LadderLevel } from '../../contracts/ladder'
import type { LadderOutline } from '../../contracts/ladderRows'
import type { SegmentIndex } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { LadderExportMenu } from '../export/LadderExportMenu'
import { processWords } from '../flows/columns'
import { useNow } from '../live/useNow'
import { EndpointText } from '../ui/EndpointText'
import { formatCount, formatEndpoint } from '../ui/format'
import { Failed } from './Failed'
import { LadderView } from './LadderView'
import { Legend } from './Legend'
import { showView } from './shownView'
import { TogetherLadder } from './together/TogetherLadder'
import { useEarlyPlan } from './useEarlyPlan'
import type { TimeAxis } from './zoom'

/** The ladder of the selected flow, or of several; or what stands in its place. */
export function Ladder() {
  const { t } = useTranslation('ladder')
  const isTogether = useSessionState((state) => state.together.length > 1)
  const flowId = useSessionState((state) => state.flow)
  const generation = useSessionState((state) => state.generation)
  const isDone = useSessionState((state) => state.summary?.done ?? false)
  const flow = useEngineQuery('flow', flowId === null || isTogether ? null : { flow: flowId }, generation)
  const known = flow.data?.flow === flowId ? flow.data : null
  useEarlyPlan(isTogether ? null : flowId)
  return (
    <section className="pane ladder" aria-label={t('ladder')}>
      {isTogether ? (
        <TogetherLadder />
      ) : flow.error !== null ? (
        <Failed error={flow.error} />
      ) : known ? (
        <FlowLadder key={known.flow} flow={known} />
      ) : (
        flowId === null && (
          <div className="pane-note">
            <strong>{isDone ? t('none') : t('waiting')}</strong>
            <p>{t('about')}</p>
          </div>
        )
      )}
    </section>
  )
}

/** Folds are opened at each level by themselves. Lists of their own: each level's rows are told apart by its list. */
const NONE_OPEN: Readonly<Record<LadderLevel, readonly SegmentIndex[]>> = { phases: [], exchanges: [], segments: [] }

/** A live ladder without new segments is planned anew this often. */
const SILENCE_MS = 5000

function FlowLadder({ flow }: { readonly flow: Flow }) {
  const { t } = useTranslation('ladder')
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
  const open = unfolded[level]
  useEffect(() => {
    showView({ flows: [flow.flow], level, unfolded: open })
    return () => showView(null)
  }, [flow.flow, level, open])
  return (
    <>
      <div className="pane-head">
        <h2
          className="ladder-title"
          title={t('between', { client: formatEndpoint(flow.client), server: formatEndpoint(flow.server) })}
        >
          <EndpointText endpoint={flow.client} /> <span className="muted">{t('to')}</span>{' '}
          <EndpointText endpoint={flow.server} />
        </h2>
        <span className="muted ladder-count">{t('segments', { count: segments, amount: formatCount(segments) })}</span>
        {processWords(flow) !== '' && <span className="muted ellipsis">{processWords(flow)}</span>}
        <span className="grow" />
        {unfolded[level].length > 0 && (
          <button
            type="button"
            className="button quiet small"
            onClick={() => setUnfolded((before) => ({ ...before, [level]: [] }))}
          >
            {t('foldAgain')}
          </button>
        )}
        <Legend />
        {outline && (
          <LadderExportMenu view={{ flows: [flow.flow], unfolded: [...unfolded[level]], level }} rows={outline.rows} />
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
