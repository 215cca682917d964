/** Saves and exports that take long: how far they are, and calling them off. */
import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NOTHING_TOLD } from '../src/contracts/told'
import { generated } from './captures'
import { ask, saveDialogAnswers } from './live'
import { expect, test } from './program'

const folder = mkdtempSync(join(tmpdir(), 'lastack-writing-'))
const MASKED = { hasPayloads: true }

test('a long save says how far it is, and leaves nothing behind where it is called off', async ({ start }) => {
  test.setTimeout(180_000)
  const program = await start([generated(900_000, 3000)])
  const { page } = program
  await expect(page.getByText(/^Read \S+ \S+ in /)).toBeVisible({ timeout: 60_000 })
  const bar = page.getByRole('progressbar', { name: 'Writing packets.pcapng' })
  const cancel = page.getByRole('contentinfo').getByRole('button', { name: 'Cancel' })

  const path = await saveDialogAnswers(program, join(folder, 'packets.pcapng'))
  const stopped = ask(program, 'capture:save', { what: 'all' }, true, MASKED)
  await expect(bar).toBeVisible()
  // The window stays what it is meanwhile.
  await program.flowRows().nth(1).click()
  await expect(program.ladder()).toBeAttached()
  await expect(bar).toBeVisible()
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
  await cancel.focus()
  await page.keyboard.press('Enter')
  expect(await stopped).toEqual({ path: null, message: NOTHING_TOLD })
  await expect(bar).toBeHidden()
  await expect(page.getByText('packets.pcapng was not written, and nothing of it is left.')).toBeVisible()
  expect(readdirSync(folder)).toEqual([])

  const whole = ask(program, 'capture:save', { what: 'all' }, false, MASKED)
  await expect(bar).toBeVisible()
  expect(await whole).toMatchObject({ path })
  await expect(bar).toBeHidden()
  expect(readdirSync(folder)).toEqual(['packets.pcapng'])
  expect(statSync(path).size).toBeGreaterThan(10_000_000)

  // What was being written when its capture is closed goes with it.
  await saveDialogAnswers(program, join(folder, 'left.pcapng'))
  const left = ask(program, 'capture:save', { what: 'all' }, true, MASKED)
  await expect(page.getByRole('progressbar', { name: 'Writing left.pcapng' })).toBeVisible()
  await ask(program, 'capture:close')
  expect((await left).path).toBeNull()
  await expect.poll(() => readdirSync(folder)).toEqual(['packets.pcapng'])
})
