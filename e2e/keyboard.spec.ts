import { allSamplesJoined } from './captures'
import { flowsOf } from './commandLine'
import { expect, test } from './program'

test('flows, ladder and segment are reached and read with the keyboard alone', async ({ start }) => {
  const capture = allSamplesJoined()
  const program = await start([capture])
  await expect(program.flowRows().first()).toBeVisible()
  await program.flows().focus()
  await program.page.keyboard.press('Home')
  await expect(program.page.locator('#flow-row-0')).toHaveAttribute('aria-selected', 'true')
  await program.page.keyboard.press('ArrowDown')
  await expect(program.page.locator('#flow-row-1')).toHaveAttribute('aria-selected', 'true')
  await program.page.keyboard.press('Home')
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('ArrowDown')
  await expect(program.ladder().locator('tr[aria-current=true]')).toHaveCount(1)
  await program.page.keyboard.press('Home')
  await program.page.keyboard.press('Enter')
  await expect(program.segmentFields().getByRole('treeitem').first()).toBeVisible()
})

test('the slash searches, and Escape shows all flows again', async ({ start }) => {
  const capture = allSamplesJoined()
  const flows = flowsOf(capture)
  const [{ server }] = flows as [(typeof flows)[number]]
  const program = await start([capture])
  await expect(program.flows()).toHaveAttribute('aria-rowcount', String(flows.length + 1))
  await program.page.keyboard.press('/')
  await program.page.keyboard.type('no such flow')
  await expect(program.flowRows()).toHaveCount(0)
  await program.page.keyboard.press('Escape')
  await expect(program.flows()).toHaveAttribute('aria-rowcount', String(flows.length + 1))
  await program.page.keyboard.type(`${server.address}:${server.port}`)
  await expect(program.flowRows().first()).toBeVisible()
})

test('the question mark shows the keys', async ({ start }) => {
  const program = await start()
  await expect(program.openButton()).toBeVisible()
  await program.page.keyboard.press('?')
  await expect(program.page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
})
