import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allSamplesJoined, generated } from './captures'
import { captureLoopback, echoServer, saveDialogAnswers } from './live'
import { resize, rested } from './look'
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
  await expect(current(program)).toHaveCount(1)
  await rested(program)
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

  // As fast as keys repeat.
  await program.flows().focus()
  for (const key of ['Home', 'Shift+ArrowDown', 'Shift+ArrowDown']) await keyboard.press(key)
  await expect(program.page.getByRole('heading', { name: '3 flows together' })).toBeVisible()
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

test('two marks show what lies between segments of one flow, and of two', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  const { keyboard } = program.page
  await program.selectFlow(0)
  await row(program, 1).click({ modifiers: ['Control'] })
  await expect(strip(program).getByRole('listitem')).toHaveCount(2)
  await ladders(program).focus()
  await keyboard.press('Home')
  await expect(current(program)).toHaveCount(1)
  await keyboard.press('Space')
  const marks = program.page.getByRole('region', { name: 'Marked segments' })
  await expect(marks).toContainText(/A flow [12], frame \d+/)
  await expect(marks).toContainText('Space on another row shows their difference')
  await keyboard.press('ArrowDown')
  await keyboard.press('Space')
  await expect(marks).toContainText(/(later|earlier).*seq/)
  // The other flow's row: only time compares.
  const first = (await current(program).locator('td').nth(1).textContent()) ?? ''
  await strip(program)
    .getByRole('listitem')
    .nth(first.startsWith('1') ? 1 : 0)
    .getByRole('button')
    .first()
    .click()
  await expect(current(program).locator('td').nth(1)).not.toHaveText(first)
  await ladders(program).focus()
  await keyboard.press('Space')
  await expect(marks).toContainText('flow 1')
  await expect(marks).toContainText('flow 2')
  await expect(marks).toContainText(/segments? (of all these flows )?between/)
  await expect(marks).not.toContainText('seq')
  await keyboard.press('Escape')
  await expect(marks).toHaveCount(0)
  await expect(strip(program).getByRole('listitem')).toHaveCount(2)
})

test('the map shows all of them, and moves the view', async ({ start }) => {
  const program = await start([generated(20_000, 2)])
  await program.selectFlow(0)
  await row(program, 1).click({ modifiers: ['Control'] })
  const map = program.page.getByRole('scrollbar', { name: 'Map of the flow' })
  await expect(map).toBeVisible()
  await ladders(program).focus()
  await program.page.keyboard.press('Home')
  await expect(map).toHaveAttribute('aria-valuenow', '0')
  await map.focus()
  await program.page.keyboard.press('PageDown')
  await expect(map).not.toHaveAttribute('aria-valuenow', '0')
  const box = await map.boundingBox()
  if (box === null) throw new Error('there is no map')
  await program.page.mouse.click(box.x + box.width / 2, box.y + box.height - 2)
  await expect(map).toHaveAttribute('aria-valuenow', (await map.getAttribute('aria-valuemax')) ?? '')
})

test('time to scale, and back to where the reader was', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  const { page } = program
  await program.selectFlow(0)
  await row(program, 1).click({ modifiers: ['Control'] })
  await expect(strip(program).getByRole('listitem')).toHaveCount(2)
  await ladders(program).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  const chosen = (await current(program).textContent()) ?? ''
  await page.keyboard.press('t')
  await expect(page.getByRole('button', { name: 'To scale' })).toHaveAttribute('aria-pressed', 'true')
  await expect(current(program)).toHaveText(chosen)
  const flows = async () => new Set((await lines(program)).map(({ flow }) => flow.slice(0, 2)))
  await expect.poll(async () => (await flows()).size).toBe(2)

  const height = () => ladders(program).evaluate((element) => element.scrollHeight)
  const before = await height()
  await page.keyboard.press('z')
  await expect.poll(height).toBeGreaterThan(before * 1.4)
  await expect(current(program)).toHaveText(chosen)
  await page.getByRole('button', { name: 'Compress time' }).click()
  await expect.poll(height).toBe(before)

  await ladders(program).focus()
  await page.keyboard.press('End')
  await expect(current(program)).not.toHaveText(chosen)
  const last = (await current(program).textContent()) ?? ''
  await page.getByRole('button', { name: 'By row' }).click()
  await expect(current(program)).toHaveText(last)
})

test('all of them are exported as one, from the menu and from the palette', async ({ start }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lastack-together-'))
  const program = await start([allSamplesJoined()])
  const { page } = program
  await program.selectFlow(0)
  await row(program, 1).click({ modifiers: ['Control'] })
  await expect(strip(program).getByRole('listitem')).toHaveCount(2)
  await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
  const MENU = 'Export the ladder'
  const choose = async (item: string) => {
    await page.getByRole('button', { name: MENU }).click()
    await page.getByRole('menu', { name: MENU }).getByRole('menuitem', { name: item }).click()
  }
  const written = async (item: string, name: string) => {
    const path = await saveDialogAnswers(program, join(folder, name))
    await choose(item)
    await expect(page.getByText(`Written to ${path}.`)).toBeVisible()
    return readFileSync(path)
  }
  const svg = (await written('SVG picture…', 'two.svg')).toString()
  const read = await page.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml')
    return { root: documentElement.localName, words: documentElement.textContent ?? '' }
  }, svg)
  expect(read.root).toBe('svg')
  expect(read.words).toContain('2 flows together')
  const text = (await written('Plain text…', 'two.txt')).toString()
  expect(text).toMatch(/^2 flows together\n {2}1 {2}/)
  const mermaid = (await written('Mermaid diagram…', 'two.mmd')).toString()
  expect(mermaid).toMatch(/^sequenceDiagram\n {2}participant H1 as /)
  const png = await written('PNG picture…', 'two.png')
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? ['', '0', '0']
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)])

  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('copy the ladder as text')
  await page.keyboard.press('Enter')
  await expect.poll(() => program.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(text)
})

test('times stay where they are while the hosts are scrolled sideways', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await resize(program, 1280, 800)
  await program.selectFlow(0)
  await program.flows().focus()
  await program.page.keyboard.press('Control+a')
  await expect(program.page.getByRole('heading', { name: '8 flows together' })).toBeVisible()
  await ladders(program).focus()
  await program.page.keyboard.press('Home')
  await expect(current(program)).toHaveAttribute('aria-rowindex', '2')
  const box = await program.page.locator('.ladder-canvas').boundingBox()
  if (box === null) throw new Error('there is no canvas')
  /** What stands in the columns of brackets and times, and right of them; not the scroll bar over its foot. */
  const part = async (x: number, width: number) => {
    const clip = { x: box.x + x, y: box.y + 4, width, height: box.height - 40 }
    return (await program.page.screenshot({ clip })).toString('base64')
  }
  const [times, hosts] = [() => part(4, 76), () => part(140, 300)]
  // The focus follows the row, and brackets follow the focus.
  const isStill = async () => {
    const before = await times()
    await program.page.waitForTimeout(400)
    return before === (await times())
  }
  await expect.poll(isStill).toBe(true)
  const before = { times: await times(), hosts: await hosts() }
  await ladders(program).evaluate((element) => {
    element.scrollLeft = element.scrollWidth
  })
  await expect.poll(hosts).not.toBe(before.hosts)
  expect(await times()).toBe(before.times)
  await expect(program.page.getByTitle('Time since the first segment of all')).toBeVisible()
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
