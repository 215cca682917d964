/** Every export of the window, written by the program, opened, and held to what the command line prints. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allSamplesJoined, copyOfSample } from './captures'
import { printed } from './commandLine'
import { saveDialogAnswers } from './live'
import { expect, type Program, test } from './program'

const folder = mkdtempSync(join(tmpdir(), 'lastack-exports-'))

const LADDER = 'Export the ladder'
const FLOWS = 'Export flows or a report'

async function chooseExport({ page }: Program, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menu', { name: menu }).getByRole('menuitem', { name: item }).click()
}

/** Chooses an export, and waits until the program says that it is written. */
async function exported(program: Program, menu: string, item: string, name: string): Promise<string> {
  const path = await saveDialogAnswers(program, join(folder, name))
  await chooseExport(program, menu, item)
  await expect(program.page.getByText(`Written to ${path}.`)).toBeVisible()
  return path
}

async function opened(start: (args: string[]) => Promise<Program>, capture: string): Promise<Program> {
  const program = await start([capture])
  await expect(program.flowRows().first()).toBeVisible()
  await program.selectFlow(0)
  return program
}

const clipboard = ({ app }: Program) => app.evaluate(({ clipboard }) => clipboard.readText())

test('a ladder is written as SVG, text and Mermaid, as the command line prints it, and copied', async ({ start }) => {
  const capture = copyOfSample('lost-final-ack.pcapng')
  const program = await opened(start, capture)
  const ladder = (format: string, ...more: string[]) =>
    printed('ladder', capture, '--flow', '0', '--format', format, ...more)
  const theme = await program.page.evaluate(() => document.documentElement.dataset.theme ?? '')
  const svg = readFileSync(await exported(program, LADDER, 'SVG picture…', 'ladder.svg'), 'utf8')
  expect(svg).toBe(ladder('svg', '--theme', theme))
  const read = await program.page.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml')
    return { root: documentElement.localName, arrows: documentElement.querySelectorAll('path').length }
  }, svg)
  expect(read.root).toBe('svg')
  expect(read.arrows).toBeGreaterThan(20)
  const text = await exported(program, LADDER, 'Plain text…', 'ladder.txt')
  expect(readFileSync(text, 'utf8')).toBe(ladder('text'))
  const mermaid = await exported(program, LADDER, 'Mermaid diagram…', 'ladder.mmd')
  expect(readFileSync(mermaid, 'utf8')).toBe(ladder('mermaid'))
  await chooseExport(program, LADDER, 'Copy as text')
  await expect.poll(() => clipboard(program)).toBe(ladder('text'))
  await chooseExport(program, LADDER, 'Copy as Mermaid diagram')
  await expect.poll(() => clipboard(program)).toBe(ladder('mermaid'))
})

test('a ladder is painted as PNG, twice as sharp as its SVG', async ({ start }) => {
  const capture = copyOfSample('zero-window.pcapng')
  const program = await opened(start, capture)
  const png = readFileSync(await exported(program, LADDER, 'PNG picture…', 'ladder.png'))
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(
    printed('ladder', capture, '--flow', '0', '--format', 'svg'),
  ) ?? ['', '0', '0']
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)])
  const colours = await program.page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    const seen = new Set<string>()
    for (let at = 0; at < data.length; at += 4) seen.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`)
    return seen.size
  }, png.toString('base64'))
  expect(colours).toBeGreaterThan(50)
})

test('flows are written as CSV and JSON Lines, all and filtered', async ({ start }) => {
  const capture = allSamplesJoined()
  const program = await opened(start, capture)
  const all = printed('flows', capture, '--format', 'json')
  expect(readFileSync(await exported(program, FLOWS, 'All as JSON Lines…', 'flows.jsonl'), 'utf8')).toBe(all)
  const csv = await exported(program, FLOWS, 'All as CSV table…', 'flows.csv')
  expect(readFileSync(csv, 'utf8')).toBe(printed('flows', capture, '--format', 'csv'))
  await program.page.getByRole('button', { name: FLOWS }).click()
  await expect(program.page.getByRole('menuitem', { name: 'Filtered as CSV table…' })).toBeDisabled()
  await program.page.keyboard.press('Escape')
  await program.page.getByRole('combobox', { name: 'Filter or search flows' }).fill('5432')
  await expect(program.flowRows()).toHaveCount(1)
  const filtered = await exported(program, FLOWS, 'Filtered as JSON Lines…', 'filtered.jsonl')
  const wanted = all.split('\n').filter((line) => line.includes('"port":5432'))
  expect(readFileSync(filtered, 'utf8')).toBe(`${wanted.join('\n')}\n`)
})

test('a report opens offline in a browser, light and dark, and its evidence leads to its rows', async ({ start }) => {
  const program = await opened(start, allSamplesJoined())
  const path = await exported(program, FLOWS, 'Report as HTML page…', 'report.html')
  const [page] = await Promise.all([
    program.app.waitForEvent('window'),
    program.app.evaluate(({ BrowserWindow }, file) => {
      void new BrowserWindow({ width: 1200, height: 900 }).loadFile(file)
    }, path),
  ])
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'all-samples.pcapng' })).toBeVisible()
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await background()
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await background()).not.toBe(light)
  const bar = page.locator('svg.ladder rect').first()
  expect(await bar.evaluate((rect) => getComputedStyle(rect).fill)).toBe('rgb(21, 24, 30)')
  const link = page.getByRole('link', { name: /^Frame / }).first()
  await link.click()
  expect(await page.evaluate(() => document.querySelector(':target')?.localName)).toBe('rect')
  expect(complaints).toEqual([])
})

test('an export is made by the keyboard alone', async ({ start }) => {
  const program = await opened(start, copyOfSample('refused.pcapng'))
  const path = await saveDialogAnswers(program, join(folder, 'keyboard.mmd'))
  const button = program.page.getByRole('button', { name: LADDER })
  await button.focus()
  await program.page.keyboard.press('Enter')
  await expect(program.page.getByRole('menuitem', { name: 'SVG picture…' })).toBeFocused()
  await program.page.keyboard.press('Escape')
  await expect(button).toBeFocused()
  await program.page.keyboard.press('Enter')
  await expect(program.page.getByRole('menuitem', { name: 'SVG picture…' })).toBeFocused()
  for (let step = 0; step < 3; step += 1) await program.page.keyboard.press('ArrowDown')
  await program.page.keyboard.press('Enter')
  await expect(program.page.getByText(`Written to ${path}.`)).toBeVisible()
  expect(readFileSync(path, 'utf8')).toMatch(/^sequenceDiagram\n/)
})
