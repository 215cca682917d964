/** Writes pictures of every view, theme, language and size to docs/screenshots. Run by `npm run screenshots`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES } from '../src/contracts/preferences'
import { eachPart, MOST_PARTS } from './cuts'
import { dress, resize, rested, speak, THEMES } from './look'
import { withPalette } from './palettePng'
import { type Program, test } from './program'
import { SAMPLE_TOURS, TOURS } from './views'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots')
/** The size that views are reached in, and that documents show. */
const USUAL = [1280, 800, 100] as const
/** Width and height in pixels, and the size of everything in percent. */
const SIZES: readonly (readonly [width: number, height: number, percent: number])[] = [
  USUAL,
  [2560, 1440, 100],
  [1280, 800, 200],
]
const nameOf = ([width, height, percent]: (typeof SIZES)[number]): string =>
  `${width}x${height}${percent === 100 ? '' : `-${percent}`}`

/** All of the window's content; Playwright's own way knows nothing of its zoom, and would cut. */
async function pictureOf({ page }: Program): Promise<Buffer> {
  const debug = await page.context().newCDPSession(page)
  const { data } = await debug.send('Page.captureScreenshot')
  await debug.detach()
  return Buffer.from(data, 'base64')
}

mkdirSync(FOLDER, { recursive: true })
for (const tour of [...TOURS, ...SAMPLE_TOURS])
  test(`screenshots of ${tour.name}`, async ({ start }) => {
    test.setTimeout(600_000)
    const program = await start(tour.captures())
    for (const view of tour.views) {
      await resize(program, ...USUAL)
      await view.prepare(program)
      await view.pose?.(program)
      for (const language of [...LANGUAGES].reverse()) {
        await speak(program, language)
        for (const size of SIZES) {
          await resize(program, ...size)
          // What the pointer happens to be on is no part of the view.
          await program.page.mouse.move(0, 0)
          for (const theme of THEMES) {
            await dress(program, theme)
            await eachPart(program, size !== USUAL && theme === 'light' ? MOST_PARTS : 1, async (part) => {
              await rested(program)
              const name = `${view.name}-${theme}-${language}-${nameOf(size)}${part === 0 ? '' : `-${part + 1}`}.png`
              const picture = await pictureOf(program)
              writeFileSync(join(FOLDER, name), size === USUAL ? withPalette(picture) : picture)
            })
          }
        }
      }
    }
  })
