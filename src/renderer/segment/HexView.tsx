// biome-ignore-all lint/a11y/noNoninteractiveTabindex: bytes are moved through by keys, as a text is
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSize } from '../ui/useSize'
import { bytesPerLine, byteTarget, byteText, letterText, offsetText } from './hex'

const LINE_HEIGHT = 18

interface HexViewProps {
  readonly bytes: Uint8Array
  /** Bytes to highlight: [from, to). */
  readonly range: { readonly from: number; readonly to: number } | null
  /** The highlight only follows the pointer: the view stays where it is. */
  readonly isPreview: boolean
  readonly onSelect: (offset: number) => void
}

/** A frame's bytes, hexadecimal and as letters; virtual, since a frame may hold 64 KiB. */
export function HexView({ bytes, range, isPreview, onSelect }: HexViewProps) {
  const { t } = useTranslation('segment')
  const [sizeRef, size] = useSize<HTMLDivElement>()
  const scrollRef = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(-1)
  const perLine = bytesPerLine(size.width)
  const virtual = useVirtualizer({
    count: Math.ceil(bytes.length / perLine),
    getScrollElement: () => scrollRef.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 8,
  })
  const from = range?.from ?? -1
  useEffect(() => {
    if (from >= 0 && !isPreview) virtual.scrollToIndex(Math.floor(from / perLine), { align: 'auto' })
  }, [from, isPreview, perLine, virtual])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another frame has no cursor yet
  useEffect(() => setCursor(-1), [bytes])

  const move = (offset: number) => {
    setCursor(offset)
    virtual.scrollToIndex(Math.floor(offset / perLine), { align: 'auto' })
    onSelect(offset)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = byteTarget(event.key, cursor, bytes.length, perLine)
    if (target === null) return
    event.preventDefault()
    move(target)
  }
  const onClick = (event: MouseEvent) => {
    const offset = event.target instanceof HTMLElement ? event.target.dataset.offset : undefined
    if (offset !== undefined) move(Number(offset))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: bytes are no document of headings and paragraphs
    <div
      ref={scrollRef}
      className="hex mono"
      role="group"
      aria-label={t('bytes')}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div ref={sizeRef} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const start = item.index * perLine
          const end = start + perLine
          const isMarked = range !== null && range.from < end && range.to > start
          return (
            <HexLine
              key={item.index}
              bytes={bytes}
              start={start}
              perLine={perLine}
              top={item.start}
              from={isMarked ? range.from : -1}
              to={isMarked ? range.to : -1}
              cursor={cursor >= start && cursor < end ? cursor : -1}
            />
          )
        })}
      </div>
    </div>
  )
}

interface HexLineProps {
  readonly bytes: Uint8Array
  readonly start: number
  readonly perLine: number
  readonly top: number
  /** Highlighted bytes of the frame: [from, to). */
  readonly from: number
  readonly to: number
  readonly cursor: number
}

const HexLine = memo(function HexLine({ bytes, start, perLine, top, from, to, cursor }: HexLineProps) {
  const offsets = Array.from({ length: Math.min(perLine, bytes.length - start) }, (_, k) => start + k)
  const look = (offset: number) =>
    `${offset >= from && offset < to ? 'marked' : ''}${offset === cursor ? ' cursor' : ''}`
  return (
    <div className="hex-line" style={{ transform: `translateY(${top}px)` }}>
      <span className="muted hex-offset">{offsetText(start)}</span>
      <span className="hex-bytes" style={{ width: `${perLine * 3 + perLine / 8 - 1}ch` }}>
        {offsets.map((offset) => (
          <span key={offset} data-offset={offset} className={look(offset)}>
            {byteText(bytes[offset] ?? 0)}
          </span>
        ))}
      </span>
      <span className="hex-letters">
        {offsets.map((offset) => (
          <span key={offset} data-offset={offset} className={look(offset)}>
            {letterText(bytes[offset] ?? 0)}
          </span>
        ))}
      </span>
    </div>
  )
})
