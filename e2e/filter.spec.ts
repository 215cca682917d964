/** The field over the flow list: text, display filters, mistakes, completion, and what it remembers. */
import { allSamplesJoined } from './captures'
import { printed } from './commandLine'
import { expect, freshProfile, Program, test } from './program'

const field = ({ page }: Program) => page.getByRole('combobox', { name: 'Filter or search flows' })
const suggestions = ({ page }: Program) => page.getByRole('listbox', { name: 'Suggestions' })
const taken = ({ page }: Program) => page.getByRole('search').locator('.filter-taken')

/** How many flows the command line prints with a filter. */
const counted = (capture: string, filter: string): number =>
  printed('flows', capture, '--format', 'json', '--filter', filter).trim().split('\n').filter(Boolean).length

test('lists the flows that the command line prints for the same filter', async ({ start }) => {
  const capture = allSamplesJoined()
  const program = await start([capture])
  await expect(program.flowRows().first()).toBeVisible()
  for (const filter of [
    'tcp.flags.reset == 1',
    'state.server == CLOSE_WAIT',
    'severity == stuck && ip.addr == 10.0.0.0/8',
    'tcp.payload contains "HTTP" || tcp.analysis.zero_window',
    '!tcp.analysis.flags',
  ]) {
    await field(program).fill(filter)
    await expect(taken(program)).toHaveText('Filter')
    await expect(program.flowRows()).toHaveCount(counted(capture, filter))
  }
})

test('looks for what is no filter as text', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await field(program).fill('refused')
  await expect(taken(program)).toHaveText('Text')
  await expect(program.flowRows()).toHaveCount(1)
})

test('points at a mistake and leaves the list as it was', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await expect(program.flowRows()).not.toHaveCount(0)
  const all = await program.flowRows().count()
  await field(program).fill('tcp.flags.reset == 1')
  await expect(taken(program)).toHaveText('Filter')
  await expect(program.flowRows()).not.toHaveCount(all)
  const before = await program.flowRows().count()
  await field(program).fill('tcp.flags.reset == 7')
  await expect(program.alert()).toContainText('Column 20: tcp.flags.reset is at most 1.')
  await expect(field(program)).toHaveAttribute('aria-invalid', 'true')
  expect(await program.flowRows().count()).toBe(before)
})

test('a filter that is being written is no text to look for', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await expect(program.flowRows().first()).toBeVisible()
  const all = await program.flowRows().count()
  await field(program).fill('tcp.')
  await expect(taken(program)).toHaveText('Text')
  await expect(program.flowRows()).toHaveCount(0)
  await field(program).fill('tcp.flags.reset == ')
  await expect(taken(program)).toHaveText('Filter')
  await expect(program.flowRows()).toHaveCount(all)
})

test('completes fields and values by keyboard', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await field(program).pressSequentially('tcp.flags.rese')
  await expect(suggestions(program).getByRole('option', { name: 'tcp.flags.reset' })).toBeVisible()
  await program.page.keyboard.press('ArrowDown')
  await program.page.keyboard.press('Enter')
  await expect(field(program)).toHaveValue('tcp.flags.reset ')
  await field(program).fill('state.server == CLOSE')
  await program.page.keyboard.press('Control+Space')
  await expect(suggestions(program).getByRole('option').first()).toHaveText('CLOSED')
  await program.page.keyboard.press('Escape')
  await expect(suggestions(program)).toBeHidden()
})

test('remembers filters that were used, and keeps those that it is told to keep', async () => {
  const profile = freshProfile()
  const capture = allSamplesJoined()
  const first = await Program.start([capture], profile)
  await field(first).fill('tcp.flags.reset == 1')
  await expect(taken(first)).toHaveText('Filter')
  await first.page.keyboard.press('Enter')
  await field(first).fill('severity == stuck')
  await first.page.getByRole('button', { name: 'Keep this filter' }).click()
  await expect(first.page.getByRole('button', { name: 'No longer keep this filter' })).toBeVisible()
  await first.page.waitForTimeout(500)
  await first.close()
  const second = await Program.start([capture], profile)
  await field(second).press('ArrowDown')
  await expect(suggestions(second).getByRole('option')).toContainText(['severity == stuck', 'tcp.flags.reset == 1'])
  await second.close()
})

test('filters by what was pointed at, alone and with what is filtered already', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  const menu = program.page.getByRole('menu', { name: 'Filter by what was clicked' })
  await expect(program.flowRows().first()).toBeVisible()
  await program.flowRows().first().getByRole('gridcell').first().click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Filter by this: verdict == "syn-unanswered"' }).click()
  await expect(field(program)).toHaveValue('verdict == "syn-unanswered"')
  await expect(program.flowRows()).toHaveCount(1)
  await program.flowRows().first().getByRole('gridcell').first().click({ button: 'right' })
  await program.page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
})
