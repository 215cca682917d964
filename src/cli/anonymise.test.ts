import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { coreOf } from '../engine/capture.fixture'
import { readFlow } from '../engine/flows/flow'
import { Judge } from '../engine/verdicts/judge'
import { captureOf } from '../scenario/capture'
import { anonymise } from './anonymise'
import { EXIT } from './exit'

const folder = mkdtempSync(join(tmpdir(), 'lastack-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, captureOf(script))
  return path
}

test('several captures become one under other addresses, the same as each by itself with the same key', async () => {
  const first = fileOf('a.pcapng', 'A = 198.51.100.7:1000\nB = 203.0.113.9:80\n+0 A > B S\n+0.1 B > A R.\n')
  const second = fileOf('b.pcapng', 'A = 198.51.100.7:1001\nC = 203.0.113.10:80\n+0.05 A > C S\n+0.1 C > A S.\n')
  const masked = async (...captures: readonly string[]) => {
    const path = join(folder, 'out.pcapng')
    expect(await anonymise([...captures, '-w', path, '--key', 'a b c', '--quiet'])).toBe(EXIT.DONE)
    const bytes = new Uint8Array(readFileSync(path))
    const core = await coreOf(bytes)
    const judge = new Judge(core)
    return Array.from({ length: core.flowCount() }, (_, flow) => {
      const { client, server, verdict } = readFlow(core, flow, judge)
      return `${client.address}:${client.port} ${server.address}:${server.port} ${verdict.id}`
    })
  }
  const one = await masked(first)
  const both = await masked(first, second)
  expect(both).toHaveLength(2)
  expect(both).toContain(one[0])
  expect(both).toContain((await masked(second))[0])
  expect(both.join()).not.toMatch(/198\.51\.100\.7|203\.0\.113/)
})
