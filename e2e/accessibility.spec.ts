/** axe looks at every view, in either theme and both languages. */
import AxeBuilder from '@axe-core/playwright'
import { dress, speak } from './look'
import { expect, type Program, test } from './program'
import { TOURS } from './views'

/** Each theme and each language; Chinese first: the next view is reached from English. */
const LOOKS = [
  ['dark', 'zh-CN'],
  ['light', 'en'],
] as const

/** What axe finds now, each with the elements it concerns. */
async function violations({ page }: Program): Promise<string[]> {
  const found = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 300)} (${any.map(({ message }) => message).join('; ')})`),
  )
}

for (const tour of TOURS)
  test(`axe finds nothing wrong with ${tour.views.map(({ name }) => name).join(', ')}`, async ({ start }) => {
    test.setTimeout(120_000)
    const program = await start(tour.captures())
    for (const view of tour.views) {
      await view.prepare(program)
      for (const [theme, language] of LOOKS) {
        await speak(program, language)
        await dress(program, theme)
        expect.soft(await violations(program), `${view.name}, ${theme}, ${language}`).toEqual([])
      }
    }
  })
