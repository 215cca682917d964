import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { captureOf } from '../src/scenario/capture'
import { generated } from './captures'
import { expect, type Program, test } from './program'

const folder = () => mkdtempSync(join(tmpdir(), 'lastack-timeline-'))

/** Ten connections, one every ten seconds, each open for five; the last is reset. Returns the capture's path. */
function oneAfterTheOther(): string {
  const flow = (i: number) => `
A${i} = 10.0.0.5:${50_000 + i}
B${i} = 192.0.2.10:443
+${i === 0 ? 0 : 5} A${i} > B${i} S
+0.030 B${i} > A${i} S.
+0.030 A${i} > B${i} .
+4.940 A${i} > B${i} ${i === 9 ? 'R.' : 'P. (100)'}
`
  const path = join(folder(), 'one-after-the-other.pcapng')
  writeFileSync(path, captureOf(Array.from({ length: 10 }, (_, i) => flow(i)).join('')))
  return path
}

const LENGTH = 95
const chart = (program: Program) => program.page.getByRole('group', { name: 'Timeline' })
const chip = (program: Program) => program.page.getByRole('button', { name: /^Time range .*: clear$/ })

/** Where on the window `seconds` of the capture are drawn. */
async function pointAt(program: Program, seconds: number, lengthSeconds = LENGTH): Promise<[number, number]> {
  const box = await chart(program).boundingBox()
  if (box === null) throw new Error('the timeline is not drawn')
  return [box.x + 7 + ((box.width - 14) * seconds) / lengthSeconds, box.y + 5]
}

async function drag(program: Program, from: number, to: number): Promise<void> {
  const { mouse } = program.page
  await mouse.move(...(await pointAt(program, from)))
  await mouse.down()
  await mouse.move(...(await pointAt(program, (from + to) / 2)), { steps: 5 })
  await mouse.move(...(await pointAt(program, to)), { steps: 5 })
  await mouse.up()
}

test('a range dragged over the timeline lists the flows that were there, and the counts follow', async ({ start }) => {
  const program = await start([oneAfterTheOther()])
  await expect(program.flowRows()).toHaveCount(10)
  await expect(chart(program)).toBeVisible()
  await drag(program, 22, 47)
  await expect(program.flowRows()).toHaveCount(3)
  await expect(program.page.getByRole('region', { name: 'Flow list' })).toContainText('3 of 10')
  const overview = program.page.getByRole('region', { name: 'Overview' })
  await expect(overview.getByRole('listitem').getByRole('button', { name: 'ESTABLISHED' })).toContainText('3')
  await expect(overview.getByRole('status')).toContainText('3 flows')
  await drag(program, 86, 94)
  await expect(program.flowRows()).toHaveCount(1)
  await expect(overview.getByRole('listitem').getByRole('button', { name: 'Reset' })).toContainText('1')
  await chip(program).click()
  await expect(program.flowRows()).toHaveCount(10)
})

test('Escape, or a click where nothing is, shows all of the time again', async ({ start }) => {
  const program = await start([oneAfterTheOther()])
  await expect(chart(program)).toBeVisible()
  await drag(program, 22, 47)
  await expect(program.flowRows()).toHaveCount(3)
  await program.page.keyboard.press('Escape')
  await expect(chip(program)).toBeHidden()
  await expect(program.flowRows()).toHaveCount(10)
  await drag(program, 22, 47)
  await expect(program.flowRows()).toHaveCount(3)
  await program.page.mouse.click(...(await pointAt(program, 78)))
  await expect(program.flowRows()).toHaveCount(10)
})

test('a flow of the timeline says who it is, and a click selects it', async ({ start }) => {
  const program = await start([oneAfterTheOther()])
  await expect(chart(program)).toBeVisible()
  await program.page.mouse.move(...(await pointAt(program, 32)))
  await expect(program.page.locator('.timeline-tip')).toContainText('10.0.0.5:50003 › 192.0.2.10:443')
  await program.page.mouse.click(...(await pointAt(program, 32)))
  await expect(program.flows().getByRole('row', { selected: true })).toContainText('10.0.0.5:50003')
  await expect(chip(program)).toBeHidden()
})

test('the range is chosen, moved and cleared by keyboard alone', async ({ start }) => {
  const program = await start([oneAfterTheOther()])
  const { keyboard } = program.page
  await expect(chart(program)).toHaveAccessibleDescription('10 flows over 1m 35s.')
  await chart(program).focus()
  await keyboard.press('ArrowRight')
  await expect(program.flowRows()).toHaveCount(1)
  await keyboard.press('Shift+ArrowRight')
  await expect(program.flowRows()).toHaveCount(2)
  await keyboard.press('End')
  await expect(chip(program)).toContainText('95')
  await keyboard.press('Escape')
  await expect(program.flowRows()).toHaveCount(10)
})

test('zooming into a range tells its flows apart, and out again shows all of the time', async ({ start }) => {
  const program = await start([generated(20_000, 2000, 6)])
  const { keyboard } = program.page
  await expect(chart(program)).toHaveAccessibleDescription(/2,000 flows .* Most at a time/)
  await chart(program).focus()
  await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
  await expect(chart(program)).toHaveAccessibleDescription(/^\d{2,3} flows over [\d.]+ ms\.( \d+ stuck\.)?$/)
  await program.page.getByRole('button', { name: 'All of the time' }).click()
  await expect(chart(program)).toHaveAccessibleDescription(/2,000 flows .* Most at a time/)
})

test('200,000 flows are drawn as how many there were, and a brush is answered at once', async ({ start }) => {
  test.setTimeout(120_000)
  const program = await start([generated(500_000, 200_000)])
  await expect(program.page.locator('.status-bar')).toContainText('Read ', { timeout: 60_000 })
  await expect(program.flows()).toHaveAttribute('aria-rowcount', '200001')
  await expect(chart(program)).toHaveAccessibleDescription(/200,000 flows over .* Most at a time: /)
  const took = await chart(program).evaluate(async (element) => {
    const grid = document.querySelector('[role=grid][aria-label=Flows]') as HTMLElement
    element.focus()
    const times: number[] = []
    for (let press = 0; press < 12; press += 1) {
      const changed = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect()
          resolve()
        })
        observer.observe(grid, { attributes: true, attributeFilter: ['aria-rowcount'] })
      })
      const begun = performance.now()
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }))
      await changed
      times.push(performance.now() - begun)
    }
    return times.sort((a, b) => a - b)
  })
  const [median, most] = [took[6] ?? 0, took.at(-1) ?? 0]
  console.log(`A brush over 200,000 flows: ${median.toFixed(0)} ms in the middle, ${most.toFixed(0)} ms at most`)
  // 150 ms is what is meant; other work on the computer may slow it.
  expect(median).toBeLessThan(1000)
})
