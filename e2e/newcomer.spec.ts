/** The way of someone who sees the program for the first time: from the start page to the command that helps. */
import type { Locator } from '@playwright/test'
import { expect, test } from './program'

const CLICKS_AT_MOST = 5

test('a newcomer gets from the start page to the command to run in five clicks or fewer, and back', async ({
  start,
}) => {
  const program = await start()
  const { page } = program
  let clicks = 0
  const click = async (what: Locator) => {
    clicks += 1
    await what.click()
  }
  await click(program.sample('SYN unanswered'))
  // The worst flow is there without being looked for.
  const verdict = page.getByRole('region', { name: 'Verdict', exact: true })
  await expect(verdict.getByRole('heading', { level: 2 })).toHaveText('SYN not answered')
  await expect(verdict).toContainText('has answered nothing')
  await expect(program.ladder()).toContainText('SYN again after')
  const evidence = verdict.getByRole('listitem').filter({ hasText: 'the last SYN, also unanswered' })
  const frame = await evidence.getByRole('button').textContent()
  await click(evidence.getByRole('button'))
  await expect(program.ladder().locator('tr[aria-current=true] td').nth(6)).toHaveText(frame ?? '')
  await expect(page.getByRole('heading', { level: 2, name: `Frame ${frame}` })).toBeVisible()
  await expect(verdict).toContainText('Expected next')
  const command = verdict.getByRole('code')
  await expect(command).toContainText('203.0.113.9')
  await click(verdict.getByRole('button', { name: 'Copy the command' }))
  const copied = await program.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toBe(await command.textContent())
  // No dead end: what came next leads back to where it began.
  await click(page.getByRole('button', { name: 'Close the capture' }))
  await expect(program.sample('Zero window')).toBeVisible()
  expect(clicks).toBeLessThanOrEqual(CLICKS_AT_MOST)
})
