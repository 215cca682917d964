// What is measured of the flow list and the timeline, and of starting and opening.
import { setTimeout as pause } from 'node:timers/promises'

const answered = (page) => page.evaluate(() => window.benchAnswer)

async function timed(page, among, act) {
  await page.evaluate((kind) => window.bench.awaitFlows(kind), among)
  await act()
  const wall = await answered(page)
  await pause(400)
  return wall
}

const header = (page, title) =>
  page.getByRole('grid', { name: 'Flows' }).getByRole('columnheader').getByRole('button', { name: title })

/** Milliseconds from a click on a heading until rows in the new order are painted: client, then retransmissions. */
export async function sorts(page) {
  const first = await timed(page, 'row', () =>
    header(page, /^Client/)
      .first()
      .click(),
  )
  const turned = await timed(page, 'row', () =>
    header(page, /^Client/)
      .first()
      .click(),
  )
  return [first, turned]
}

/** Milliseconds from the last letter of a filter until the rows that pass are painted. */
export async function filters(page, text) {
  const field = page.locator('#search')
  await field.fill(text.slice(0, -1))
  await pause(1200)
  await field.focus()
  await page.keyboard.press('End')
  const wall = await timed(page, 'count', () => page.keyboard.type(text.slice(-1)))
  await field.fill('')
  await pause(1200)
  return wall
}

/** Milliseconds from a move of the timeline's brush until the flows of that time are painted. */
export async function brushes(page) {
  const chart = page.getByRole('group', { name: 'Timeline' })
  await chart.focus()
  const wall = await timed(page, 'count', () => page.keyboard.press('ArrowRight'))
  const moved = await timed(page, 'count', () => page.keyboard.press('Shift+ArrowRight'))
  await page.keyboard.press('Escape')
  await pause(600)
  return [wall, moved]
}

/** Milliseconds from a click on the button until the first flow of the file is painted; a dialog answers at once. */
export async function firstFlows({ app, page }, path) {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
  await pause(1000)
  return timed(page, 'row', () => page.getByRole('button', { name: 'Open a capture' }).click())
}
