/** What makes a program one's own: a palette, preferences that last, languages, undo, definitions. */
import { join } from 'node:path'
import { allSamplesJoined, SAMPLES } from './captures'
import { expect, freshProfile, type Program, test } from './program'

const HANDSHAKE = join(SAMPLES, 'three-way-handshake.pcapng')

const palette = (program: Program) => program.page.locator('dialog.palette')

async function openPalette(program: Program): Promise<void> {
  await program.page.keyboard.press('Control+Shift+P')
  // Whether the window itself has the focus is the display's affair.
  await expect.poll(() => program.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox')
}

/** Has the palette find `words` and run what it found first. */
async function command(program: Program, words: string): Promise<void> {
  await openPalette(program)
  await program.page.keyboard.type(words)
  await program.page.keyboard.press('Enter')
  await expect(palette(program)).toHaveCount(0)
}

const zoomOf = (program: Program) =>
  program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor())

const menuLabels = (program: Program) =>
  program.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])

test('the palette opens a sample, jumps between events and filters, by keyboard alone', async ({ start }) => {
  const program = await start()
  await expect(program.openButton()).toBeVisible()
  await command(program, 'sample unanswered')
  await expect(program.flowRows().first()).toBeVisible()
  await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
  await command(program, 'event after')
  await expect(program.ladder().locator('tr[aria-current=true]')).toHaveCount(1)
  await command(program, 'no such address')
  await expect(program.flowRows()).toHaveCount(0)
  await command(program, 'show all flows')
  await expect(program.flowRows().first()).toBeVisible()
})

test('the palette offers what applies, what was used lately first, and says where nothing is found', async ({
  start,
}) => {
  const program = await start()
  await expect(program.openButton()).toBeVisible()
  await openPalette(program)
  const options = palette(program).getByRole('option')
  await expect(options.filter({ hasText: 'Export the ladder' })).toHaveCount(0)
  await expect(options.filter({ hasText: 'Preferences…' })).toContainText('Ctrl ,')
  await program.page.keyboard.type('qqqqzzzz')
  await expect(program.page.getByText('Nothing is called that')).toBeVisible()
  await palette(program).locator('input').fill('theme')
  // What screen readers are told is selected is what is.
  const chosen = palette(program).locator('[data-selected=true]')
  await expect(palette(program).locator('input')).toHaveAttribute(
    'aria-activedescendant',
    (await chosen.getAttribute('id')) ?? '',
  )
  await program.page.keyboard.press('Escape')
  await command(program, 'theme dark')
  await expect(program.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await command(program, 'show all keys')
  await expect(program.page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await program.page.keyboard.press('Escape')
  await openPalette(program)
  await expect(options.first()).toContainText('Show all keys')
})

test('the palette goes to a frame of the flow', async ({ start }) => {
  const program = await start([HANDSHAKE])
  await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
  await command(program, '2')
  await expect(program.ladder().locator('tr[aria-current=true]')).toContainText('2')
})

test('preferences hold at once and survive a restart', async ({ start }) => {
  const profile = freshProfile()
  const capture = allSamplesJoined()
  const program = await start([capture], profile)
  await expect(program.flowRows().first()).toBeVisible()
  expect((await program.flowRows().first().boundingBox())?.height).toBe(44)
  await program.page.keyboard.press('Control+,')
  const dialog = program.page.getByRole('dialog', { name: 'Preferences' })
  await dialog.getByLabel('One line a flow').check()
  await dialog.getByLabel('Time of day, UTC').check()
  await dialog.getByLabel('Always reduced').check()
  await dialog.getByLabel('Size of everything').selectOption('125')
  await dialog.getByLabel('Show samples on the start page').uncheck()
  await expect.poll(() => zoomOf(program)).toBeCloseTo(1.25)
  await program.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  const splitter = program.page.getByRole('separator', { name: 'Width of the flow list' })
  await splitter.focus()
  await program.page.keyboard.press('Home')
  await program.page.keyboard.press('ArrowRight')
  const width = await splitter.getAttribute('aria-valuenow')
  await program.page.getByRole('columnheader').getByRole('button', { name: 'Verdict' }).click()
  // What is arranged is kept once it has rested.
  await program.page.waitForTimeout(600)
  await program.close()

  const again = await start([capture], profile)
  await expect(again.flowRows().first()).toBeVisible()
  expect(
    await again
      .flowRows()
      .first()
      .evaluate((row) => (row as HTMLElement).offsetHeight),
  ).toBe(28)
  await expect.poll(() => zoomOf(again)).toBeCloseTo(1.25)
  await expect(again.page.locator('html')).toHaveAttribute('data-motion', 'reduced')
  await expect(again.ladder().locator('tbody tr').first()).toContainText('UTC')
  await expect(again.page.getByRole('separator', { name: 'Width of the flow list' })).toHaveAttribute(
    'aria-valuenow',
    width ?? '',
  )
  await expect(again.page.getByRole('columnheader').first()).toHaveAttribute('aria-sort', 'ascending')
  await again.page.keyboard.press('Control+w')
  await expect(again.openButton()).toBeVisible()
  await expect(again.page.getByRole('region', { name: 'Samples' })).toHaveCount(0)
})

test('the language changes without a restart, in window and menu, and back', async ({ start }) => {
  const program = await start([HANDSHAKE])
  await expect(program.flowRows().first()).toBeVisible()
  await command(program, 'language 简体中文')
  await expect(program.page.getByRole('grid', { name: '流' })).toBeVisible()
  await expect(program.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect.poll(() => menuLabels(program)).toContain('文件(&F)')
  // What one knows by its English name is found by it in Chinese, too.
  await command(program, 'language english')
  await expect(program.flows()).toBeVisible()
  await expect.poll(() => menuLabels(program)).toContain('&File')
})

test('everything grows and shrinks by Ctrl + and Ctrl −, and nothing is cut off at 200 %', async ({ start }) => {
  const program = await start()
  await expect(program.openButton()).toBeVisible()
  for (let step = 0; step < 6; step += 1) await program.page.keyboard.press('Control+Equal')
  await expect.poll(() => zoomOf(program)).toBeCloseTo(2)
  await program.page.keyboard.press('Control+,')
  const close = program.page.getByRole('dialog').getByRole('button', { name: 'Close' })
  await expect(close).toBeInViewport()
  await program.page.keyboard.press('Control+0')
  await expect.poll(() => zoomOf(program)).toBeCloseTo(1)
  await program.page.keyboard.press('Control+-')
  await expect.poll(() => zoomOf(program)).toBeCloseTo(0.9)
})

test('recent captures that were cleared come back by undo', async ({ start }) => {
  const profile = freshProfile()
  const program = await start([HANDSHAKE], profile)
  await expect(program.flowRows().first()).toBeVisible()
  await program.page.keyboard.press('Control+w')
  await expect(program.recent('three-way-handshake.pcapng')).toBeVisible()
  await command(program, 'clear recent')
  await expect(program.recent('three-way-handshake.pcapng')).toHaveCount(0)
  await program.page.getByRole('button', { name: 'Undo' }).click()
  await expect(program.recent('three-way-handshake.pcapng')).toBeVisible()
})

test('a term tells what it means to whom reaches it by keyboard, and Escape puts that away', async ({ start }) => {
  const program = await start([HANDSHAKE])
  await expect(program.flowRows().first()).toBeVisible()
  const heading = program.page.getByRole('columnheader').getByRole('button', { name: 'Verdict' })
  await heading.focus()
  const tip = program.page.getByRole('tooltip')
  await expect(tip).toContainText('What is wrong with a flow')
  await expect(heading).toHaveAttribute('aria-describedby', /term-tip/)
  await program.page.keyboard.press('Escape')
  await expect(tip).toBeHidden()
  await program.page.locator('.flow-row .chip').first().hover()
  await expect(tip).toContainText('RFC 9293 §3.3.2')
})

test('F6 and Shift+F6 lead round the panes', async ({ start }) => {
  const program = await start([HANDSHAKE])
  await expect(program.ladder()).toBeAttached()
  const focused = () => program.page.evaluate(() => document.activeElement?.getAttribute('role'))
  await program.flows().focus()
  await program.page.keyboard.press('F6')
  await program.page.keyboard.press('F6')
  expect(await program.page.evaluate(() => document.activeElement?.id)).toBe('ladder-scroll')
  await program.page.keyboard.press('Shift+F6')
  await program.page.keyboard.press('Shift+F6')
  expect(await focused()).toBe('grid')
})
