import AxeBuilder from '@axe-core/playwright'
import type { Locator } from '@playwright/test'
import { copyOfSample, generated } from './captures'
import { expect, type Program, test } from './program'

const pane = (program: Program) => program.page.getByRole('region', { name: 'Explain', exact: true })
const tab = (program: Program, name: string) => pane(program).getByRole('tab', { name })
const knows = (program: Program, side: 'client' | 'server') =>
  pane(program).getByRole('region', { name: `What the ${side} knows` })
const current = (program: Program) => program.ladder().locator('tr[aria-current=true]')
/** A side's statements by how they are marked. */
const marks = (list: Locator) =>
  list.getByRole('listitem').evaluateAll((items) => items.map(({ dataset }) => `${dataset.knowledge} ${dataset.mark}`))

/** Opens a sample's flow in Explain mode with its first row selected, by keys alone. */
async function explained(program: Program): Promise<void> {
  await expect(program.flowRows().first()).toBeVisible()
  await program.flows().focus()
  await program.page.keyboard.press('Home')
  await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('Home')
  await program.page.keyboard.press('e')
  await expect(pane(program).getByRole('heading', { name: /^Frame 1 / })).toBeVisible()
}

/** Goes to the ladder's row of a frame by arrow keys. */
async function goTo(program: Program, frame: number): Promise<void> {
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('Home')
  for (let presses = 0; presses < 40; presses += 1) {
    const shown = await current(program).locator('td').nth(6).textContent()
    if (shown === String(frame)) break
    await program.page.keyboard.press('ArrowDown')
    await expect(current(program).locator('td').nth(6)).not.toHaveText(shown ?? '')
  }
  await expect(pane(program).getByRole('heading', { name: new RegExp(`^Frame ${frame} `) })).toBeVisible()
}

/** Presses Tab until the focus is on what is wanted. */
async function tabTo(program: Program, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await program.page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}

test('three segments: what each side knows after each of them', async ({ start }) => {
  const program = await start([copyOfSample('three-way-handshake.pcapng')])
  await explained(program)
  expect(await marks(knows(program, 'client'))).toContain('own-iss new')
  expect(await marks(knows(program, 'client'))).toContain('can-send open')
  expect(await marks(knows(program, 'server'))).toContain('can-receive new')
  await goTo(program, 2)
  await expect.poll(() => marks(knows(program, 'client'))).toContain('can-send new')
  expect(await marks(knows(program, 'client'))).toContain('peer-iss new')
  expect(await marks(knows(program, 'server'))).toContain('can-send open')
  await goTo(program, 3)
  await expect.poll(() => marks(knows(program, 'server'))).toContain('can-send new')
  await expect(knows(program, 'server')).toContainText('learned just now')
  // The frame that taught it leads to its row.
  await knows(program, 'client').getByRole('button', { name: 'frame 2' }).first().click()
  await expect(current(program)).toContainText('SYN,ACK')
  await expect(pane(program).getByRole('heading', { name: /^Frame 2 / })).toBeVisible()
})

test('the numbers of the handshake are a sum that holds, relative and raw', async ({ start }) => {
  const program = await start([copyOfSample('three-way-handshake.pcapng')])
  await explained(program)
  await tab(program, 'Numbers').click()
  const acknowledges = pane(program).getByRole('region', { name: 'What it acknowledges' })
  await expect(acknowledges).toContainText('the acknowledgment number says nothing')
  await expect(pane(program).getByRole('region', { name: 'What it takes' })).toContainText(
    'seq 0 + SYN 1 = next 1 → ack 1',
  )
  await goTo(program, 2)
  await expect(acknowledges).toContainText('seq 0 + SYN 1 = next 1 → ack 1')
  await expect(acknowledges).toContainText('holds')
  await expect(acknowledges.getByRole('button', { name: 'frame 1' })).toBeVisible()
  const variables = pane(program).getByRole('table')
  await expect(variables.getByRole('row', { name: /SND\.UNA/ })).toContainText('1')
  await pane(program).getByRole('button', { name: 'Raw' }).click()
  const [seq, total] = await acknowledges.locator('.sum-term.seq b, .sum-term.total b').allTextContents()
  expect(Number(total)).toBe((Number(seq) + 1) % 2 ** 32)
  expect(Number(seq)).toBeGreaterThan(1)
})

test('the way through the state diagram lights up step by step', async ({ start }) => {
  const program = await start([copyOfSample('four-way-close.pcapng')])
  await explained(program)
  await tab(program, 'States').click()
  const lit = (side: string) =>
    pane(program)
      .locator(`.edge[data-sides~=${side}]`)
      .evaluateAll((edges) => edges.map((edge) => edge.getAttribute('data-edge') ?? '').sort())
  expect(await lit('client')).toEqual(['CLOSED>SYN_SENT'])
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('End')
  const way = [
    'CLOSED>SYN_SENT',
    'ESTABLISHED>FIN_WAIT_1',
    'FIN_WAIT_1>FIN_WAIT_2',
    'FIN_WAIT_2>TIME_WAIT',
    'SYN_SENT>ESTABLISHED',
  ]
  const lines = await program.ladderLines()
  const last = Math.max(...lines.map(({ frame }) => Number(frame) || 0))
  await goTo(program, last)
  await expect.poll(() => lit('client')).toEqual(way)
  expect(await lit('server')).toContain('CLOSE_WAIT>LAST_ACK')
  const list = pane(program).getByRole('region', { name: 'The client’s way' })
  await expect(list.getByRole('listitem').last()).toContainText('TIME_WAIT from FIN_WAIT_2')
  await pane(program).getByRole('button', { name: 'Client', exact: true }).click()
  await expect.poll(() => lit('server')).toEqual([])
  // A lit arrow leads to its frame.
  await pane(program).locator('.edge-words[data-edge="CLOSED>SYN_SENT"] .edge-text').click()
  await expect(pane(program).getByRole('heading', { name: /^Frame 1 / })).toBeVisible()
})

test('both ways of a simultaneous open begin with an active OPEN and go on through SYN_RCVD', async ({ start }) => {
  const program = await start([copyOfSample('simultaneous-open.pcapng')])
  await explained(program)
  await tab(program, 'States').click()
  await goTo(program, 4)
  const sides = (edge: string) => pane(program).locator(`.edge[data-edge="${edge}"]`)
  await expect(sides('CLOSED>SYN_SENT')).toHaveAttribute('data-sides', 'client server')
  await expect(sides('CLOSED>LISTEN')).toHaveAttribute('data-sides', '')
  for (const edge of ['SYN_SENT>SYN_RCVD', 'SYN_RCVD>ESTABLISHED']) {
    await expect(sides(edge)).toHaveAttribute('data-sides', 'client server')
  }
  await expect(sides('SYN_SENT>ESTABLISHED')).toHaveAttribute('data-sides', '')
})

test('what would have followed had the last ACK been lost', async ({ start }) => {
  const program = await start([copyOfSample('lost-final-ack.pcapng')])
  await explained(program)
  await pane(program).getByRole('button', { name: 'What if this one were lost?' }).click()
  await expect(tab(program, 'If it were lost')).toHaveAttribute('aria-selected', 'true')
  const replay = pane(program).getByRole('table', { name: 'What would have followed' })
  await expect(replay.getByRole('row').filter({ hasText: 'lost' })).toHaveCount(1)
  await expect(replay).toContainText('SYN_SENT')
  // Frame 11, the last ACK, really was lost: the capture shows what comes of that.
  await goTo(program, 11)
  await expect(pane(program)).toContainText('Frame 11 seems to have been lost on its way')
  await expect(pane(program)).toContainText('As captured')
  // Where it arrived, the same is replayed.
  await program.dialogWillAnswer(copyOfSample('four-way-close.pcapng'))
  await program.page.keyboard.press('Control+o')
  await program.titleIs('four-way-close.pcapng')
  await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
  await goTo(program, 11)
  await tab(program, 'If it were lost').click()
  await expect(pane(program)).toContainText('Repaired')
  const lost = replay.getByRole('row').filter({ hasText: 'lost' })
  await expect(lost).toHaveCount(1)
  await expect(lost).toContainText('ACK')
  await expect(lost).toContainText('TIME_WAIT')
  await expect(replay.getByRole('row').filter({ hasText: 'FIN,ACK' }).last()).toContainText('LAST_ACK')
  await expect(replay).toContainText('2MSL')
})

test('data goes on after the FIN: the half-close is answered on this flow', async ({ start }) => {
  const program = await start([copyOfSample('half-close-with-data.pcapng')])
  await explained(program)
  await tab(program, 'Questions').click()
  const questions = pane(program).locator('button[aria-expanded]')
  await expect(questions.first()).toHaveAttribute('aria-expanded', 'false')
  await pane(program).getByRole('button', { name: 'Open all' }).click()
  await expect(questions.first()).toHaveAttribute('aria-expanded', 'true')
  expect(await questions.count()).toBeGreaterThan(4)
  await expect(pane(program).locator('.answer').first().getByRole('button').first()).toBeVisible()
  await expect(pane(program)).toContainText(/half-close/i)
})

test('Explain mode is opened, read and closed by the keyboard alone, and stays open from capture to capture', async ({
  start,
}) => {
  const program = await start([copyOfSample('three-way-handshake.pcapng')])
  await explained(program)
  await tabTo(program, pane(program).getByRole('button', { name: 'What if this one were lost?' }))
  await program.page.keyboard.press('Enter')
  await expect(pane(program).getByRole('table', { name: 'What would have followed' })).toBeVisible()
  await tabTo(program, tab(program, 'If it were lost'))
  await program.page.keyboard.press('ArrowLeft')
  await expect(tab(program, 'States')).toBeFocused()
  await expect(pane(program).getByRole('region', { name: 'The server’s way' })).toBeVisible()
  await program.page.keyboard.press('Home')
  await expect(tab(program, 'Who knows what')).toHaveAttribute('aria-selected', 'true')
  await expect(pane(program).getByRole('status')).toContainText('Frame 1')
  await tabTo(program, knows(program, 'client').getByRole('button', { name: 'frame 1' }).first())
  await program.page.keyboard.press('Enter')
  await expect(current(program)).toContainText('SYN seq 0')
  await program.dialogWillAnswer(copyOfSample('four-way-close.pcapng'))
  await program.page.keyboard.press('Control+o')
  await program.titleIs('four-way-close.pcapng')
  await expect(pane(program)).toBeVisible()
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('e')
  await expect(pane(program)).toBeHidden()
  await program.page.keyboard.press('/')
  await program.page.keyboard.type('e')
  await expect(pane(program)).toBeHidden()
})

test('a fold says how to open it, and is explained by its first segment where asked', async ({ start }) => {
  const program = await start([generated(4000, 3, 3)])
  await explained(program)
  await program.page.getByRole('button', { name: 'Phases' }).click()
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('Home')
  await expect(pane(program)).toContainText('segments folded')
  await pane(program)
    .getByRole('button', { name: /^Explain frame/ })
    .click()
  await expect(pane(program).getByRole('heading', { name: /^Frame \d+ / })).toBeVisible()
})

test('axe finds nothing in any part, in either theme', async ({ start }) => {
  const program = await start([copyOfSample('lost-final-ack.pcapng')])
  await explained(program)
  await goTo(program, 3)
  for (const scheme of ['light', 'dark'] as const) {
    await program.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    for (const name of ['Who knows what', 'Numbers', 'States', 'If it were lost', 'Questions']) {
      await tab(program, name).click()
      const { violations } = await new AxeBuilder({ page: program.page })
        .setLegacyMode()
        .include('section.explain')
        .analyze()
      expect(
        violations.map(({ id, nodes }) => `${scheme} ${name} ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ).toEqual([])
    }
  }
})
