import type { SegmentFate } from '../../contracts/twoEnds'
import { SeverityMark } from '../ui/SeverityMark'
import { fateTone, fateWords, framesOf, segmentWords } from './words'

interface FateRowProps {
  /** null: it is on its way from the engine. */
  readonly segment: SegmentFate | null
  /** When it was, since the flow's first segment or of day; '' where nobody saw it. */
  readonly time: string
}

/** A segment between its two ends: an arrow that arrives, breaks off, or begins on the way. */
export function FateRow({ segment, time }: FateRowProps) {
  if (!segment) return <span className="muted">…</span>
  const frames = framesOf(segment)
  const tone = fateTone(segment)
  const broken = segment.fate === 'lost' ? ' broken' : segment.fate === 'forged' ? ' forged' : ''
  const faint = segment.fate === 'uncaptured' || segment.fate === 'unknown' ? ' faint' : ''
  return (
    <div className="fate-row">
      <span className="mono figures right muted">{time}</span>
      <span className="mono right">{frames.client}</span>
      <span className={`fate-lane ${segment.from} tone-${tone === 'ok' ? 'plain' : tone}${broken}${faint}`}>
        <span className="mono fate-label">{segmentWords(segment)}</span>
        <i className="fate-arrow" />
      </span>
      <span className="mono">{frames.server}</span>
      <span className="fate-words ellipsis">
        {tone !== 'ok' && <SeverityMark severity={tone} size={10} />} {fateWords(segment)}
      </span>
    </div>
  )
}
