/** A display filter in the ladder's search field: what passes stands out, the rest steps back. */
import { copyOfSample } from './captures'
import { lossyTransfer } from './graphCaptures'
import { dress, rested, speak, THEMES } from './look'
import { expect, type Program, test } from './program'

const rows = (program: Program) => program.ladder().locator('tbody tr')
const current = (program: Program) => program.ladder().locator('tr[aria-current=true]')
const field = ({ page }: Program) => page.getByRole('searchbox', { name: 'Search this ladder' })
const found = ({ page }: Program) => page.locator('.ladder-found .visually-hidden')

async function filtered(program: Program, text: string): Promise<void> {
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('/')
  await program.page.keyboard.type(text)
}

test('tells which segments pass, in words and in the table, and leads through them by keys', async ({ start }) => {
  const program = await start([copyOfSample('four-way-close.pcapng')])
  await program.selectFlow(0)
  const all = 11
  await expect(rows(program).filter({ hasText: /seq|ACK|FIN|SYN/ })).toHaveCount(all)
  await filtered(program, 'tcp.flags.fin == 1')
  await expect(found(program)).toHaveText(`2 of ${all} match`)
  await expect(program.ladder().getByRole('columnheader', { name: 'Filter' })).toBeAttached()
  await expect(rows(program).filter({ hasText: 'filtered out' })).toHaveCount(all - 2)
  await expect(rows(program).filter({ hasText: 'matches' })).toHaveCount(2)
  await program.page.keyboard.press('Enter')
  await expect(current(program)).toContainText('FIN,ACK')
  const first = await current(program).getAttribute('id')
  await program.page.keyboard.press('ArrowDown')
  await program.page.keyboard.press('n')
  await expect(current(program)).not.toHaveAttribute('id', first ?? '')
  await expect(current(program)).toContainText('FIN,ACK')
  await program.page.keyboard.press('n')
  await expect(current(program)).toHaveAttribute('id', first ?? '')
  await program.page.keyboard.press('N')
  await expect(current(program)).not.toHaveAttribute('id', first ?? '')
  await program.page.keyboard.press('Escape')
  await expect(program.ladder().getByRole('columnheader', { name: 'Filter' })).toHaveCount(0)
})

test('a fold says how many of its segments pass, from afar and near; pictures', async ({ start }, info) => {
  const program = await start([lossyTransfer()])
  await program.selectFlow(0)
  await filtered(program, 'tcp.len > 0 && tcp.analysis.retransmission')
  await expect(found(program)).toHaveText(/^\d+ of [\d,]+ match$/)
  const [, wanted] = /^(\d+) of/.exec((await found(program).textContent()) ?? '') ?? []
  for (const level of ['Phases', 'Exchanges', 'Segments']) {
    await program.page.getByRole('group', { name: 'Level of detail' }).getByRole('button', { name: level }).click()
    await expect(found(program)).toHaveText(new RegExp(`^${wanted} of [\\d,]+ match$`))
    await field(program).press('Enter')
    await expect(current(program)).toContainText(/matches|[1-9]\d* of \d+ match/)
  }
  for (const theme of THEMES) {
    await dress(program, theme)
    await speak(program, theme === 'dark' ? 'zh-CN' : 'en')
    await rested(program)
    await info.attach(`filtered-${theme}`, { body: await program.page.screenshot(), contentType: 'image/png' })
    await program.page.screenshot({ path: info.outputPath(`filtered-${theme}.png`) })
  }
})

test('says what is wrong with a filter, and where', async ({ start }) => {
  const program = await start([copyOfSample('four-way-close.pcapng')])
  await program.selectFlow(0)
  await filtered(program, 'tcp.lenn > 0')
  await expect(program.alert()).toContainText('Filter, column 1: ')
  await expect(field(program)).toHaveAttribute('aria-invalid', 'true')
  await speak(program, 'zh-CN')
  await expect(program.alert()).toContainText('过滤器第 1 列：')
})
