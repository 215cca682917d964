// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a text that is scrolled by keys
// biome-ignore-all lint/a11y/useKeyWithClickEvents: every turn has a button of its own that does the same
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FollowFormat, FollowHit } from '../../contracts/follow'
import type { FrameNumber, SegmentIndex } from '../../contracts/units'
import { Chunk } from './Chunk'
import type { ChunkSource } from './useChunks'

/** Heights until a chunk was drawn. */
const GUESSED = { text: 420, hex: 2200, raw: 900 } as const

interface StreamViewProps {
  readonly chunks: ChunkSource
  /** The chunks that the list shows: a long stream is told in parts. */
  readonly from: number
  readonly to: number
  readonly format: FollowFormat
  readonly hits: readonly FollowHit[]
  readonly current: FollowHit | null
  readonly selected: SegmentIndex | null
  /** The chunk to be brought into view; another object for every wish. */
  readonly wanted: { readonly chunk: number } | null
  readonly onSegment: (segment: SegmentIndex, frame: FrameNumber) => void
  /** Hears which chunk is the first in sight. */
  readonly onSeen: (chunk: number) => void
}

const NO_HITS: readonly FollowHit[] = []

/** What was said, chunk by chunk; only what is in sight is asked for and drawn. */
export function StreamView(props: StreamViewProps) {
  const { chunks, from, to, format, hits, current, selected, wanted, onSegment, onSeen } = props
  const { t } = useTranslation('follow')
  const scrollRef = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: to - from,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => GUESSED[format],
    getItemKey: (index) => from + index,
    overscan: 1,
  })
  const items = virtual.getVirtualItems()
  const first = from + (items[0]?.index ?? 0)
  const last = from + (items.at(-1)?.index ?? 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `chunks` is another object whenever some came
  useEffect(() => {
    if (to > from) chunks.want(first, last)
  }, [first, last, from, to, chunks.version])
  useEffect(() => {
    if (wanted === null || wanted.chunk < from || wanted.chunk >= to) return
    virtual.scrollToIndex(wanted.chunk - from, { align: 'start' })
  }, [wanted, from, to, virtual])
  // Within its chunk the found place may be far down.
  const isThere = wanted !== null && chunks.get(wanted.chunk) !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes there when asked to, and once it is drawn
  useEffect(() => {
    if (!isThere) return
    const frame = requestAnimationFrame(() =>
      scrollRef.current?.querySelector('.is-current, .is-selected')?.scrollIntoView({ block: 'nearest' }),
    )
    return () => cancelAnimationFrame(frame)
  }, [wanted, isThere, current])
  const byChunk = useMemo(() => grouped(hits), [hits])
  const onScroll = () => {
    const top = scrollRef.current?.scrollTop ?? 0
    const seen = virtual.getVirtualItems().find(({ end }) => end > top)
    if (seen) onSeen(from + seen.index)
  }
  const onClick = (event: MouseEvent) => {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-segment]') : null
    // Who marks text to copy it doesn't want to go away.
    if (place === null || !(window.getSelection()?.isCollapsed ?? true)) return
    const { segment, frame } = place.dataset
    onSegment(Number(segment) as SegmentIndex, Number(frame) as FrameNumber)
  }
  return (
    <section
      ref={scrollRef}
      className="follow-stream"
      aria-label={t('stream')}
      tabIndex={0}
      onScroll={onScroll}
      onClick={onClick}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const number = from + item.index
          const chunk = chunks.get(number)
          const found = byChunk.get(number) ?? NO_HITS
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="follow-row"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {chunk ? (
                <Chunk chunk={chunk} format={format} hits={found} current={current} selected={selected} />
              ) : (
                <div style={{ height: GUESSED[format] }} aria-busy="true" />
              )}
            </div>
          )
        })}
      </div>
    </section>
  )
}

function grouped(hits: readonly FollowHit[]): Map<number, FollowHit[]> {
  const groups = new Map<number, FollowHit[]>()
  for (const hit of hits) {
    const group = groups.get(hit.chunk)
    if (group) group.push(hit)
    else groups.set(hit.chunk, [hit])
  }
  return groups
}
