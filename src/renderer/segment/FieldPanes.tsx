import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldNode } from '../../contracts/segment'
import type { SegmentIndex } from '../../contracts/units'
import type { WiresharkSource } from '../../contracts/wireshark'
import { Splitter } from '../ui/Splitter'
import { useSize } from '../ui/useSize'
import { useTurn } from '../ui/useTurn'
import { SourceChoice } from '../wireshark/SourceChoice'
import { FieldTree } from './FieldTree'
import { HexView } from './HexView'
import { nodesAt, pathOfByte } from './tree'

/** Two lines of bytes, or of fields, and a part of the next: there is more. */
const LEAST = 56
/** Below this height a note takes the place of the bytes as well. */
const ROOM_FOR_NOTE = 240
const NO_BYTES = new Uint8Array(0)

interface FieldPanesProps {
  readonly layers: readonly FieldNode[]
  /** The bytes that fields lie in; the frame's own first. */
  readonly sources: readonly WiresharkSource[]
  readonly segment: SegmentIndex
  /** A layer that is open even where others follow it. */
  readonly openLayer?: string
  /** The fields are not those of these bytes. */
  readonly isStale?: boolean
  /** What stands in place of the fields. */
  readonly note?: ReactNode
}

/** Fields above, bytes below, each leading to the other. */
export function FieldPanes({ layers, sources, segment, openLayer = '', isStale = false, note }: FieldPanesProps) {
  const { t } = useTranslation('segment')
  const [ref, size] = useSize<HTMLDivElement>()
  const [hexPart, setHexPart] = useState(0.34)
  const [selected, setSelected] = useState<string | null>(null)
  const [hovered, setHovered] = useState<string | null>(null)
  // Of another frame there may be fewer.
  const [wanted, setWanted] = useState(0)
  const shown = wanted < sources.length ? wanted : 0
  // A frame after the fields: both at once make the frame of a key late.
  const bytes = useTurn(sources[shown]?.bytes ?? NO_BYTES)
  const most = Math.max(LEAST, size.height - LEAST)
  const hex = Math.min(Math.max(hexPart * size.height, LEAST), most)
  const range = isStale ? null : rangeOf(layers, hovered ?? selected, shown)
  const select = (path: string | null) => {
    setSelected(path)
    const node = path === null ? undefined : nodesAt(layers, path).at(-1)
    if (node !== undefined && node.length > 0) setWanted(node.source ?? 0)
  }
  return (
    <div className="segment-body" ref={ref}>
      {note ?? (
        <FieldTree
          layers={layers}
          sources={sources}
          segment={segment}
          openLayer={openLayer}
          isStale={isStale}
          selected={selected}
          onSelect={select}
          onHover={setHovered}
        />
      )}
      {(note === undefined || size.height >= ROOM_FOR_NOTE) && (
        <>
          <Splitter
            orientation="horizontal"
            label={t('bytesHeight')}
            value={hex}
            min={LEAST}
            max={most}
            reverse
            onChange={(value) => setHexPart(value / size.height)}
          />
          <SourceChoice sources={sources} shown={shown} onShow={setWanted} />
          <div className="segment-hex" style={{ height: hex }}>
            <HexView
              bytes={bytes}
              range={range}
              isPreview={hovered !== null}
              onSelect={(offset) => {
                if (!isStale) setSelected(pathOfByte(layers, offset, shown))
              }}
            />
          </div>
        </>
      )}
    </div>
  )
}

/** Bytes of the source shown that a field takes: [from, to); null: none. */
function rangeOf(
  layers: readonly FieldNode[],
  path: string | null,
  source: number,
): { readonly from: number; readonly to: number } | null {
  const node = path === null ? undefined : nodesAt(layers, path).at(-1)
  const isHere = node !== undefined && node.length > 0 && (node.source ?? 0) === source
  return isHere ? { from: node.start, to: node.start + node.length } : null
}
