/** What is said about interfaces: as root, and as a user who may not capture, with a dumpcap that has no rights. */
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locateDumpcap } from '../../src/capture/dumpcap/locate'
import { type Interfaces, interfacesSchema } from '../../src/contracts/capture'

const NOBODY = ['--reuid=65534', '--regid=65534', '--clear-groups']
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Readable by everybody, unlike the checkout perhaps. */
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lastack-interfaces-'))
  chmodSync(folder, 0o755)
  const configFile = join(ROOT, 'vite.capture.config.ts')
  await build({ root: ROOT, configFile, logLevel: 'warn', build: { outDir: folder, emptyOutDir: false } })
  copyFileSync(process.execPath, join(folder, 'node'))
  const dumpcap = locateDumpcap()
  if (dumpcap === null) throw new Error('dumpcap is needed here')
  // A copy has no capabilities.
  copyFileSync(dumpcap, join(folder, 'dumpcap'))
  chmodSync(join(folder, 'dumpcap'), 0o755)
})

afterAll(() => rmSync(folder, { recursive: true }))

/** What the capture process answers to a user whose first dumpcap is the copy. */
function listedBy(setpriv: readonly string[]): Promise<Interfaces> {
  const child = spawn('setpriv', [...setpriv, join(folder, 'node'), join(folder, 'index.cjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: `${folder}:${process.env.PATH}` },
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (words: Buffer) => {
      said += words.toString()
      // The process ends with its standard input.
      if (said.includes('\n')) child.stdin.end()
    })
    child.on('error', reject)
    child.on('close', () => {
      try {
        resolve(interfacesSchema.parse(JSON.parse(said)))
      } catch (error) {
        reject(error)
      }
    })
    child.stdin.write('{"command":"interfaces"}\n')
  })
}

const loopbackOf = ({ interfaces }: Interfaces) => interfaces.find(({ name }) => name === 'lo')

it('lets root capture on loopback', async () => {
  const listed = await listedBy([])
  expect(loopbackOf(listed)).toMatchObject({
    kind: 'loopback',
    description: 'Loopback',
    isUp: true,
    why: null,
    fix: null,
    addresses: expect.arrayContaining(['127.0.0.1']),
  })
  expect(loopbackOf(listed)?.engines).toContain('dumpcap')
  expect(listed.engines.find(({ engine }) => engine === 'dumpcap')).toMatchObject({ isUsable: true, why: null })
})

it('tells a user who may not capture why, and what gives dumpcap the right', async () => {
  const listed = await listedBy(NOBODY)
  expect(loopbackOf(listed)).toMatchObject({
    engines: [],
    why: 'You may not capture yet: dumpcap is there but has no right to.',
    fix: {
      id: 'allow-dumpcap',
      command: `sudo setcap cap_net_raw,cap_net_admin+eip ${join(folder, 'dumpcap')}`,
      // A copy of the user's own gets no rights from us.
      isOneClick: false,
    },
  })
  expect(listed.engines.map(({ isUsable }) => isUsable)).toEqual([false, false])
})

it('tells root without capabilities the same: rights count, not names', async () => {
  const listed = await listedBy(['--bounding-set=-all', '--inh-caps=-all'])
  expect(loopbackOf(listed)?.fix?.id).toBe('allow-dumpcap')
})
