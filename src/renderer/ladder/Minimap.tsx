// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; the scroll bar around it does
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LadderMap } from '../../contracts/ladder'
import { useThemeVersion } from '../ui/useThemeVersion'
import { MAP_WIDTH, type MapMark, type MapTone, mapMarks, offsetAt, viewBox } from './minimap'
import { type Palette, readPalette } from './palette'

interface MinimapProps {
  readonly map: LadderMap
  readonly rows: number
  /** Rows that a search found; to scale, where they don't stand by number: none. */
  readonly matches: readonly number[]
  readonly content: number
  readonly view: number
  readonly offset: number
  readonly onMove: (offset: number) => void
}

const NO_MARKS: readonly MapMark[] = []

/** Density lies behind everything else. */
const DENSITY_ALPHA = 0.4

/** The whole ladder beside its view: how dense, what happened where, and where the view is. Click or drag moves it. */
export function Minimap({ map, rows, matches, content, view, offset, onMove }: MinimapProps) {
  const { t } = useTranslation('ladder')
  const ref = useRef<HTMLCanvasElement>(null)
  const theme = useThemeVersion()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` stands for the colours read
  const palette = useMemo(() => readPalette(document.documentElement), [theme])
  const height = Math.min(view, content)
  // Of a ladder that is in view as a whole the map would only repeat it.
  const isWhole = content <= view
  const marks = useMemo(
    () => (isWhole ? NO_MARKS : mapMarks(map, height, matches, rows)),
    [isWhole, map, height, matches, rows],
  )
  const ratio = window.devicePixelRatio || 1
  useLayoutEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    canvas.width = Math.round(MAP_WIDTH * ratio)
    canvas.height = Math.round(view * ratio)
    context.scale(ratio, ratio)
    for (const mark of marks) {
      context.fillStyle = toneColour(palette, mark.tone)
      context.globalAlpha = mark.tone === 'density' ? DENSITY_ALPHA : 1
      context.fillRect(mark.x, mark.y, mark.width, mark.height)
    }
  }, [marks, palette, view, ratio])
  const box = viewBox(content, view, offset, height)
  const moveTo = (event: PointerEvent<HTMLDivElement>) => {
    const top = event.currentTarget.getBoundingClientRect().top
    onMove(offsetAt(event.clientY - top, content, view, height))
  }
  const most = Math.max(0, Math.round(content - view))
  const onKeyDown = (event: KeyboardEvent) => {
    const pages: Readonly<Record<string, number>> = { ArrowUp: -0.1, ArrowDown: 0.1, PageUp: -1, PageDown: 1 }
    const by = pages[event.key]
    if (by === undefined) return
    event.preventDefault()
    onMove(offset + by * view)
  }
  return (
    <div
      className="ladder-map"
      role="scrollbar"
      aria-label={t('map.name')}
      aria-controls="ladder-scroll"
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={Math.min(most, Math.round(offset))}
      title={t('map.title')}
      tabIndex={0}
      style={{ width: MAP_WIDTH }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        moveTo(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && moveTo(event)}
    >
      <canvas ref={ref} style={{ width: MAP_WIDTH, height: view }} aria-hidden="true" />
      {!isWhole && (
        <span className="ladder-map-view" style={{ transform: `translateY(${box.top}px)`, height: box.height }} />
      )}
    </div>
  )
}

function toneColour(palette: Palette, tone: MapTone): string {
  switch (tone) {
    case 'density':
      return palette.muted
    case 'loss':
      return palette.warning
    case 'zero-window':
      return palette.closing
    case 'reset':
      return palette.reset
    case 'match':
      return palette.note
  }
}
