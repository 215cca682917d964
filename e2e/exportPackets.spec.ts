/** Packets saved from the window, and exports with other addresses: opened by others than who wrote them. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyOfSample } from './captures'
import { flowsOf } from './commandLine'
import { saveDialogAnswers } from './live'
import { expect, freshProfile, type Program, test } from './program'

const folder = mkdtempSync(join(tmpdir(), 'lastack-packets-'))
const CLIENT = '198.51.100.23'
const OTHERS = { role: 'menuitemcheckbox', name: 'Other addresses and names' } as const

const openMenu = async ({ page }: Program, menu: string) => {
  await page.getByRole('button', { name: menu }).click()
  return page.getByRole('menu', { name: menu })
}

async function written(program: Program, menu: string, item: string, name: string): Promise<string> {
  const path = await saveDialogAnswers(program, join(folder, name))
  await (await openMenu(program, menu)).getByRole('menuitem', { name: item }).click()
  await expect(program.page.getByText(`Written to ${path}.`)).toBeVisible()
  return readFileSync(path, 'utf8')
}

test('packets that were saved are read by the command line, and by tshark where there is one', async ({ start }) => {
  const capture = copyOfSample('close-wait.pcapng')
  const program = await start([capture])
  await expect(program.flowRows().first()).toBeVisible()
  const path = await saveDialogAnswers(program, join(folder, 'all.pcapng'))
  await program.page.keyboard.press('Control+s')
  await expect.poll(() => program.page.getByText(path).count()).toBeGreaterThan(0)
  const ends = (file: string) => flowsOf(file).map(({ client, server }) => [client.address, server.address])
  expect(ends(path)).toEqual(ends(capture))
  if (spawnSync('tshark', ['--version']).status !== 0) return
  const frames = (file: string) =>
    execFileSync('tshark', ['-r', file, '-T', 'fields', '-e', 'ip.src', '-e', 'tcp.seq_raw', '-e', 'tcp.flags'], {
      encoding: 'utf8',
    })
  expect(frames(path)).toBe(frames(capture))
})

test('exports with other addresses name no host, and the choice is remembered in every menu', async ({ start }) => {
  const profile = freshProfile()
  const capture = copyOfSample('close-wait.pcapng')
  const program = await start([capture], profile)
  await program.selectFlow(0)
  expect(await written(program, 'Export the ladder', 'Plain text…', 'as-it-is.txt')).toContain(CLIENT)
  const ladderMenu = await openMenu(program, 'Export the ladder')
  const box = ladderMenu.getByRole(OTHERS.role, { name: OTHERS.name })
  await expect(box).toHaveAttribute('aria-checked', 'false')
  await box.click()
  await expect(box).toHaveAttribute('aria-checked', 'true')
  await program.page.keyboard.press('Escape')
  for (const [menu, item, name] of [
    ['Export the ladder', 'Plain text…', 'others.txt'],
    ['Export the ladder', 'SVG picture…', 'others.svg'],
    ['Export the ladder', 'Mermaid diagram…', 'others.mmd'],
    ['Export flows or a report', 'All as JSON Lines…', 'others.jsonl'],
    ['Export flows or a report', 'Report as HTML page…', 'others.html'],
  ] as const) {
    const text = await written(program, menu, item, name)
    expect(text, name).not.toContain(CLIENT)
    expect(text.length, name).toBeGreaterThan(100)
  }
  await program.close()
  const again = await start([capture], profile)
  await again.selectFlow(0)
  const flowsMenu = await openMenu(again, 'Export flows or a report')
  await expect(flowsMenu.getByRole(OTHERS.role, { name: OTHERS.name })).toHaveAttribute('aria-checked', 'true')
})
