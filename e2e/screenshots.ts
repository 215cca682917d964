/** Writes pictures of every view, theme and language to docs/screenshots. Run by `npm run screenshots`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES } from '../src/contracts/preferences'
import { dress, resize, speak, THEMES } from './look'
import { withPalette } from './palettePng'
import { test } from './program'
import { SAMPLE_TOURS, TOURS } from './views'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots')
const USUAL = [1280, 800] as const
const WIDE = [2560, 1440] as const

mkdirSync(FOLDER, { recursive: true })
for (const tour of [...TOURS, ...SAMPLE_TOURS])
  test(`screenshots of ${tour.name}`, async ({ start }) => {
    test.setTimeout(180_000)
    const program = await start(tour.captures())
    for (const view of tour.views) {
      await resize(program, ...USUAL)
      await view.prepare(program)
      await view.pose?.(program)
      // What the pointer happens to be on is no part of the view.
      await program.page.mouse.move(0, 0)
      for (const language of [...LANGUAGES].reverse()) {
        await speak(program, language)
        for (const theme of THEMES) {
          await dress(program, theme)
          for (const [width, height] of view.isMain && language === 'en' ? [WIDE, USUAL] : [USUAL]) {
            await resize(program, width, height)
            const name = `${view.name}-${theme}-${language}-${width}x${height}.png`
            writeFileSync(join(FOLDER, name), withPalette(await program.page.screenshot()))
          }
        }
      }
    }
  })
