import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { whyUnreadable } from './readable'

const folder = mkdtempSync(join(tmpdir(), 'lastack-readable-'))

test('a file that is there raises no objection', async () => {
  const path = join(folder, 'a.pcap')
  writeFileSync(path, '')
  expect(await whyUnreadable(path)).toBeNull()
})

test('a missing file and a folder are named, with what to do', async () => {
  const missing = join(folder, 'missing.pcap')
  expect((await whyUnreadable(missing))?.en).toMatch(`${missing} does not exist: check`)
  expect((await whyUnreadable(folder))?.en).toBe(`${folder} is a folder: open a capture file in it.`)
})
