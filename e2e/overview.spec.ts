import { allSamplesJoined, copyOfSample } from './captures'
import { expect, test } from './program'

test('every count of the overview lists as many flows as it says', async ({ start }) => {
  const program = await start([allSamplesJoined()])
  await expect(program.flowRows().first()).toBeVisible()
  const counts = program.page.getByRole('region', { name: 'Overview' }).getByRole('listitem').getByRole('button')
  const words = await counts.allTextContents()
  expect(words.length).toBeGreaterThan(6)
  for (const [index, text] of words.entries()) {
    const wanted = Number(/\d+$/.exec(text)?.[0])
    await counts.nth(index).click()
    await expect(program.flowRows()).toHaveCount(wanted)
    await counts.nth(index).click()
  }
})

test('what is wrong with the capture is told with the verdicts that it weakens', async ({ start }) => {
  // Samples joined one after the other: the clock goes back at each.
  const program = await start([allSamplesJoined()])
  await program.page.getByRole('button', { name: 'Clock goes backwards' }).click()
  const findings = program.page.getByRole('dialog', { name: 'Findings' })
  await expect(findings).toContainText('Makes these verdicts likely at most')
  await program.page.keyboard.press('Escape')
  await expect(findings).toBeHidden()
})

test('the next step has a command for each system, and copies the one shown', async ({ start }) => {
  const program = await start([copyOfSample('close-wait.pcapng')])
  await program.selectFlow(0)
  const verdict = program.page.getByRole('region', { name: 'Verdict' })
  await expect(verdict.getByRole('radio')).toHaveCount(3)
  await verdict.getByRole('group', { name: 'The command for' }).getByText('Windows').click()
  await expect(verdict.getByRole('code')).toContainText('Get-NetTCPConnection')
  await verdict.getByRole('button', { name: 'Copy the command' }).click()
  const copied = await program.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toBe(await verdict.getByRole('code').textContent())
})

test('whose timers are assumed can be said, and card and ladder follow', async ({ start }) => {
  const program = await start([copyOfSample('syn-unanswered.pcapng')])
  await program.selectFlow(0)
  const verdict = program.page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toContainText('after frame 1 on Linux before 6.5 (assumed)')
  await verdict.getByLabel('client').selectOption('Windows')
  await expect(verdict).toContainText('gave up 31 s after frame 1 on Windows (assumed)')
  await verdict.getByLabel('client').selectOption('guess')
  await expect(verdict).toContainText('after frame 1 on Linux before 6.5 (assumed)')
  await program.drop(copyOfSample('four-way-close.pcapng'))
  await program.titleIs('four-way-close.pcapng')
  await program.selectFlow(0)
  await expect(program.ladder()).toContainText('60 s left (Linux, assumed)')
  await verdict.getByLabel('client').selectOption('macOS')
  await expect(program.ladder()).toContainText('30 s left (macOS, assumed)')
})

test('a stuck flow lasts until the end of the capture', async ({ start }) => {
  const program = await start([copyOfSample('close-wait.pcapng')])
  await expect(program.flowRows().first().getByTitle('Stuck for 14m 02s, to the end of the capture')).toBeVisible()
})
