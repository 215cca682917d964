import { expect, test } from 'vitest'
import { captureProgram, type Surroundings } from './captureExecutable'

const CHECKOUT: Surroundings = { isPackaged: false, platform: process.platform, electron: '/opt/electron', env: {} }
const OWN = { executable: '/opt/electron', args: ['/c.cjs'], env: { ELECTRON_RUN_AS_NODE: '1' } }

test('a package runs the capture process in its own Electron, whatever the environment says', () => {
  const env = { ...process.env, LASTACK_CAPTURE_NODE: '/tmp/evil' }
  expect(captureProgram('/c.cjs', { ...CHECKOUT, isPackaged: true, env })).toEqual(OWN)
})

test('a checkout takes the system’s Node, for which cap was compiled', () => {
  const { executable, env } = captureProgram('/c.cjs', { ...CHECKOUT, env: process.env })
  expect(executable).toMatch(/node(\.exe)?$/)
  expect(env).toEqual({})
})

test('a checkout without Node on its path, or told so, takes Electron’s', () => {
  expect(captureProgram('/c.cjs', CHECKOUT)).toEqual(OWN)
  expect(captureProgram('/c.cjs', { ...CHECKOUT, env: { PATH: 'relative:.' } })).toEqual(OWN)
  const told = { ...process.env, LASTACK_CAPTURE_NODE: 'electron' }
  expect(captureProgram('/c.cjs', { ...CHECKOUT, env: told })).toEqual(OWN)
})
