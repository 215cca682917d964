/** Paints an SVG as a PNG. */
import { i18n } from '../i18n/i18n'
import { SaidError } from '../i18n/saidError'

/** Rows of a ladder in a painted picture, which has to fit into the graphics memory; an SVG holds far more. */
export const PICTURE_ROWS_AT_MOST = 500
const SHARPNESS = 2
/** Pixels that a canvas is high at most everywhere. */
const HIGHEST = 16_000

/** How much larger than its SVG a picture of this height is painted. */
export const pictureScale = (height: number): number => Math.min(SHARPNESS, HIGHEST / height)

/** @throws Error with a sentence where it can't be painted. */
export async function paintedPicture(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const scale = pictureScale(image.naturalHeight)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  const context = canvas.getContext('2d')
  if (!context) throw new SaidError(() => i18n.t('export:notice.noMemory'))
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return pngOf(canvas)
}

/** @throws Error with a sentence where there is no memory for it. */
export async function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new SaidError(() => i18n.t('export:notice.noMemory'))
  return new Uint8Array(await blob.arrayBuffer())
}
