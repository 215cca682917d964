import { copyOfSample } from './captures'
import { lossyTransfer } from './graphCaptures'
import { speak } from './look'
import { expect, type Program, test } from './program'

const rows = (program: Program) => program.ladder().locator('tbody tr')
const current = (program: Program) => program.ladder().locator('tr[aria-current=true]')
const level = (program: Program, name: string) =>
  program.page.getByRole('group', { name: 'Level of detail' }).getByRole('button', { name })

async function open(program: Program): Promise<void> {
  await program.selectFlow(0)
  await expect(rows(program).first()).toBeAttached()
}

test('a flow is looked at from afar and near, by buttons and keys', async ({ start }) => {
  const program = await start([copyOfSample('four-way-close.pcapng')])
  await open(program)
  const near = await rows(program).count()
  await level(program, 'Phases').click()
  await expect(rows(program).first()).toContainText('Handshake: 3 segments, ')
  await expect(program.ladder()).toContainText('Four-way close: ')
  expect(await rows(program).count()).toBeLessThan(near)
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('+')
  await expect(level(program, 'Exchanges')).toHaveAttribute('aria-pressed', 'true')
  await expect(program.ladder()).not.toContainText('Handshake: 3 segments, ')
  await program.page.keyboard.press('+')
  await expect(rows(program)).toHaveCount(near)
  await program.page.keyboard.press('-')
  await program.page.keyboard.press('-')
  await expect(rows(program).first()).toContainText('Handshake: 3 segments, ')
  await program.page.keyboard.press('Home')
  await program.page.keyboard.press('Enter')
  await expect(rows(program).first()).toContainText('SYN seq 0')
})

test('another level shows the same segment in the row that holds it', async ({ start }) => {
  const program = await start([copyOfSample('four-way-close.pcapng')])
  await open(program)
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('/')
  await program.page.keyboard.type('FIN')
  await program.page.keyboard.press('Enter')
  await expect(current(program)).toContainText('FIN,ACK')
  await program.page.keyboard.press('Escape')
  await program.page.keyboard.press('-')
  await program.page.keyboard.press('-')
  await expect(current(program)).toContainText('Four-way close')
  await program.page.keyboard.press('+')
  await program.page.keyboard.press('+')
  await expect(current(program)).toContainText('FIN,ACK')
})

test('two marked segments tell their difference', async ({ start }) => {
  const program = await start([copyOfSample('three-way-handshake.pcapng')])
  await open(program)
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('Home')
  await program.page.keyboard.press('Space')
  const marked = program.page.getByRole('region', { name: 'Marked segments' })
  await expect(marked).toContainText('A frame 1')
  await program.page.keyboard.press('ArrowDown')
  await program.page.keyboard.press('Space')
  await expect(marked).toContainText('B frame 2')
  await expect(marked).toContainText('later')
  await expect(marked).toContainText('no segments between')
  await expect(marked).toContainText('B acknowledges just A')
  await program.page.keyboard.press('ArrowDown')
  await program.page.keyboard.press('Space')
  await expect(marked).toContainText('B frame 3')
  await program.page.keyboard.press('Escape')
  await expect(marked).toBeHidden()
})

test('the slash searches this ladder, n and N go from one to the next', async ({ start }) => {
  const program = await start([copyOfSample('four-way-close.pcapng')])
  await open(program)
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('/')
  const field = program.page.getByRole('searchbox', { name: 'Search this ladder' })
  await expect(field).toBeFocused()
  await program.page.keyboard.type('FIN')
  await expect(program.page.getByText('2 rows')).toBeVisible()
  await program.page.keyboard.press('Enter')
  await expect(program.page.getByText('1 of 2')).toBeVisible()
  const first = await current(program).textContent()
  await field.press('ArrowDown')
  await expect(program.ladderCanvas()).toBeFocused()
  await program.page.keyboard.press('n')
  await expect(program.page.getByText('2 of 2')).toBeVisible()
  await expect(current(program)).toContainText('FIN')
  await program.page.keyboard.press('Shift+N')
  await expect(current(program)).toHaveText(first ?? '')
  await field.fill('> 100000 B')
  await expect(program.page.getByText('none', { exact: true })).toBeVisible()
})

test('time runs to scale where asked, and rows are chosen there as well', async ({ start }) => {
  const program = await start([copyOfSample('close-wait.pcapng')])
  await open(program)
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('t')
  await expect(program.page.getByRole('button', { name: 'To scale' })).toHaveAttribute('aria-pressed', 'true')
  await program.page.keyboard.press('Home')
  await expect(current(program)).toContainText('SYN seq 0')
  await program.page.keyboard.press('z')
  await program.page.keyboard.press('z')
  await program.page.keyboard.press('End')
  await expect(current(program)).toHaveCount(1)
  await program.page.keyboard.press('t')
  await expect(current(program)).toHaveCount(1)
})

test('a selected segment names the rows that it has to do with', async ({ start }) => {
  const program = await start([copyOfSample('three-way-handshake.pcapng')])
  await open(program)
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('Home')
  await program.page.keyboard.press('ArrowDown')
  await expect(program.ladder()).toContainText('acknowledged by it')
  await expect(rows(program).nth(2)).toContainText('acknowledges it')
})

test('the map shows the whole flow, and a click goes there', async ({ start }) => {
  const program = await start([copyOfSample('zero-window.pcapng')])
  const map = program.page.getByRole('scrollbar', { name: 'Map of the flow' })
  await program.selectFlow(0)
  await expect(map).toBeVisible()
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1100, 480))
  await expect.poll(async () => Number(await map.getAttribute('aria-valuemax'))).toBeGreaterThan(0)
  const box = await map.boundingBox()
  if (box === null) throw new Error('the map has no place')
  await program.page.mouse.click(box.x + box.width / 2, box.y + box.height - 3)
  await expect
    .poll(async () => Number(await map.getAttribute('aria-valuenow')))
    .toBe(Number(await map.getAttribute('aria-valuemax')))
  await program.page.mouse.click(box.x + box.width / 2, box.y + 2)
  await expect(map).toHaveAttribute('aria-valuenow', '0')
})

test('in another language the ladder says the same at the same place', async ({ start }) => {
  const program = await start([lossyTransfer()])
  await open(program)
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('End')
  await program.page.keyboard.press('[')
  for (let presses = 0; presses < 6; presses += 1) await program.page.keyboard.press('ArrowUp')
  await expect(current(program)).toHaveCount(1)
  const place = async () => [
    await current(program).getAttribute('aria-rowindex'),
    await program.page.locator('#ladder-scroll').evaluate((element) => element.scrollTop),
  ]
  const before = await place()
  expect(before[1]).toBeGreaterThan(0)
  await speak(program, 'zh-CN')
  const chinese = program.page.getByRole('table', { name: '时序图' })
  await expect(chinese).toContainText('重传')
  await expect(chinese).not.toContainText('retransmission')
  expect([
    await chinese.locator('tr[aria-current=true]').getAttribute('aria-rowindex'),
    await program.page.locator('#ladder-scroll').evaluate((element) => element.scrollTop),
  ]).toEqual(before)
  await speak(program, 'en')
  await expect(program.ladder()).toContainText('retransmission')
  expect(await place()).toEqual(before)
})
