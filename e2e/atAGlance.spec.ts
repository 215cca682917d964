/** At the window's first size: what to do stands in view, and a capture of one moment has a timeline that says so. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { captureOf } from '../src/scenario/capture'
import { copyOfSample } from './captures'
import { dress, resize, rested, speak, THEMES } from './look'
import { expect, test } from './program'

for (const sample of ['close-wait', 'syn-unanswered', 'zero-window', 'lost-final-ack'])
  test(`the next step of ${sample} is in view, however long its grounds are`, async ({ start }, info) => {
    const program = await start([copyOfSample(`${sample}.pcapng`)])
    const { page } = program
    await resize(program, 1280, 800)
    await program.selectFlow(0)
    const next = page.locator('.verdict-next')
    for (const theme of THEMES) {
      await dress(program, theme)
      await speak(program, theme === 'dark' ? 'zh-CN' : 'en')
      await expect(next).toBeInViewport({ ratio: 1 })
      const command = next.locator('code')
      if ((await command.count()) > 0) await expect(command.first()).toBeInViewport({ ratio: 1 })
      // The grounds scroll above it, and by keys.
      const grounds = page.getByRole('group', { name: theme === 'dark' ? '判断及其依据' : 'Verdict and its grounds' })
      await grounds.focus()
      await page.keyboard.press('End')
      await rested(program)
      await expect(next).toBeInViewport({ ratio: 1 })
      await page.screenshot({ path: info.outputPath(`${sample}-${theme}.png`) })
    }
  })

test('a capture of one segment has one mark on its timeline', async ({ start }, info) => {
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-moment-')), 'one.pcapng')
  writeFileSync(path, captureOf('A = 10.0.0.5:51514\nB = 192.0.2.10:443\n+0 A > B S\n'))
  const program = await start([path])
  const { page } = program
  const marks = page.locator('.timeline-axis .tick')
  await expect(marks).toHaveText(['0 s'])
  await expect(page.locator('.timeline')).toContainText('1 flow at one moment.')
  await expect(page.locator('.timeline-head')).toContainText(/at \d{4}-\d\d-\d\d/)
  await expect(page.locator('.timeline')).not.toContainText('µs')
  await speak(program, 'zh-CN')
  await expect(marks).toHaveText(['0 s'])
  await page.screenshot({ path: info.outputPath('one-moment.png') })
})
