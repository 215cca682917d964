/**
 * Looks at every view: axe finds nothing wrong in either theme, no word is cut off, none stands upon another, and nothing
 * is wider than the window, in both languages.
 */
import AxeBuilder from '@axe-core/playwright'
import { faults } from './cuts'
import { dress, resize, speak } from './look'
import { expect, type Program, test } from './program'
import { TOURS } from './views'

/** Each theme and each language; Chinese first: the next view is reached from English. */
const LOOKS = [
  ['dark', 'zh-CN'],
  ['light', 'en'],
] as const

/** Width and height in pixels, and the size of everything in percent; the usual one first: axe looks at that. */
const SIZES = [
  [1280, 800, 100],
  [1280, 800, 200],
  [2560, 1440, 100],
] as const

/** What another theme changes for axe; all else was looked at in the first. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** What axe finds now, each with the elements it concerns. */
async function violations({ page }: Program, areColoursAll: boolean): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const found = await (areColoursAll ? axe.withRules(OF_COLOURS) : axe).analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 300)} (${any.map(({ message }) => message).join('; ')})`),
  )
}

for (const tour of TOURS)
  test(`every word has its room and axe finds nothing wrong in ${tour.name}`, async ({ start }) => {
    test.setTimeout(240_000)
    const program = await start(tour.captures())
    for (const view of tour.views)
      await test.step(view.name, async () => {
        await resize(program, 1280, 800)
        await view.prepare(program)
        for (const [theme, language] of LOOKS) {
          await speak(program, language)
          await dress(program, theme)
          expect
            .soft(await violations(program, theme !== LOOKS[0][0]), `${view.name}, ${theme}, ${language}`)
            .toEqual([])
          for (const [width, height, percent] of SIZES) {
            await resize(program, width, height, percent)
            const found = await faults(program)
            expect.soft(found, `${view.name}, ${width} x ${height}, ${percent} %, ${language}`).toEqual([])
          }
          await resize(program, 1280, 800)
        }
      })
  })
