// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; its twin is a table
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useThemeVersion } from '../ui/useThemeVersion'
import { FONTS, makeBrush } from './brush'
import { drawScene } from './draw'
import type { LadderLayout } from './layout'
import { readPalette } from './palette'
import type { Scene } from './scene'

interface CanvasProps {
  readonly layout: LadderLayout
  readonly height: number
  readonly offset: number
  /** Another function when the picture is another. */
  readonly build: () => Scene
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
export function Canvas({ layout, height, offset, build }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const theme = useThemeVersion()
  const fonts = useFontVersion()
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands for colours and faces that changed
  useLayoutEffect(() => {
    if (!brush.current) return
    brush.current.context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    drawScene(brush.current, build(), offset, height)
  }, [build, offset, height, layout, theme, fonts, pixelRatio])

  return <canvas ref={ref} className="ladder-canvas" style={{ width, height }} aria-hidden="true" />
}
