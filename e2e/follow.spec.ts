/** What the two ends of a flow said, under the ladder. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyOfSample } from './captures'
import { printed } from './commandLine'
import { BODY, conversation, manyLines } from './followCaptures'
import { saveDialogAnswers } from './live'
import { expect, type Program, test } from './program'

const panel = ({ page }: Program) => page.getByRole('tabpanel', { name: 'Follow' })
const stream = (program: Program) => panel(program).getByRole('region', { name: 'What was said' })
const search = (program: Program) => panel(program).getByRole('searchbox', { name: 'Search in what was said' })
const look = (program: Program, name: string) => panel(program).getByText(name, { exact: true })

async function follow(program: Program): Promise<void> {
  await program.selectFlow(0)
  await program.page.getByRole('tab', { name: 'Follow', exact: true }).click()
  await expect(panel(program)).toBeVisible()
}

test('both sides are told in turns, with what is missing and what was said twice', async ({ start }) => {
  const program = await start([conversation()])
  await follow(program)
  await expect(stream(program)).toContainText('→ Client')
  await expect(stream(program)).toContainText('GET /hello HTTP/1.1')
  await expect(stream(program)).toContainText('← Server')
  await expect(stream(program)).toContainText('grüße ·[2J!')
  // Only what is in view is there: what follows may lie below.
  await stream(program).focus()
  await program.page.keyboard.press('End')
  await expect(stream(program)).toContainText('[1,448 bytes not captured]')
  await expect(stream(program)).toContainText('Another segment says other bytes')
  await panel(program).getByRole('combobox', { name: 'Whose stream' }).selectOption('server')
  await expect(stream(program)).not.toContainText('GET /hello')
  await expect(stream(program)).toContainText('HTTP/1.1 200 OK')
})

test('as hex and raw, and with HTTP bodies decoded', async ({ start }) => {
  const program = await start([conversation()])
  await follow(program)
  await look(program, 'Hex').click()
  await expect(stream(program)).toContainText('47 45 54 20 2f 68 65 6c')
  await look(program, 'Raw').click()
  await expect(stream(program)).toContainText('474554202f68656c6c6f')
  await look(program, 'HTTP').click()
  const messages = panel(program).getByRole('list', { name: 'HTTP messages' })
  await expect(messages.getByRole('listitem')).toHaveCount(2)
  await messages.getByRole('button', { name: 'Show the body' }).click()
  await expect(messages).toContainText(BODY)
})

test('bytes lead to their segment in the ladder, and segments to their bytes', async ({ start }) => {
  const program = await start([conversation()])
  await follow(program)
  await stream(program).getByRole('button', { name: 'frame 5', exact: true }).click()
  await expect(program.page.getByRole('heading', { name: 'Frame 5' })).toBeVisible()
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('ArrowUp')
  await expect(program.page.getByRole('heading', { name: 'Frame 4' })).toBeVisible()
  await expect(stream(program).locator('.is-selected').first()).toContainText('GET /hello')
})

test('a long stream is searched, by keys and through all of it', async ({ start }) => {
  const program = await start([manyLines(60_000)])
  await follow(program)
  await expect(stream(program)).toContainText('line 0 of')
  await search(program).fill('LINE 5999')
  await expect(panel(program).getByRole('status')).toHaveText('11 hits')
  await search(program).press('Enter')
  await expect(panel(program).getByRole('status')).toHaveText('1 of 11')
  await expect(stream(program).locator('.is-current')).toBeInViewport()
  await search(program).press('Shift+Enter')
  await expect(panel(program).getByRole('status')).toHaveText('11 of 11')
  await expect(stream(program).locator('.is-current')).toHaveText('line 5999')
  await expect(stream(program)).toContainText('line 59999 of')
})

test('what is shown is saved as the command line prints it, and copied', async ({ start }) => {
  const capture = conversation()
  const program = await start([capture])
  await follow(program)
  const path = await saveDialogAnswers(program, join(mkdtempSync(join(tmpdir(), 'lastack-said-')), 'said.txt'))
  await panel(program).getByRole('button', { name: 'Save…' }).click()
  await expect(program.page.getByText(`Written to ${path}.`)).toBeVisible()
  expect(readFileSync(path, 'utf8')).toBe(printed('follow', capture, '--flow', '0'))
  await panel(program).getByRole('button', { name: 'Copy' }).click()
  await expect
    .poll(() => program.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain('GET /hello HTTP/1.1')
})

test('a flow in which nothing was said says so', async ({ start }) => {
  const program = await start([copyOfSample('syn-unanswered.pcapng')])
  await follow(program)
  await expect(panel(program)).toContainText('Nothing was said')
})

test('what was said is saved as it was, which is said where other names are wanted', async ({ start }) => {
  const program = await start([conversation()])
  await follow(program)
  await expect(panel(program)).not.toContainText('Saved as it was said')
  await program.page.getByRole('button', { name: 'Export the ladder' }).click()
  await program.page.getByRole('menuitemcheckbox', { name: 'Other addresses and names' }).click()
  await program.page.keyboard.press('Escape')
  await expect(panel(program)).toContainText('Saved as it was said')
  await expect(panel(program).getByRole('button', { name: 'Save…' })).toHaveAttribute('title', /may name anyone/)
})
