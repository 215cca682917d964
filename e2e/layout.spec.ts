/** No word is cut off, none stands upon another, and nothing is wider than the window: in every view. */
import { LANGUAGES } from '../src/contracts/preferences'
import { faults } from './cuts'
import { resize, speak } from './look'
import { expect, test } from './program'
import { TOURS } from './views'

/** Width and height in pixels, and the size of everything in percent. */
const SIZES = [
  [1280, 800, 100],
  [1280, 800, 200],
  [2560, 1440, 100],
] as const

for (const tour of TOURS)
  test(`every word has its room in ${tour.views.map(({ name }) => name).join(', ')}`, async ({ start }) => {
    test.setTimeout(120_000)
    const program = await start(tour.captures())
    for (const view of tour.views) {
      await resize(program, 1280, 800)
      await view.prepare(program)
      for (const language of [...LANGUAGES].reverse()) {
        await speak(program, language)
        for (const [width, height, percent] of SIZES) {
          await resize(program, width, height, percent)
          const found = await faults(program)
          expect.soft(found, `${view.name}, ${width} x ${height}, ${percent} %, ${language}`).toEqual([])
        }
      }
    }
  })
