import './together.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LadderLevel } from '../../../contracts/ladder'
import { TOGETHER_MOST, type TogetherOutline } from '../../../contracts/together'
import type { SegmentIndex } from '../../../contracts/units'
import { useSessionState } from '../../app/context'
import { useEngineQuery } from '../../app/useEngineQuery'
import { LadderExportMenu } from '../../export/LadderExportMenu'
import { useNow } from '../../live/useNow'
import { formatCount } from '../../ui/format'
import { Failed } from '../Failed'
import { Legend } from '../Legend'
import { showView } from '../shownView'
import type { TimeAxis } from '../zoom'
import { FlowStrip } from './FlowStrip'
import { TogetherView } from './TogetherView'

const NONE_OPEN: Readonly<Record<LadderLevel, readonly SegmentIndex[]>> = { phases: [], exchanges: [], segments: [] }
/** Ladders without new segments are planned anew this often. */
const SILENCE_MS = 5000

/** The ladders of the flows that are selected, as one. */
export function TogetherLadder() {
  const { t } = useTranslation('ladder')
  const flows = useSessionState((state) => state.together)
  const asked = useSessionState((state) => state.togetherAsked)
  const generation = useSessionState((state) => state.generation)
  const assumed = useSessionState(({ assumptions: { client, server } }) => `${client} ${server}`)
  const isFollowing = useSessionState((state) => state.summary?.live?.isFollowing ?? false)
  // Silence changes a ladder, too: a wait becomes a row.
  const now = useNow(SILENCE_MS, isFollowing)
  const [level, setLevel] = useState<LadderLevel>('segments')
  const [axis, setAxis] = useState<TimeAxis>('rows')
  const [unfolded, setUnfolded] = useState(NONE_OPEN)
  const version = `${generation} ${assumed} ${isFollowing ? now : ''}`
  const question = { flows: [...flows], unfolded: [...unfolded[level]], level }
  const ladder = useEngineQuery('ladderTogether', question, version)
  const planned = useRef<TogetherOutline | null>(null)
  // The same plan told again moves nothing on screen.
  if (ladder.data?.revision !== planned.current?.revision) planned.current = ladder.data ?? null
  const outline = planned.current
  const open = unfolded[level]
  useEffect(() => {
    showView({ flows, level, unfolded: open })
    return () => showView(null)
  }, [flows, level, open])
  const segments = useMemo(() => outline?.flows.reduce((sum, flow) => sum + flow.segments, 0) ?? 0, [outline])
  return (
    <>
      <div className="pane-head">
        <h2 className="ladder-title ellipsis">{t('together.title', { count: flows.length })}</h2>
        <span className="muted ladder-count">{t('segments', { count: segments, amount: formatCount(segments) })}</span>
        {asked > flows.length && (
          <span role="status" className="muted ellipsis" title={t('together.most', { most: TOGETHER_MOST })}>
            {t('together.leftOut', { shown: flows.length, asked: formatCount(asked), most: TOGETHER_MOST })}
          </span>
        )}
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
        {outline && <LadderExportMenu view={{ flows: [...flows], unfolded: [...open], level }} rows={outline.rows} />}
      </div>
      {ladder.error !== null && <Failed error={ladder.error} />}
      {outline && (
        <>
          <FlowStrip flows={outline.flows} />
          <TogetherView
            outline={outline}
            folds={unfolded[outline.level]}
            onUnfold={(segment) => setUnfolded((before) => ({ ...before, [level]: [...before[level], segment] }))}
            level={level}
            onLevel={setLevel}
            axis={axis}
            onAxis={setAxis}
          />
        </>
      )}
    </>
  )
}
