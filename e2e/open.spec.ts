import { basename } from 'node:path'
import { copyOfSample } from './captures'
import { expect, freshProfile, startAgain, test } from './program'

const SAMPLE = 'four-way-close.pcapng'

test('a capture named on the command line is open when the window is', async ({ start }) => {
  const program = await start([copyOfSample(SAMPLE, 'by-argument.pcapng')])
  await program.titleIs('by-argument.pcapng')
  await expect(program.flowRows()).toHaveCount(1)
})

test('a capture chosen in the file dialog opens', async ({ start }) => {
  const program = await start()
  await program.dialogWillAnswer(copyOfSample(SAMPLE, 'by-dialog.pcapng'))
  await program.openButton().click()
  await program.titleIs('by-dialog.pcapng')
  await expect(program.flowRows()).toHaveCount(1)
})

test('a capture dropped on the start page opens, and one dropped on an open capture takes its place', async ({
  start,
}) => {
  const program = await start()
  await expect(program.openButton()).toBeVisible()
  await program.drop(copyOfSample(SAMPLE, 'dropped-first.pcapng'))
  await program.titleIs('dropped-first.pcapng')
  await expect(program.flowRows()).toHaveCount(1)
  await program.drop(copyOfSample(SAMPLE, 'dropped-second.pcapng'))
  await program.titleIs('dropped-second.pcapng')
  await expect(program.flowRows()).toHaveCount(1)
  // That of the open capture, and the one that is kept ready.
  await expect.poll(program.enginePids).toHaveLength(2)
})

test('a capture opened before is offered again after a restart', async ({ start }) => {
  const profile = freshProfile()
  const path = copyOfSample(SAMPLE, 'opened-before.pcapng')
  const first = await start([path], profile)
  await first.titleIs(basename(path))
  await first.close()
  const second = await start([], profile)
  await second.recent(basename(path)).click()
  await second.titleIs(basename(path))
  await expect(second.flowRows()).toHaveCount(1)
})

test('a second start hands its capture to the window that is open', async ({ start }) => {
  const profile = freshProfile()
  const program = await start([copyOfSample(SAMPLE, 'first-start.pcapng')], profile)
  await program.titleIs('first-start.pcapng')
  startAgain(profile, [copyOfSample(SAMPLE, 'second-start.pcapng')])
  await program.titleIs('second-start.pcapng')
  await expect(program.flowRows()).toHaveCount(1)
})

test('a sample opens from the start page, and closing it leads back there', async ({ start }) => {
  const program = await start()
  const samples = program.page.getByRole('region', { name: 'Samples' }).getByRole('button')
  await expect(samples.first()).toBeVisible()
  expect(await samples.count()).toBeGreaterThanOrEqual(13)
  await samples.first().click()
  await expect(program.flowRows().first()).toBeVisible()
  const [reader] = await program.enginePids()
  await program.page.getByRole('button', { name: 'Close the capture' }).click()
  await expect(program.openButton()).toBeVisible()
  await expect.poll(program.enginePids).not.toContain(reader)
  await expect.poll(program.enginePids).toHaveLength(1)
})
