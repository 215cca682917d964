/** What moves in the window while packets arrive: the ladder, the sockets, the TIME_WAIT board, and what is saved. */
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { flowsOf } from './commandLine'
import { captureLoopback, echoServer, saveDialogAnswers, talk } from './live'
import { resize } from './look'
import { expect, type Program, test } from './program'

let server: Awaited<ReturnType<typeof echoServer>>
test.beforeEach(async () => {
  server = await echoServer()
})
test.afterEach(() => server.close())

const portOf = (socket: Socket) => (socket.address() as AddressInfo).port
const rowOf = (program: Program, port: number) => program.flowRows().filter({ hasText: `:${port}` })
const tab = ({ page }: Program, name: string) => page.getByRole('tab', { name })

/** One connection that goes on talking until it is told to end. */
async function chat(port: number) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.resume()
  const timer = setInterval(() => socket.write('x'.repeat(100)), 60)
  const end = () => {
    clearInterval(timer)
    socket.destroy()
  }
  return { port: portOf(socket), end }
}

/** The newest frame among the ladder's visible rows. */
const newestFrame = async (program: Program) =>
  Math.max(0, ...(await program.ladderLines()).map(({ frame }) => Number(/^\d+$/.exec(frame)?.[0] ?? 0)))

test('the ladder follows, rests where its user looks, and goes back to live', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port)
  const talking = await chat(server.port)
  await rowOf(program, talking.port).click()
  const { page } = program
  // Data runs fold into one row: unfolded, the ladder is longer than the window.
  const fold = program
    .ladder()
    .locator('tbody tr')
    .filter({ hasText: /\d+ segments/ })
  await expect
    .poll(async () => /(\d+) segments/.exec((await fold.first().textContent()) ?? '')?.[1] ?? '0', {
      timeout: 30_000,
    })
    .toMatch(/^[5-9]\d$|^\d{3}/)
  await program.ladderCanvas().focus()
  await page.keyboard.press('Home')
  const selected = program.ladder().locator('tr[aria-current="true"]')
  await expect(selected).toContainText('SYN seq')
  // One row a press: the window may be late, and the next press must not run past the fold.
  for (let row = (await selected.textContent()) ?? ''; !/\d+ segments/.test(row); ) {
    await page.keyboard.press('ArrowDown')
    await expect(selected).not.toHaveText(row)
    row = (await selected.textContent()) ?? ''
  }
  await page.keyboard.press('Enter')
  const back = page.getByRole('button', { name: /Back to live/ })
  await expect(back).toBeVisible()
  await expect(fold).toHaveCount(0)
  // The unfolded rows are read first; then nothing moves, whatever comes.
  let rested = 0
  const isAtRest = async () => {
    const before = rested
    rested = await newestFrame(program)
    return rested === before
  }
  await expect.poll(isAtRest, { intervals: [300] }).toBe(true)
  await page.waitForTimeout(600)
  expect(await newestFrame(program)).toBe(rested)
  await back.click()
  await expect(back).toHaveCount(0)
  const live = await newestFrame(program)
  await expect.poll(() => newestFrame(program)).toBeGreaterThan(live)
  await program.ladderCanvas().hover()
  await page.mouse.wheel(0, -300)
  await expect(back).toBeVisible()
  await program.ladderCanvas().focus()
  // The wheel's scrolling runs on for a moment, and pauses again.
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(back).toHaveCount(0, { timeout: 500 })
  }).toPass()
  // A window that grows is no wish to look at something else.
  await resize(program, 1280, 700)
  await resize(program, 1280, 1000)
  await expect(back).toHaveCount(0)
  const large = await newestFrame(program)
  await expect.poll(() => newestFrame(program)).toBeGreaterThan(large)
  talking.end()
})

test('a socket leads to the ladder of its flow, and names its process', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port)
  const client = connect(server.port, '127.0.0.1')
  await once(client, 'connect')
  client.write('hello')
  const port = portOf(client)
  await expect(rowOf(program, port)).toHaveCount(1)
  await tab(program, 'Sockets').click()
  await program.page.getByRole('textbox', { name: 'Search sockets' }).fill(`:${port}`)
  const sockets = program.page
    .getByRole('grid', { name: 'Sockets' })
    .getByRole('row')
    .filter({ hasText: `:${port}` })
  await expect(sockets).toHaveCount(2)
  const ours = sockets.filter({ hasText: new RegExp(`:${port}127`) })
  await expect(ours).toContainText(`node ${process.pid}`)
  await ours.click()
  await program.page.getByRole('button', { name: 'Show its ladder' }).click()
  await expect(tab(program, 'Flows')).toHaveAttribute('aria-selected', 'true')
  await expect(rowOf(program, port)).toHaveAttribute('aria-selected', 'true')
  await expect.poll(async () => (await program.ladderLines()).length).toBeGreaterThan(3)
  client.destroy()
})

test('countdowns of TIME_WAIT run, on the board and on the ladder', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port)
  const client = connect(server.port, '127.0.0.1')
  await once(client, 'connect')
  const port = portOf(client)
  client.resume().end('bye')
  await once(client, 'close')
  await rowOf(program, port).click()
  await expect(program.ladder()).toContainText(/\d+ s of 60 s left/)
  await tab(program, 'TIME_WAIT').click()
  const list = program.page.getByRole('listbox', { name: 'Sockets in TIME_WAIT' })
  await list.focus()
  await program.page.keyboard.press('End')
  const row = list.getByRole('option').filter({ hasText: `:${port} ` })
  const left = async () => Number(/(\d+) s left/.exec((await row.first().textContent()) ?? '')?.[1])
  await expect.poll(left).toBeGreaterThan(40)
  const before = await left()
  await expect.poll(left, { timeout: 5000 }).toBeLessThan(before)
  await row.getByText('ladder', { exact: true }).click()
  await expect(rowOf(program, port)).toHaveAttribute('aria-selected', 'true')
})

test('the flows that a search shows, and the one selected, are saved with their verdicts', async ({ start }) => {
  const program = await start()
  const { page } = program
  await captureLoopback(program, server.port)
  for (let count = 0; count < 3; count += 1) await talk(server.port)
  await expect(program.flowRows()).toHaveCount(3)
  const ports = (await program.flowRows().allInnerTexts()).map((text) => Number(/:(\d+)/.exec(text)?.[1]))
  const save = async (what: string) => {
    const path = await saveDialogAnswers(program)
    await page.getByRole('region', { name: 'Live capture' }).getByRole('button', { name: 'Save…' }).click()
    await page.getByRole('radio', { name: what }).check()
    await page.getByRole('form', { name: 'Save packets' }).getByRole('button', { name: 'Save…' }).click()
    await expect(page.getByRole('status').filter({ hasText: path })).toBeVisible()
    return flowsOf(path).map(({ client, server: to }) => [client.port, to.port])
  }
  await page.getByRole('combobox', { name: 'Filter or search flows' }).fill(String(ports[1]))
  await expect(program.flowRows()).toHaveCount(1)
  expect(await save('Flows that the search and the filters show')).toEqual([[ports[1], server.port]])
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(program.flowRows()).toHaveCount(3)
  await rowOf(program, ports[2] as number).click()
  expect(await save('The selected flow')).toEqual([[ports[2], server.port]])
})
