/** A capture that nobody closed, discarded by mistake, and had back. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLES } from './captures'
import { expect, freshProfile, test } from './program'

test('discarding a recovered capture can be undone, and is done once it no longer can', async ({ start }) => {
  const profile = freshProfile()
  const session = join(profile, 'sessions', '2026-01-02-left')
  mkdirSync(session, { recursive: true })
  copyFileSync(join(SAMPLES, 'four-way-close.pcapng'), join(session, 'capture.pcapng'))

  const { page } = await start([], profile)
  const offer = page.getByRole('region', { name: 'Captures to recover' })
  await offer.getByRole('button', { name: 'Discard' }).click()
  await expect(offer).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(offer).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden()
  // Longer than the offer stands: what was taken back stays taken back.
  await page.waitForTimeout(9000)
  expect(existsSync(join(session, 'capture.pcapng'))).toBe(true)
  await expect(offer).toBeVisible()

  await offer.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden({ timeout: 15_000 })
  await expect.poll(() => existsSync(session)).toBe(false)
})
