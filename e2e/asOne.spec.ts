/** Several captures that are read as one, in order of time. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bothEnds, copyOfSample, threeParts } from './captures'
import { ask, saveDialogAnswers } from './live'
import { expect, type Program, test } from './program'

const SEGMENTS = '13 segments'
const way = ({ page }: Program) => page.getByRole('group', { name: 'How the two captures are taken' })
const wayOf = (program: Program, name: string) => way(program).getByRole('button', { name })

test('three captures dropped together are one, whatever their formats; frames tell their file, and are saved', async ({
  start,
}) => {
  const program = await start()
  await expect(program.openButton()).toBeVisible()
  await program.drop(...threeParts())
  await program.titleIs('one.pcap and 2 more')
  await expect(program.page.getByText('as one, in order of time')).toBeVisible()
  await expect(program.flowRows()).toHaveCount(1)
  await expect(program.page.getByText(SEGMENTS, { exact: false }).first()).toBeVisible()
  await program.selectFlow(0)
  await program.ladderCanvas().focus()
  await program.page.keyboard.press('Home')
  for (const file of ['one.pcap', 'two.pcapng', 'three.pcapng']) {
    await expect(program.segmentFields()).toContainText(`of ${file}`)
    await program.page.keyboard.press('ArrowDown')
  }
  const path = await saveDialogAnswers(program, join(mkdtempSync(join(tmpdir(), 'lastack-one-')), 'whole.pcapng'))
  const saved = await ask(program, 'capture:save', { what: 'flows', flows: [0] }, true, null)
  expect(saved).toMatchObject({ path, message: { en: expect.stringContaining('13 packets saved to') } })
  await program.dialogWillAnswer(path)
  await program.page.getByRole('button', { name: 'Open…' }).click()
  await program.titleIs('whole.pcapng')
  await expect(program.page.getByText(SEGMENTS, { exact: false }).first()).toBeVisible()
  await expect(way(program)).toHaveCount(0)
})

test('two captures are two ends, or one where the user says so', async ({ start }) => {
  const program = await start([...bothEnds()])
  await expect(wayOf(program, 'Two ends')).toHaveAttribute('aria-pressed', 'true')
  await wayOf(program, 'As one').focus()
  await program.page.keyboard.press('Enter')
  await expect(wayOf(program, 'As one')).toHaveAttribute('aria-pressed', 'true')
  await program.titleIs('client.pcapng and server.pcapng')
  await expect(program.flowRows().first()).toBeVisible()
  await wayOf(program, 'Two ends').click()
  await expect(program.page.getByRole('region', { name: 'Captures and clocks' })).toBeVisible()
})

test('two captures with nothing in common say how to take them as one', async ({ start }) => {
  const names = ['four-way-close.pcapng', 'refused.pcapng'] as const
  const program = await start(names.map((name) => copyOfSample(name)))
  await expect(program.page.getByText('They may be parts of one capture', { exact: false })).toBeVisible()
  await wayOf(program, 'As one').click()
  await expect(program.flowRows()).toHaveCount(3)
})

test('packets saved out of two captures are those that mergecap writes, where there is one', async ({ start }) => {
  const ends = bothEnds()
  const program = await start([...ends])
  await wayOf(program, 'As one').click()
  await expect(program.flowRows().first()).toBeVisible()
  const folder = mkdtempSync(join(tmpdir(), 'lastack-merged-'))
  const path = await saveDialogAnswers(program, join(folder, 'ours.pcapng'))
  const saved = await ask(program, 'capture:save', { what: 'all' }, false, null)
  expect(saved).toMatchObject({ path, message: { en: expect.stringContaining('26 packets saved to') } })
  if (['mergecap', 'tshark'].some((peer) => spawnSync(peer, ['--version']).status !== 0)) return
  const theirs = join(folder, 'theirs.pcapng')
  execFileSync('mergecap', ['-w', theirs, ...ends])
  const fields = ['frame.number', 'frame.time_epoch', 'frame.len', 'ip.src', 'tcp.seq_raw', 'tcp.flags']
  const frames = (file: string) =>
    execFileSync('tshark', ['-r', file, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])], {
      encoding: 'utf8',
    })
  expect(frames(path)).toBe(frames(theirs))
})
