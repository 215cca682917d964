/** The live half of the start page, as its user sees it: from choosing to saving, and where nothing can capture. */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  captureLoopback,
  echoServer,
  killProgram,
  packetsReach,
  questionsAreAnswered,
  saveDialogAnswers,
  stateIs,
  status,
  talk,
} from './live'
import { electronPath, expect, freshProfile, type Program, test } from './program'

const live = ({ page }: Program) => page.getByRole('region', { name: 'Capture live' })
const loopbackBox = (program: Program) => live(program).getByRole('checkbox', { name: /^lo\b/ })

/** A shell script in the place of the Node that runs the capture process; ends with it. Returns its path. */
function insteadOfNode(script: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-node-')), 'node')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

let server: Awaited<ReturnType<typeof echoServer>>
test.beforeEach(async () => {
  server = await echoServer()
})
test.afterEach(() => server.close())

test('a capture is chosen, started, stopped, saved and closed with the keyboard alone', async ({ start }) => {
  const program = await start()
  const { page } = program
  const path = await saveDialogAnswers(program)
  await expect(loopbackBox(program)).toBeVisible()
  const isFocused = (role: 'checkbox' | 'button' | 'textbox', name: RegExp | string) =>
    page
      .getByRole(role, { name })
      .first()
      .evaluate((element) => element === document.activeElement)
  /** Tab goes from each to the next; what has the focus shows it. */
  const tabTo = async (role: 'checkbox' | 'button' | 'textbox', name: RegExp | string) => {
    for (let press = 0; press < 60 && !(await isFocused(role, name)); press += 1) await page.keyboard.press('Tab')
    expect(await isFocused(role, name), String(name)).toBe(true)
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)
    expect(outline, String(name)).not.toBe('none')
  }
  await tabTo('checkbox', /^lo\b/)
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  for (let press = 0; press < 20; press += 1) {
    if (await page.evaluate(() => document.activeElement?.tagName === 'SUMMARY')) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await tabTo('textbox', 'Only packets that match')
  await page.keyboard.type(`tcp port ${server.port}`)
  await tabTo('button', 'Start capturing')
  await page.keyboard.press('Enter')
  await stateIs(program, 'capturing')
  await talk(server.port)
  await expect(program.flowRows()).toHaveCount(1)
  await tabTo('button', 'Stop')
  await page.keyboard.press('Enter')
  await stateIs(program, 'stopped')
  await tabTo('button', 'Save…')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: 'All packets' })).toBeVisible()
  const submit = page.getByRole('form', { name: 'Save packets' }).getByRole('button', { name: 'Save…' })
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press('Tab')
    if (await submit.evaluate((element) => element === document.activeElement)) break
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: path })).toBeVisible()
  expect((await status(program)).isSaved).toBe(true)
  await page.keyboard.press('Control+w')
  await expect(loopbackBox(program)).toBeVisible()
})

test('what was chosen last is chosen again, in this run and the next', async ({ start }) => {
  const profile = freshProfile()
  const first = await start([], profile)
  await questionsAreAnswered(first, 'Discard')
  await loopbackBox(first).check()
  await live(first).getByText('Options').click()
  await live(first).getByLabel('Only packets that match').fill(`tcp port ${server.port}`)
  await live(first).getByLabel('Bytes kept of each frame').fill('96')
  await live(first).getByRole('button', { name: 'Start capturing' }).click()
  await stateIs(first, 'capturing')
  await first.page.getByRole('button', { name: 'Close', exact: true }).click()
  const isRemembered = async (program: Program) => {
    await expect(loopbackBox(program)).toBeChecked()
    await expect(live(program).getByText(`only tcp port ${server.port}, 96 bytes of each frame`)).toBeVisible()
  }
  await isRemembered(first)
  await first.close()
  await isRemembered(await start([], profile))
})

test('options stay open while a wrong filter is mended, and nothing starts with it', async ({ start }) => {
  const program = await start()
  await loopbackBox(program).check()
  await live(program).getByText('Options').click()
  const filter = live(program).getByLabel('Only packets that match')
  await filter.fill('tcp prot 80')
  await expect(live(program).getByText(/syntax error/)).toBeVisible()
  await expect(live(program).getByRole('button', { name: 'Start capturing' })).toBeDisabled()
  await filter.fill('tcp port 80')
  await expect(live(program).getByRole('button', { name: 'Start capturing' })).toBeEnabled()
  await expect(filter).toBeVisible()
})

test('where the user has no right to capture, it says so once, with what mends it', async ({ start }) => {
  // Nobody, who may read this checkout wherever it lies, and nothing more.
  const nobody = 'setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs'
  const reading = '--inh-caps=-all,+dac_read_search --ambient-caps=-all,+dac_read_search'
  const node = insteadOfNode(`exec ${nobody} ${reading} '${process.execPath}' "$@"`)
  const program = await start([], freshProfile(), { LASTACK_CAPTURE_NODE: node })
  const trouble = live(program).getByRole('status').filter({ hasText: 'Saved captures open all the same' })
  await expect(trouble).toContainText('You may not capture yet')
  await expect(trouble.locator('code')).toContainText(/^sudo (setcap|usermod) .*/)
  await expect(live(program).getByText(/You may not capture yet/)).toHaveCount(1)
  await expect(loopbackBox(program)).toBeDisabled()
  await expect(live(program).getByRole('button', { name: 'Start capturing' })).toHaveCount(0)
  await expect(live(program).getByRole('button', { name: 'Look again' })).toBeVisible()
})

test('where neither dumpcap nor cap can run, each says why, and captures still open', async ({ start }) => {
  // Where its programs would be, this one process sees empty folders; and cap is built for another Node than Electron's.
  const script = `for folder in /usr/local/bin /usr/local/sbin /usr/sbin /usr/bin; do mount -t tmpfs none $folder; done
PATH=/usr/bin ELECTRON_RUN_AS_NODE=1 exec '${electronPath()}' "$@"`
  const inside = insteadOfNode(script)
  const node = insteadOfNode(`exec unshare --mount '${inside}' "$@"`)
  const program = await start([], freshProfile(), { LASTACK_CAPTURE_NODE: node })
  const trouble = live(program).getByRole('status').filter({ hasText: 'Saved captures open all the same' })
  await expect(trouble).toContainText('dumpcap, which comes with Wireshark, is not installed.')
  await expect(trouble).toContainText('Install dumpcap, the part of Wireshark that captures')
  await expect(trouble).toContainText('cap was compiled for another version of Node')
  await expect(loopbackBox(program)).toBeDisabled()
  await program.sample('Zero window').click()
  await expect(program.flowRows()).toHaveCount(1)
})

test('a capture that was cut off is offered, opened and saved', async ({ start }) => {
  const profile = freshProfile()
  const first = await start([], profile)
  await captureLoopback(first, server.port)
  await talk(server.port)
  await packetsReach(first, 8)
  await killProgram(first)
  const second = await start([], profile)
  const offer = second.page.getByRole('region', { name: 'Captures to recover' })
  await expect(offer).toContainText('A capture on lo was not closed.')
  await offer.getByRole('button', { name: 'Open' }).click()
  await expect(second.flowRows()).toHaveCount(1)
  const bar = second.page.getByRole('region', { name: 'Live capture' })
  await expect(second.page.getByText('Recovered, not saved yet.')).toBeVisible()
  const path = await saveDialogAnswers(second)
  await bar.getByRole('button', { name: 'Save…' }).click()
  await second.page.getByRole('form', { name: 'Save packets' }).getByRole('button', { name: 'Save…' }).click()
  await expect(second.page.getByRole('status').filter({ hasText: path })).toBeVisible()
  expect((await status(second)).isSaved).toBe(true)
  await bar.getByRole('button', { name: 'Close' }).click()
  await expect(second.openButton()).toBeVisible()
})
