// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; its twin is a table
import { useLayoutEffect, useMemo, useRef } from 'react'
import { useThemeVersion } from '../ui/useThemeVersion'
import { drawGraph, type Painting } from './draw'
import { readInks } from './looks'

/** The picture, sharp at any pixel ratio; drawn before the window paints, so that nothing flickers. */
export function GraphCanvas({ picture, cursor, title }: Omit<Painting, 'inks'>) {
  const ref = useRef<HTMLCanvasElement>(null)
  const theme = useThemeVersion()
  const ratio = window.devicePixelRatio || 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` stands for the colours read
  const inks = useMemo(() => readInks(document.documentElement), [theme])
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
    drawGraph(context, { picture, inks, cursor, title })
  }, [picture, inks, cursor, title, width, height, ratio])

  return <canvas ref={ref} className="graph-canvas" style={{ width, height }} aria-hidden="true" />
}
