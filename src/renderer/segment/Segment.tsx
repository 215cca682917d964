import './segment.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldNode, SegmentDetail } from '../../contracts/engine'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { amountWords } from '../ui/amount'
import { formatCount } from '../ui/format'
import { Splitter } from '../ui/Splitter'
import { useAtIntervals } from '../ui/useAtIntervals'
import { useSize } from '../ui/useSize'
import { FieldTree } from './FieldTree'
import { HexView } from './HexView'
import { PeerLinks } from './PeerLinks'
import { nodesAt, pathOfByte } from './tree'

/** While the selection runs through a ladder, nobody reads fields: they follow so often. */
const FOLLOW_EVERY_MS = 100

/** The selected segment: its fields and its bytes, each leading to the other. */
export function Segment() {
  const { t } = useTranslation('segment')
  const selected = useSessionState((state) => state.segment)
  const segment = useAtIntervals(selected, FOLLOW_EVERY_MS)
  const detail = useEngineQuery('segment', segment === null ? null : { segment })
  const shown = segment === null ? null : detail.data
  return (
    <section className="pane" aria-label={t('segment')}>
      {detail.error !== null ? (
        <div className="pane-note" role="alert">
          <strong>{t('unreadable')}</strong>
          <p>{detail.error}</p>
        </div>
      ) : shown ? (
        <Detail detail={shown} />
      ) : (
        segment === null && (
          <div className="pane-note">
            <strong>{t('empty.title')}</strong>
            <p>{t('empty.text')}</p>
          </div>
        )
      )}
    </section>
  )
}

/** Two lines of bytes, or of fields, and a part of the next: there is more. */
const LEAST = 56

function Detail({ detail }: { readonly detail: SegmentDetail }) {
  const { t } = useTranslation(['segment', 'words'])
  const [ref, size] = useSize<HTMLDivElement>()
  const [hexPart, setHexPart] = useState(0.34)
  const [selected, setSelected] = useState<string | null>(null)
  const [hovered, setHovered] = useState<string | null>(null)
  const most = Math.max(LEAST, size.height - LEAST)
  const hex = Math.min(Math.max(hexPart * size.height, LEAST), most)
  const bytes = amountWords('byte', detail.bytes.length)
  const range = rangeOf(detail.layers, hovered ?? selected)
  return (
    <>
      <div className="pane-head segment-head">
        <h2>{t('words:frame', { frame: detail.frame })}</h2>
        <span className="muted ellipsis">
          {detail.originalLength > detail.bytes.length
            ? t('capturedOf', { bytes, all: formatCount(detail.originalLength) })
            : bytes}
        </span>
        <span className="grow" />
        <PeerLinks segment={detail.segment} />
      </div>
      <div className="segment-body" ref={ref}>
        <FieldTree
          layers={detail.layers}
          segment={detail.segment}
          selected={selected}
          onSelect={setSelected}
          onHover={setHovered}
        />
        <Splitter
          orientation="horizontal"
          label={t('bytesHeight')}
          value={hex}
          min={LEAST}
          max={most}
          reverse
          onChange={(value) => setHexPart(value / size.height)}
        />
        <div className="segment-hex" style={{ height: hex }}>
          <HexView
            bytes={detail.bytes}
            range={range}
            isPreview={hovered !== null}
            onSelect={(offset) => setSelected(pathOfByte(detail.layers, offset))}
          />
        </div>
      </div>
    </>
  )
}

/** Bytes that a field takes: [from, to); null: none. */
export function rangeOf(
  layers: readonly FieldNode[],
  path: string | null,
): { readonly from: number; readonly to: number } | null {
  const node = path === null ? undefined : nodesAt(layers, path).at(-1)
  return node && node.length > 0 ? { from: node.start, to: node.start + node.length } : null
}
