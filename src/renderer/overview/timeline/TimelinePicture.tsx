// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; words tell what it shows
import { useLayoutEffect, useMemo, useRef } from 'react'
import type { Timeline } from '../../../contracts/timeline'
import type { FlowId } from '../../../contracts/units'
import { readPalette } from '../../ladder/palette'
import { useThemeVersion } from '../../ui/useThemeVersion'
import { drawTimeline } from './draw'
import type { Picture } from './geometry'

interface TimelinePictureProps {
  readonly timeline: Timeline
  readonly picture: Picture
  readonly selected: FlowId | null
  readonly hovered: FlowId | null
}

/** The flows, sharp at any pixel ratio. Drawn in one go before the window paints: nothing flickers as it grows. */
export function TimelinePicture({ timeline, picture, selected, hovered }: TimelinePictureProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const theme = useThemeVersion()
  const ratio = window.devicePixelRatio || 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` stands for the colours read
  const palette = useMemo(() => readPalette(document.documentElement), [theme])
  const { width, height } = picture

  useLayoutEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d', { alpha: false })
    if (!canvas || !context) return
    const columns = Math.round(width * ratio)
    const rows = Math.round(height * ratio)
    // Setting a size clears the canvas, also where it is the same.
    if (canvas.width !== columns) canvas.width = columns
    if (canvas.height !== rows) canvas.height = rows
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    drawTimeline(context, { timeline, picture, palette, selected, hovered })
  }, [timeline, picture, palette, selected, hovered, width, height, ratio])

  return <canvas ref={ref} style={{ width, height }} aria-hidden="true" />
}
