import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { captureOf } from './capture'

const SCRIPT = '# Title\n# Sentence.\nstart = 1\nA = 10.0.0.5:1\nB = 192.0.2.10:443\n+0.000001 A > B S'
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('captureOf', () => {
  test('gives the same bytes for the same script', () => {
    expect(captureOf(SCRIPT)).toEqual(captureOf(SCRIPT))
  })

  test('writes pcapng with the title and sentence as the comment of its section', () => {
    const bytes = captureOf(SCRIPT)
    expect(hex(bytes.subarray(0, 4))).toBe('0a0d0d0a')
    expect(Buffer.from(bytes).includes('Title: Sentence.')).toBe(true)
  })

  test('writes classic pcap in either byte order and resolution', () => {
    expect(hex(captureOf(SCRIPT, { format: 'pcap' }).subarray(0, 4))).toBe('4d3cb2a1')
    const bigEndian = captureOf(SCRIPT, { format: 'pcap', littleEndian: false, resolution: 'us' })
    expect(hex(bigEndian.subarray(0, 4))).toBe('a1b2c3d4')
    expect(hex(bigEndian.subarray(24, 40))).toBe('00000001' + '00000001' + '00000036' + '00000036')
  })

  test('understands the script that its documentation begins with', () => {
    const page = readFileSync(new URL('../../docs/segment-script.md', import.meta.url), 'utf8')
    const example = /```\n(# Three-way[^`]*)```/.exec(page)?.[1] ?? ''
    expect(Buffer.from(captureOf(example)).includes('GET / HTTP/1.1\r\n\r\n')).toBe(true)
  })

  test('names the link type of raw IP', () => {
    expect(hex(captureOf(`link = raw\n${SCRIPT}`, { format: 'pcap' }).subarray(20, 24))).toBe('65000000')
  })
})
