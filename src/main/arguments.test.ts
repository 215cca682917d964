import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { askedByArguments } from './arguments'

const capturesOfArguments = (argv: readonly string[], folder: string, isUnpacked: boolean) =>
  askedByArguments(argv, folder, isUnpacked).captures

test('a packaged program takes its first word as the capture', () => {
  expect(capturesOfArguments(['/opt/lastack', 'a.pcap'], '/home', false)).toEqual([resolve('/home', 'a.pcap')])
})

test('two words are captures of the same flows, more are none of them', () => {
  expect(capturesOfArguments(['/opt/lastack', 'a.pcap', 'b.pcap', 'c.pcap'], '/home', false)).toEqual([
    resolve('/home', 'a.pcap'),
    resolve('/home', 'b.pcap'),
  ])
})

test('started by Electron, the first word is the program and the second the capture', () => {
  expect(capturesOfArguments(['electron', '.', '/tmp/a.pcap'], '/home', true)).toEqual([resolve('/tmp/a.pcap')])
  expect(capturesOfArguments(['electron', '.'], '/home', true)).toEqual([])
})

test('switches are no captures', () => {
  expect(capturesOfArguments(['electron', '--no-sandbox', '.', '--inspect=0', 'a.pcap'], '/home', true)).toEqual([
    resolve('/home', 'a.pcap'),
  ])
})

test('-i names an interface to capture, more than once several', () => {
  expect(askedByArguments(['electron', '.', '-i', 'lo', 'a.pcap', '-i', 'eth0'], '/home', true)).toEqual({
    captures: [resolve('/home', 'a.pcap')],
    interfaces: ['lo', 'eth0'],
  })
  expect(askedByArguments(['/opt/lastack', '-i'], '/home', false)).toEqual({ captures: [], interfaces: [] })
})
