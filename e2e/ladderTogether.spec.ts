import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { allSamplesJoined } from './captures'
import { captureLoopback, echoServer } from './live'
import { expect, type Program, test } from './program'

const row = ({ page }: Program, index: number) => page.locator(`#flow-row-${index}`)
const ladders = ({ page }: Program) => page.getByRole('group', { name: 'Ladders of the selected flows' })
const strip = ({ page }: Program) => page.getByRole('list', { name: 'Flows of this ladder' })
const current = (program: Program) => program.ladder().locator('tr[aria-current=true]')

/** Rows in view, as the table for screen readers tells them. */
const lines = (program: Program) =>
  program
    .ladder()
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((line) => {
        const [, flow = '', from = '', what = '', client = '', server = ''] = [...line.children].map(
          (cell) => cell.textContent ?? '',
        )
        return { flow, from, what, client, server }
      }),
    )

test('two flows selected by the mouse stand side by side', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await program.selectFlow(0)
  await row(program, 1).click({ modifiers: ['Control'] })
  await expect(program.page.getByRole('heading', { name: '2 flows together' })).toBeVisible()
  await expect(program.ladder().getByRole('columnheader', { name: 'Flow' })).toBeAttached()
  await expect(program.flows().locator('[aria-selected=true]')).toHaveCount(2)
  await expect(strip(program).getByRole('listitem')).toHaveCount(2)

  await ladders(program).focus()
  await program.page.keyboard.press('Home')
  await expect.poll(async () => (await lines(program)).length).toBeGreaterThan(2)
  await expect(current(program)).toHaveCount(1)

  // What is said of one flow follows the flow whose row is chosen.
  const [first, second] = [strip(program).getByRole('button', { pressed: true }), strip(program).getByRole('listitem')]
  await second.nth(0).getByRole('button').first().click()
  await expect(first).toContainText('1')
  await expect(current(program)).toContainText('1: ')
  await second.nth(1).getByRole('button').first().click()
  await expect(current(program)).toContainText('2: ')

  await second.nth(0).getByRole('button', { name: 'Take flow 1 out' }).click()
  await expect(program.ladderCanvas()).toBeVisible()
  await expect(program.flows().locator('[aria-selected=true]')).toHaveCount(1)
})

test('the flow taken in last is in focus, however fast', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await program.selectFlow(0)
  await row(program, 6).click({ modifiers: ['Control'] })
  await row(program, 4).click({ modifiers: ['Control'] })
  await expect(strip(program).getByRole('listitem')).toHaveCount(3)
  await expect(current(program)).toContainText('3: ')
  await expect(strip(program).getByRole('button', { pressed: true })).toContainText('3')
})

test('several flows are selected by the keyboard, eight at most', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await program.selectFlow(0)
  const { keyboard } = program.page
  await keyboard.press('Home')
  await program.flows().focus()
  await keyboard.press('Shift+ArrowDown')
  await expect(program.flows().locator('[aria-selected=true]')).toHaveCount(2)
  await keyboard.press('Shift+ArrowDown')
  await expect(program.page.getByRole('heading', { name: '3 flows together' })).toBeVisible()
  await keyboard.press('Shift+ArrowUp')
  await expect(program.flows().locator('[aria-selected=true]')).toHaveCount(2)
  await keyboard.press('Control+ArrowDown')
  await keyboard.press('Control+ArrowDown')
  await keyboard.press('Space')
  await expect(row(program, 3)).toHaveAttribute('aria-selected', 'true')
  await expect(program.page.getByRole('heading', { name: '3 flows together' })).toBeVisible()
  await keyboard.press('Space')
  await expect(row(program, 3)).toHaveAttribute('aria-selected', 'false')
  await keyboard.press('Control+a')
  await expect(program.page.getByRole('heading', { name: '8 flows together' })).toBeVisible()
  await expect(program.page.getByText(/^8 of \d+ selected: 8 at most$/)).toBeVisible()

  await ladders(program).focus()
  await keyboard.press('Home')
  await keyboard.press(']')
  await expect(current(program)).toHaveCount(1)
  await keyboard.press('-')
  await keyboard.press('-')
  await expect(program.page.getByRole('button', { name: 'Phases' })).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(async () => (await lines(program)).some(({ what }) => what.startsWith('Handshake'))).toBe(true)
  await keyboard.press('Escape')
  await expect(program.ladderCanvas()).toBeVisible()
  await expect(program.flows().locator('[aria-selected=true]')).toHaveCount(1)
})

test('the slash searches all of them, n and N go from one to the next', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await program.selectFlow(0)
  await row(program, 1).click({ modifiers: ['Control'] })
  await expect(strip(program).getByRole('listitem')).toHaveCount(2)
  await ladders(program).focus()
  await program.page.keyboard.press('Home')
  await program.page.keyboard.press('/')
  const search = program.page.getByRole('searchbox', { name: 'Search this ladder' })
  await expect(search).toBeFocused()
  await program.page.keyboard.type('SYN,ACK')
  await expect(program.page.locator('.ladder-found')).toHaveText(/^\d+ rows?$/)
  await search.fill('FIN')
  await program.page.keyboard.press('Enter')
  await expect(current(program)).toContainText('FIN')
  await expect(current(program)).toContainText('2: ')
  await search.fill('SYN')
  await expect(program.page.locator('.ladder-found')).toHaveText(/rows$/)
  await ladders(program).focus()
  await program.page.keyboard.press('Home')
  await program.page.keyboard.press('n')
  await expect(current(program)).toContainText('SYN')
  await program.page.keyboard.press('N')
  await program.page.keyboard.press('N')
  await expect(current(program)).toContainText('SYN,ACK')
  await program.page.keyboard.press('Escape')
  await expect(search).toHaveValue('')
  await expect(strip(program).getByRole('listitem')).toHaveCount(2)
})

test('a link of the verdict leads to the row of its flow', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await program.selectFlow(1)
  await row(program, 0).click({ modifiers: ['Control'] })
  await expect(strip(program).getByRole('button', { pressed: true })).toContainText('2')
  await expect(current(program)).toContainText('2: ')
  const shown = await current(program).textContent()
  const evidence = program.page
    .getByRole('region', { name: 'Verdict', exact: true })
    .getByRole('button', { name: /^frame/i })
    .first()
  const frame = (await evidence.textContent())?.match(/\d+/)?.[0] ?? ''
  await evidence.click()
  await expect(current(program).locator('td').last()).toHaveText(frame)
  await expect(current(program)).not.toHaveText(shown ?? '')
})

test('two connections that talk at once are followed together', async ({ start }) => {
  const server = await echoServer()
  const talkers: { socket: Socket; timer: ReturnType<typeof setInterval> }[] = []
  try {
    const program = await start()
    await captureLoopback(program, server.port)
    for (const pause of [70, 110]) {
      const socket = connect(server.port, '127.0.0.1')
      await once(socket, 'connect')
      socket.resume()
      talkers.push({ socket, timer: setInterval(() => socket.write('x'.repeat(100)), pause) })
    }
    const ports = talkers.map(({ socket }) => (socket.address() as AddressInfo).port)
    const rows = ports.map((port) => program.flowRows().filter({ hasText: `:${port}` }))
    for (const [at, flow] of rows.entries()) await flow.click(at === 0 ? {} : { modifiers: ['Control'] })
    await expect(ladders(program)).toBeVisible()
    const flowsSeen = async () => new Set((await lines(program)).map(({ flow }) => flow.slice(0, 2)))
    await expect.poll(async () => [...(await flowsSeen())].sort().join('')).toContain('1:2:')
    // Runs fold: what grows is their number of segments.
    const before = await program.ladder().textContent()
    await expect.poll(() => program.ladder().textContent()).not.toBe(before)
  } finally {
    for (const { socket, timer } of talkers) {
      clearInterval(timer)
      socket.destroy()
    }
    server.close()
  }
})
