/** What the palette finds beside commands: flows by number, and the ladder as it is on screen. Times as preferred. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allSamplesJoined, copyOfSample } from './captures'
import { printed } from './commandLine'
import { saveDialogAnswers } from './live'
import { expect, type Program, test } from './program'

async function command({ page }: Program, search: string, option: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type(search)
  await page.getByRole('option', { name: option }).click()
}

test('the palette goes to a flow by its number', async ({ start }) => {
  const capture = allSamplesJoined()
  const program = await start([capture])
  await expect(program.flowRows().first()).toBeVisible()
  const flows = printed('flows', capture, '--format', 'json')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { client: { port: number } })
  const third = flows[3]
  await command(program, '3', 'Flow 3')
  await expect(program.page.locator('.ladder-title')).toContainText(`:${third?.client.port}`)
  await expect(program.flows().getByRole('row', { selected: true })).toContainText(String(third?.client.port))
})

test('the palette exports the ladder from as far away as it is looked at', async ({ start }) => {
  const capture = copyOfSample('four-way-close.pcapng')
  const program = await start([capture])
  await expect(program.flowRows().first()).toBeVisible()
  await program.selectFlow(0)
  await program.page.getByRole('button', { name: 'Phases' }).click()
  const path = await saveDialogAnswers(program, join(mkdtempSync(join(tmpdir(), 'lastack-palette-')), 'far.txt'))
  await command(program, 'ladder as text', 'Export the ladder as text…')
  await expect(program.page.getByText(`Written to ${path}.`)).toBeVisible()
  const near = printed('ladder', capture, '--flow', '0', '--format', 'text')
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(near.split('\n').length)
})

test('times of day are told on the timeline where they are preferred', async ({ start }) => {
  const program = await start([copyOfSample('four-way-close.pcapng')])
  await expect(program.flowRows().first()).toBeVisible()
  const marks = program.page.locator('.timeline-axis text')
  await expect(marks.first()).toHaveText(/^[\d.,−-]+ (ms|s)$/)
  await command(program, 'times utc', 'Times: UTC')
  await expect(marks.first()).toHaveText(/^\d\d:\d\d:\d\d/)
})
