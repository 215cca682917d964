// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; its twin is a table
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useThemeVersion } from '../ui/useThemeVersion'
import { FONTS, makePaints, type Paints } from './brush'
import { readPalette } from './palette'

interface CanvasProps {
  readonly width: number
  readonly height: number
  /** Draws the whole view; another function when the picture is another. */
  readonly paint: (paints: Paints) => void
}

/** Letters and arrows that any ladder may write: a face that comes later lays out the whole window anew. */
const SIGNS = 'A→←'

/** Grows whenever faces that the canvas writes with are loaded; a canvas doesn't wait for fonts by itself. */
function useFontVersion(): number {
  const [version, setVersion] = useState(0)
  useEffect(() => {
    const grow = () => setVersion((before) => before + 1)
    // Faces for Chinese come in parts, each when its first character is drawn.
    document.fonts.addEventListener('loadingdone', grow)
    for (const font of Object.values(FONTS)) document.fonts.load(font, SIGNS).catch(() => undefined)
    return () => document.fonts.removeEventListener('loadingdone', grow)
  }, [])
  return version
}

/**
 * The picture. Sharp at any pixel ratio; drawn anew whenever what it shows changed, once a frame however often that was:
 * setting a face in the midst of other changes makes the browser style the whole page each time.
 */
export function Canvas({ width, height, paint }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const theme = useThemeVersion()
  const fonts = useFontVersion()
  const pixelRatio = window.devicePixelRatio || 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` stands for the colours read
  const palette = useMemo(() => readPalette(document.documentElement), [theme])

  /** Its size was just set, which cleared it. */
  const isEmpty = useRef(true)
  // Whole pixels: a picture stretched by a part of one is blurred.
  const [columns, lines] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)]
  useLayoutEffect(() => {
    const canvas = ref.current
    if (!canvas) return
    canvas.width = columns
    canvas.height = lines
    isEmpty.current = true
  }, [columns, lines])

  const paints = useRef<Paints | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `fonts` stands for the widths of letters
  useLayoutEffect(() => {
    const context = ref.current?.getContext('2d', { alpha: false })
    paints.current = context ? makePaints(context, palette, pixelRatio) : null
  }, [palette, pixelRatio, fonts])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands for a cleared canvas, colours and faces
  useLayoutEffect(() => {
    const draw = () => {
      if (!paints.current) return
      isEmpty.current = false
      paints.current.context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
      paint(paints.current)
    }
    if (isEmpty.current) return draw()
    const frame = requestAnimationFrame(draw)
    return () => cancelAnimationFrame(frame)
  }, [paint, width, height, theme, fonts, pixelRatio])

  const style = { width: columns / pixelRatio, height: lines / pixelRatio }
  return <canvas ref={ref} className="ladder-canvas" style={style} aria-hidden="true" />
}
