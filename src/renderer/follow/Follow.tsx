import './follow.css'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FollowDirection, FollowFormat } from '../../contracts/follow'
import type { FlowId, FrameNumber, SegmentIndex } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { formatCount } from '../ui/format'
import { copyStream } from './copy'
import { FollowBar } from './FollowBar'
import { HttpMessages } from './HttpMessages'
import { StreamView } from './StreamView'
import { useChunks } from './useChunks'
import { useSearch } from './useSearch'

/** Chunks in one list: a browser lets no element be as tall as a long stream. */
const PART = 1000

export type FollowLook = FollowFormat | 'http'

/** What both ends of a flow said to each other. */
export function Follow({ flow }: { readonly flow: FlowId }) {
  const { t } = useTranslation('follow')
  const session = useSession()
  const generation = useSessionState((state) => state.generation)
  const client = useSessionState((state) => state.client)
  const segment = useSessionState((state) => state.segment)
  const [direction, setDirection] = useState<FollowDirection>('both')
  const [look, setLook] = useState<FollowLook>('text')
  const [needle, setNeedle] = useState('')
  const [place, setPlace] = useState(-1)
  const [part, setPart] = useState(0)
  const [wanted, setWanted] = useState<{ readonly chunk: number } | null>(null)
  /** The segment that was chosen here: the ladder goes to it, this view stays. */
  const own = useRef<SegmentIndex | null>(segment)
  const seen = useRef(0)
  const { data, error } = useEngineQuery('follow', { flow, direction, from: 0, count: 0 }, generation)
  const revision = data?.revision ?? 0
  const chunks = useChunks(flow, direction, revision)
  const isHex = /^0x/i.test(needle)
  const search = useSearch(flow, direction, needle, isHex, revision)
  const goTo = (chunk: number) => {
    setPart(Math.floor(chunk / PART))
    setWanted({ chunk })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question has other hits
  useEffect(() => setPlace(-1), [needle, direction])
  useEffect(() => {
    if (client === null || segment === null || own.current === segment) return
    own.current = segment
    const abort = new AbortController()
    client.query('followChunkOf', { flow, direction, segment }, abort.signal).then(
      (chunk) => {
        if (chunk === null) return
        setPart(Math.floor(chunk / PART))
        setWanted({ chunk })
      },
      () => undefined,
    )
    return () => abort.abort()
  }, [client, flow, direction, segment])

  const { hits } = search
  const step = (by: 1 | -1) => {
    if (hits.length === 0) return
    const next = (place + by + hits.length + (place < 0 && by < 0 ? 1 : 0)) % hits.length
    setPlace(next)
    const hit = hits[next]
    if (look === 'http') setLook('text')
    if (hit) goTo(hit.chunk)
  }
  const onSegment = (chosen: SegmentIndex, frame: FrameNumber) => {
    own.current = chosen
    session.choice.goToFrame(frame, chosen)
  }
  const problem = error ?? chunks.error
  const total = data?.total ?? 0
  const parts = Math.max(1, Math.ceil(total / PART))
  const shownPart = Math.min(part, parts - 1)
  const format = look === 'http' ? 'text' : look
  return (
    <div className="follow">
      <FollowBar
        page={data ?? null}
        direction={direction}
        look={look}
        needle={needle}
        search={search}
        place={place}
        onDirection={(next) => {
          setDirection(next)
          setPart(0)
          setWanted(null)
          seen.current = 0
        }}
        onLook={(next) => {
          setLook(next)
          // Shown in another way, it stays where it was.
          if (seen.current > 0) setWanted({ chunk: seen.current })
        }}
        onNeedle={setNeedle}
        onStep={step}
        onCopy={() => client && void copyStream(client, session, { flow, direction, format })}
        onSave={() => void session.exports.follow({ flow, direction, format })}
      />
      {data?.isEncrypted && (
        <p className="follow-note" role="note">
          {t('encrypted')}
        </p>
      )}
      {problem !== null ? (
        <div className="pane-note" role="alert">
          <strong>{t('failed')}</strong>
          <p>{problem}</p>
        </div>
      ) : look === 'http' && data?.isHttp ? (
        <HttpMessages key={revision} flow={flow} onSegment={(chosen) => session.choice.selectSegment(chosen)} />
      ) : data && total === 0 ? (
        <div className="pane-note">
          <strong>{t(direction === 'both' ? 'empty.title' : 'emptySide.title')}</strong>
          <p>{t(direction === 'both' ? 'empty.text' : 'emptySide.text')}</p>
        </div>
      ) : (
        <StreamView
          key={`${direction} ${shownPart} ${format}`}
          chunks={chunks}
          from={shownPart * PART}
          to={Math.min(total, (shownPart + 1) * PART)}
          format={format}
          hits={hits}
          current={hits[place] ?? null}
          selected={segment}
          wanted={wanted}
          onSegment={onSegment}
          onSeen={(chunk) => {
            seen.current = chunk
          }}
        />
      )}
      {parts > 1 && look !== 'http' && (
        <div className="follow-parts">
          <button
            type="button"
            className="button small"
            disabled={shownPart === 0}
            onClick={() => goTo((shownPart - 1) * PART)}
          >
            {t('partBefore')}
          </button>
          <span className="muted figures">
            {t('part', { part: formatCount(shownPart + 1), parts: formatCount(parts) })}
          </span>
          <button
            type="button"
            className="button small"
            disabled={shownPart === parts - 1}
            onClick={() => goTo((shownPart + 1) * PART)}
          >
            {t('partAfter')}
          </button>
        </div>
      )}
    </div>
  )
}
