import { basename } from 'node:path'
import { garbage, truncatedSample } from './captures'
import { expect, test } from './program'

test('a truncated capture shows what could be read, and names file and offset', async ({ start }) => {
  const { path, offset } = truncatedSample('four-way-close.pcapng')
  const program = await start([path])
  await expect(program.flowRows()).toHaveCount(1)
  await expect(program.alert()).toContainText(basename(path))
  await expect(program.alert()).toContainText(new RegExp(String(offset).replace(/\B(?=(\d{3})+$)/g, ',?')))
})

test('garbage is refused with its name, the offset and what to do, and the program goes on', async ({ start }) => {
  const path = garbage()
  const program = await start([path])
  await expect(program.alert()).toContainText(basename(path))
  await expect(program.alert()).toContainText(/(byte|offset) 0/i)
  await expect(program.openButton()).toBeVisible()
  await expect(program.recent(basename(path))).toHaveCount(0)
})

test('what keeps a capture from being read is said in the language of the window', async ({ start }) => {
  const program = await start()
  await expect(program.openButton()).toBeVisible()
  await program.page.keyboard.press('Control+,')
  await program.page.getByRole('dialog').getByText('简体中文').click()
  await expect(program.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await program.page.keyboard.press('Escape')
  await program.dialogWillAnswer(garbage())
  await program.page.keyboard.press('Control+o')
  await expect(program.alert()).toContainText('不是抓包文件')
})

test('a file that is not there is refused with its name', async ({ start }) => {
  const program = await start(['/nowhere/missing.pcap'])
  await expect(program.alert()).toContainText('/nowhere/missing.pcap does not exist')
  await expect(program.openButton()).toBeVisible()
})
