import { bothEnds, copyOfSample, garbage } from './captures'
import { expect, type Program, test } from './program'

const fates = (program: Program) => program.page.getByRole('listbox', { name: 'Segments of both' })

test('two captures named on the command line are told together', async ({ start }) => {
  const program = await start([...bothEnds()])
  await program.titleIs('client.pcapng and server.pcapng')
  const clocks = program.page.getByRole('region', { name: 'Captures and clocks' })
  await expect(clocks).toContainText(/(5\.00|4\.99|5\.01) s ahead/)
  await expect(clocks).toContainText('±')
  await expect(program.page.getByRole('listbox', { name: 'Flows of both' }).getByRole('option')).toHaveCount(1)
  await expect(fates(program).getByRole('option').filter({ hasText: 'lost on the way' })).toHaveCount(1)
  await expect(fates(program).getByRole('option').filter({ hasText: 'RST' })).toContainText('forged on the way')
})

test('segments of both captures are walked through with the keyboard', async ({ start }) => {
  const program = await start([...bothEnds()])
  const list = fates(program)
  await list.focus()
  for (let press = 0; press < 7; press += 1) await program.page.keyboard.press('ArrowDown')
  await expect(list.getByRole('option', { selected: true })).toContainText('lost on the way')
  const detail = program.page.getByRole('status', { name: 'The selected segment' })
  await expect(detail).toContainText('frame 8 of client.pcapng, not in server.pcapng')
  await program.page.keyboard.press('End')
  await expect(detail).toContainText('from the client')
})

test('two captures dropped together, or chosen together, open together', async ({ start }) => {
  const [client, server] = bothEnds()
  const program = await start()
  await expect(program.openButton()).toBeVisible()
  await program.drop(client, server)
  await program.titleIs('client.pcapng and server.pcapng')
  await expect(fates(program).getByRole('option').first()).toBeVisible()
  await program.page.getByRole('button', { name: 'Close the capture' }).click()
  await program.dialogWillAnswer(client, server)
  await program.openButton().click()
  await expect(fates(program).getByRole('option').first()).toBeVisible()
})

test('a second file that is no capture leaves the first to be opened alone', async ({ start }) => {
  const program = await start([copyOfSample('four-way-close.pcapng', 'first.pcapng'), garbage()])
  await expect(program.alert()).toContainText('garbage.pcap')
  await program.page.getByRole('button', { name: 'Open the first alone' }).click()
  await program.titleIs('first.pcapng')
  await expect(program.flowRows()).toHaveCount(1)
})
