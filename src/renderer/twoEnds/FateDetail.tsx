import type { Side } from '../../contracts/flow'
import type { SegmentFate } from '../../contracts/twoEnds'
import { formatCount, formatDuration } from '../ui/format'
import { fateWords, segmentWords } from './words'

interface FateDetailProps {
  readonly segment: SegmentFate
  /** Name of the capture at that side's end. */
  readonly nameOf: (side: Side) => string
}

/** The selected segment in full: where it was seen, what changed, and what the judgement rests on. */
export function FateDetail({ segment, nameOf }: FateDetailProps) {
  const { from, sentFrame, arrivedFrames, changes, reason, delayNs, lostBytes } = segment
  const to: Side = from === 'client' ? 'server' : 'client'
  return (
    <div className="fate-detail" role="status" aria-label="The selected segment">
      <p>
        <b className="mono">{segmentWords(segment)}</b> from the {from}, seq {formatCount(segment.seq)}:{' '}
        {fateWords(segment)}
      </p>
      <p className="muted">
        {sentFrame === null ? `not in ${nameOf(from)}` : `frame ${sentFrame} of ${nameOf(from)}`},{' '}
        {arrivedFrames.length === 0 ? `not in ${nameOf(to)}` : `frame ${arrivedFrames.join(', ')} of ${nameOf(to)}`}
        {delayNs !== null && `, ${formatDuration(delayNs)} one way`}
        {lostBytes > 0 && `, ${formatCount(lostBytes)} bytes never arrived`}
      </p>
      {changes.map(({ field, before, after }) => (
        <p key={field}>
          {field}: <span className="mono">{before || 'none'}</span> → <span className="mono">{after || 'none'}</span>
        </p>
      ))}
      {reason && <p>{reason}</p>}
    </div>
  )
}
