import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyOfSample } from './captures'
import { longFlow, lossyTransfer } from './graphCaptures'
import { expect, type Program, test } from './program'

const tab = (program: Program, name: string) => program.page.getByRole('tab', { name, exact: true })
const panel = (program: Program, name: string) => program.page.getByRole('tabpanel', { name })
const plot = (program: Program) =>
  program.page.getByRole('group', { name: /^(Time-sequence|Round-trip|Window|Throughput) graph/ })
const points = (program: Program) => plot(program).getByRole('table')
const told = (program: Program) => plot(program).getByRole('status')

async function openGraph(program: Program, name = 'Time-sequence'): Promise<void> {
  await program.selectFlow(0)
  await tab(program, name).click()
  await expect(plot(program)).toBeVisible()
}

/** Turns the wheel over the middle of the graph. */
async function wheel(program: Program, notches: number): Promise<void> {
  const box = await plot(program).boundingBox()
  if (box === null) throw new Error('the graph has no place')
  await program.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (let k = 0; k < Math.abs(notches); k += 1) await program.page.mouse.wheel(0, 120 * Math.sign(notches))
}

test('the pane under the ladder opens by key and tab, and is there again next time', async ({ start }) => {
  const program = await start([copyOfSample('zero-window.pcapng')])
  await program.selectFlow(0)
  const pane = program.page.getByRole('region', { name: 'Graphs and streams of the flow' })
  const bar = await pane.boundingBox()
  expect(bar?.height).toBeLessThan(40)
  await program.page.keyboard.press('g')
  await expect(plot(program)).toBeVisible()
  await expect(tab(program, 'Time-sequence')).toBeFocused()
  await program.page.keyboard.press('ArrowRight')
  await expect(panel(program, 'Round trip')).toBeVisible()
  const splitter = program.page.getByRole('separator', { name: 'Height of the pane under the ladder' })
  const before = Number(await splitter.getAttribute('aria-valuenow'))
  await splitter.focus()
  await program.page.keyboard.press('ArrowUp')
  await expect(splitter).toHaveAttribute('aria-valuenow', String(before + 24))
  await program.page.keyboard.press('g')
  await expect(plot(program)).toBeHidden()
  await program.page.getByRole('button', { name: 'Open the pane under the ladder (G)' }).click()
  await expect(panel(program, 'Round trip')).toBeVisible()
})

test('graphs say what they draw, share their range, and name points by keys', async ({ start }) => {
  const program = await start([lossyTransfer()])
  await openGraph(program)
  const legend = program.page.getByRole('list', { name: 'What is drawn' })
  for (const word of [
    'Data',
    'Acknowledged',
    'Receive window',
    'SACK block',
    'Retransmission',
    'Zero window',
    'SYN',
    'FIN',
  ])
    await expect(legend.getByText(word, { exact: true })).toBeVisible()
  await expect(points(program)).toContainText('Time-sequence graph (tcptrace): ')
  await plot(program).focus()
  await program.page.keyboard.press('Home')
  await expect(told(program)).toContainText('at 0.020 s')
  await program.page.keyboard.press('+')
  await program.page.keyboard.press('+')
  await expect(program.page.getByRole('button', { name: 'Whole flow' })).toBeEnabled()
  await tab(program, 'Window').click()
  await expect(legend.getByText('Bytes in flight')).toBeVisible()
  await expect(program.page.getByRole('button', { name: 'Whole flow' })).toBeEnabled()
  await plot(program).focus()
  await program.page.keyboard.press('Escape')
  await expect(program.page.getByRole('button', { name: 'Whole flow' })).toBeDisabled()
  await program.page.getByRole('button', { name: 'Client sends' }).click()
  await expect(plot(program)).toHaveAccessibleName('Window graph, Client sends')
})

test('a point leads to its segment in the ladder, by click and by key', async ({ start }) => {
  const program = await start([lossyTransfer()])
  await openGraph(program, 'Window')
  await plot(program).focus()
  await program.page.keyboard.press('Home')
  await program.page.keyboard.press('Enter')
  await expect(program.page.getByRole('heading', { name: /^Frame 1\b/ })).toBeVisible()
  await program.page.keyboard.press('End')
  await program.page.keyboard.press('Enter')
  await expect(program.page.getByRole('heading', { name: /^Frame 55\d\b/ })).toBeVisible()
  await wheel(program, -4)
  const row = points(program).locator('tbody tr').first()
  await expect(row).toBeAttached()
  await program.page.keyboard.press('Home')
  const frame = /frame (\d+)/.exec((await told(program).textContent()) ?? '')?.[1]
  await program.page.keyboard.press('Enter')
  await expect(program.page.getByRole('heading', { name: new RegExp(`^Frame ${frame}\\b`) })).toBeVisible()
})

test('a dragged range is zoomed into, a double click shows all again', async ({ start }) => {
  const program = await start([lossyTransfer()])
  await openGraph(program)
  const box = await plot(program).boundingBox()
  if (box === null) throw new Error('the graph has no place')
  const { mouse } = program.page
  const whole = program.page.getByRole('button', { name: 'Whole flow' })
  await expect(whole).toBeDisabled()
  await mouse.move(box.x + box.width * 0.4, box.y + 40)
  await mouse.down()
  await mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 4 })
  await mouse.up()
  await expect(whole).toBeEnabled()
  await expect(points(program).locator('tbody td').first()).toContainText(/^1\.[2-6]\d\d s$/)
  await mouse.dblclick(box.x + box.width * 0.5, box.y + box.height - 60)
  await expect(whole).toBeDisabled()
})

test('a flow without samples says so', async ({ start }) => {
  const program = await start([copyOfSample('syn-unanswered.pcapng')])
  await program.selectFlow(0)
  await tab(program, 'Round trip').click()
  await expect(panel(program, 'Round trip')).toContainText('No round-trip samples')
})

test('a million segments are zoomed and moved smoothly', async ({ start }, info) => {
  test.setTimeout(120_000)
  const program = await start([longFlow(1_000_000)])
  await expect(
    program.page
      .getByRole('status')
      .or(program.page.getByText(/^Read /))
      .first(),
  ).toBeVisible()
  await openGraph(program)
  await expect(points(program)).toContainText('points in view')
  for (const name of ['Time-sequence', 'Round trip', 'Window', 'Throughput']) {
    const asked = Date.now()
    await tab(program, name).click()
    await expect(points(program)).toContainText(`${name} graph`.replace('Round trip', 'Round-trip'))
    const first = Date.now() - asked
    await program.page.evaluate(() => {
      const state = { times: [] as number[], stop: false }
      Object.assign(window, { frameTimes: state })
      const tick = (now: number) => {
        state.times.push(now)
        if (!state.stop) requestAnimationFrame(tick)
      }
      requestAnimationFrame(tick)
    })
    await wheel(program, -25)
    for (let k = 0; k < 10; k += 1) await program.page.keyboard.press('Shift+ArrowRight')
    await wheel(program, 25)
    const gaps = await program.page.evaluate(() => {
      const { frameTimes } = window as unknown as { frameTimes: { times: number[]; stop: boolean } }
      frameTimes.stop = true
      return frameTimes.times
        .slice(1)
        .map((time, at) => time - (frameTimes.times[at] ?? 0))
        .sort((a, b) => a - b)
    })
    const part = (share: number) => gaps[Math.floor(share * (gaps.length - 1))]?.toFixed(1)
    info.annotations.push({ type: name, description: `first ${first} ms, p50 ${part(0.5)}, p95 ${part(0.95)}` })
    console.log(`${name}: first view ${first} ms, frame p50 ${part(0.5)} ms, p95 ${part(0.95)} ms of ${gaps.length}`)
  }
})

test('a graph is exported as it is painted, whole as vectors, and as a table of all its points', async ({ start }) => {
  const program = await start([lossyTransfer()])
  await openGraph(program)
  const folder = mkdtempSync(join(tmpdir(), 'lastack-graph-'))
  const exported = async (item: string, name: string) => {
    const path = join(folder, name)
    await program.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, path)
    await program.page.getByRole('button', { name: 'Export the graph' }).click()
    await program.page.getByRole('menuitem', { name: item }).click()
    await expect(program.page.getByText(`Written to ${path}.`)).toBeVisible()
    return readFileSync(path)
  }
  const png = await exported('What is shown, as PNG picture…', 'graph.png')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const svg = (await exported('Whole graph, as SVG picture…', 'graph.svg')).toString()
  expect((await exported('Whole graph, as SVG picture…', 'again.svg')).toString()).toBe(svg)
  const shown = await program.page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml')
    const found = [...root.querySelectorAll('[data-series]')].map((part) => part.getAttribute('data-series'))
    return {
      found,
      isWrong: root.querySelector('parsererror') !== null,
      title: root.querySelector('title')?.textContent,
    }
  }, svg)
  expect(shown).toMatchObject({ isWrong: false, title: expect.stringContaining('Server sends') })
  expect(shown.found).toEqual(expect.arrayContaining(['data', 'ack', 'sack', 'retransmission']))
  const table = (await exported('All points as CSV table…', 'graph.csv')).toString()
  expect(table.split('\n')[0]).toBe('series,seconds,low,high,frame')
  expect(table).toContain('\nretransmission,')
  expect(table).toContain('\nsack,')
})
