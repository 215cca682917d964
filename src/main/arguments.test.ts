import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { captureOfArguments } from './arguments'

test('a packaged program takes its first word as the capture', () => {
  expect(captureOfArguments(['/opt/lastack', 'a.pcap'], '/home', false)).toBe(resolve('/home', 'a.pcap'))
})

test('started by Electron, the first word is the program and the second the capture', () => {
  expect(captureOfArguments(['electron', '.', '/tmp/a.pcap'], '/home', true)).toBe(resolve('/tmp/a.pcap'))
  expect(captureOfArguments(['electron', '.'], '/home', true)).toBeNull()
})

test('switches are no captures', () => {
  expect(captureOfArguments(['electron', '--no-sandbox', '.', '--inspect=0', 'a.pcap'], '/home', true)).toBe(
    resolve('/home', 'a.pcap'),
  )
})
