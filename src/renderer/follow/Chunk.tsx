import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FollowChunk, FollowData, FollowFormat } from '../../contracts/follow'
import { formatCount } from '../ui/format'
import { type ByteSpan, hexLines, hexText, letterText, type Marks, shownText, spansOf } from './spans'

interface ChunkProps extends Marks {
  readonly chunk: FollowChunk
  readonly format: FollowFormat
}

/** What one side said, or what is missing of it, with its turn's head. */
export const Chunk = memo(function Chunk({ chunk, format, hits, current, selected }: ChunkProps) {
  const { t } = useTranslation('follow')
  const marks = { hits, current, selected }
  return (
    <div className={`follow-chunk from-${chunk.from}`}>
      {chunk.startsTurn && <TurnHead chunk={chunk} />}
      {chunk.kind === 'gap' ? (
        <p className="follow-gap">{t('gap', { count: chunk.length, amount: formatCount(chunk.length) })}</p>
      ) : format === 'hex' ? (
        <HexDump chunk={chunk} spans={spansOf(chunk, marks)} />
      ) : (
        <pre className="follow-text mono">
          {spansOf(chunk, marks).map((span) => (
            <Span key={span.from} chunk={chunk} span={span}>
              {textOf(chunk.bytes.subarray(span.from, span.to), format)}
            </Span>
          ))}
        </pre>
      )}
      {chunk.kind === 'data' && <Conflicts chunk={chunk} />}
    </div>
  )
})

const textOf = (bytes: Uint8Array, format: FollowFormat): string =>
  format === 'raw' ? hexText(bytes, '') : shownText(bytes)

function TurnHead({ chunk }: { readonly chunk: FollowChunk }) {
  const { t } = useTranslation('follow')
  const part = chunk.kind === 'data' ? chunk.parts[0] : undefined
  return (
    <div className="follow-turn">
      <strong>{t(`said.${chunk.from}`)}</strong>
      {part && (
        <button type="button" className="link figures" data-segment={part.segment} data-frame={part.frame}>
          {t('frame', { frame: formatCount(part.frame) })}
        </button>
      )}
      {chunk.isUnacknowledged && <span className="muted">{t('unacknowledged')}</span>}
    </div>
  )
}

function HexDump({ chunk, spans }: { readonly chunk: FollowData; readonly spans: readonly ByteSpan[] }) {
  return (
    <pre className="follow-hex mono">
      {hexLines(spans, chunk.bytes.length).map((line, index) => (
        <div key={line[0]?.from ?? index} className="follow-hex-line">
          <span className="muted">{(chunk.offset + (line[0]?.from ?? 0)).toString(16).padStart(8, '0')}</span>
          <span className="follow-hex-bytes">
            {line.map((span) => (
              <Span key={span.from} chunk={chunk} span={span}>
                {`${hexText(chunk.bytes.subarray(span.from, span.to))} `}
              </Span>
            ))}
          </span>
          <span>
            {line.map((span) => (
              <Span key={span.from} chunk={chunk} span={span}>
                {letterText(chunk.bytes.subarray(span.from, span.to))}
              </Span>
            ))}
          </span>
        </div>
      ))}
    </pre>
  )
}

interface SpanProps {
  readonly chunk: FollowData
  readonly span: ByteSpan
  readonly children: string
}

function Span({ span, children }: SpanProps) {
  const { t } = useTranslation('follow')
  const looks = [
    span.isHit ? 'is-hit' : '',
    span.isCurrentHit ? 'is-current' : '',
    span.isConflict ? 'is-conflict' : '',
    span.isSelected ? 'is-selected' : '',
  ]
  if (span.isMissing) {
    const length = span.to - span.from
    return <span className="follow-missing">{t('gap', { count: length, amount: formatCount(length) })}</span>
  }
  return (
    <span className={looks.join(' ')} data-segment={span.part?.segment} data-frame={span.part?.frame}>
      {children}
    </span>
  )
}

/** Other segments that say something else than what is shown above. */
function Conflicts({ chunk }: { readonly chunk: FollowData }) {
  const { t } = useTranslation('follow')
  if (chunk.conflicts.length === 0) return null
  return (
    <ul className="follow-conflicts">
      {chunk.conflicts.map((conflict) => (
        <li key={`${conflict.segment} ${conflict.at}`}>
          {t('conflict', { offset: formatCount(chunk.offset + conflict.at), text: shownText(conflict.other) })}{' '}
          <button type="button" className="link figures" data-segment={conflict.segment} data-frame={conflict.frame}>
            {t('frame', { frame: formatCount(conflict.frame) })}
          </button>
        </li>
      ))}
    </ul>
  )
}
