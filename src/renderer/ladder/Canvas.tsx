// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; its twin is a table
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useThemeVersion } from '../ui/useThemeVersion'
import { FONTS, makeBrush } from './brush'
import { drawScene } from './draw'
import { readPalette } from './palette'
import { buildScene, type SceneInput } from './scene'

interface CanvasProps {
  readonly input: SceneInput
  /** Grows whenever rows arrived. */
  readonly version: number
}

/** Grows once the faces that the canvas writes with are loaded; a canvas doesn't wait for fonts by itself. */
function useFontVersion(): number {
  const [version, setVersion] = useState(0)
  useEffect(() => {
    let isGone = false
    void Promise.allSettled(Object.values(FONTS).map((font) => document.fonts.load(font))).then(() => {
      if (!isGone) setVersion(1)
    })
    return () => {
      isGone = true
    }
  }, [])
  return version
}

/** The picture. Sharp at any pixel ratio; drawn anew whenever what it shows changed, and only then. */
export function Canvas({ input, version }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const theme = useThemeVersion()
  const fonts = useFontVersion()
  const { layout, height } = input
  const pixelRatio = window.devicePixelRatio || 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` stands for the colours read
  const palette = useMemo(() => readPalette(document.documentElement), [theme])
  const width = layout.width

  useLayoutEffect(() => {
    const canvas = ref.current
    if (!canvas) return
    canvas.width = Math.round(width * pixelRatio)
    canvas.height = Math.round(height * pixelRatio)
  }, [width, height, pixelRatio])

  const brush = useRef<ReturnType<typeof makeBrush> | null>(null)
  useLayoutEffect(() => {
    const context = ref.current?.getContext('2d', { alpha: false })
    brush.current = context ? makeBrush(context, palette, layout, pixelRatio) : null
  }, [palette, layout, pixelRatio])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands for rows, colours and faces that changed
  useLayoutEffect(() => {
    if (!brush.current) return
    brush.current.context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    drawScene(brush.current, buildScene(input), input.offset, height)
  }, [input, version, theme, fonts, pixelRatio])

  return <canvas ref={ref} className="ladder-canvas" style={{ width, height }} aria-hidden="true" />
}
