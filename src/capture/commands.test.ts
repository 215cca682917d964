import { describe, expect, it } from 'vitest'
import { readCommand } from './commands'
import { isNoInterfaceName } from './interfaceName'
import { LineCutter, LONGEST_LINE } from './lines'
import { bytesText, stoppedMessage } from './sentences'

describe('a line of standard input', () => {
  it('is a command where it keeps to the contract, and else is refused in words', () => {
    expect(readCommand('{"command":"stop"}')).toEqual({ command: 'stop' })
    for (const line of ['nonsense', '7', '{"command":"fly"}', '{"command":"start"}'])
      expect(readCommand(line)).toMatchObject({ event: 'refused', reason: 'error', fix: null })
  })

  it('may come in pieces; one beyond the bound is dropped whole', () => {
    const seen: string[] = []
    let tooLong = 0
    const cutter = new LineCutter(
      (line) => seen.push(line),
      () => tooLong++,
    )
    for (const piece of ['on', 'e\ntw', 'o\n\n']) cutter.push(piece)
    cutter.push('x'.repeat(LONGEST_LINE + 1))
    cutter.push('x'.repeat(LONGEST_LINE + 1))
    cutter.push('still the same\nthree\n')
    expect(seen).toEqual(['one', 'two', 'three'])
    expect(tooLong).toBe(1)
  })
})

it('names that libpcap would take for a pipe, a file or another host are no interfaces', () => {
  for (const name of ['-', '-w', '/tmp/pipe', 'TCP@10.0.0.1:19000', 'rpcap://host/eth0'])
    expect(isNoInterfaceName(name)).toBe(true)
  for (const name of ['lo', 'any', 'eth0.5', '\\Device\\NPF_{5F}', 'br-3f']) expect(isNoInterfaceName(name)).toBe(false)
})

it('an end says what happened and what is kept', () => {
  expect(stoppedMessage('asked', null, 0, 0)).toBe('The capture was stopped. Nothing had been captured.')
  expect(stoppedMessage('disk-full', null, 1, 1536)).toBe(
    'The capture stopped so that 1.5 KiB of the disk stay free. The packet captured is kept.',
  )
  expect(stoppedMessage('engine-died', 'It ended.', 1234, 0)).toBe('It ended. The 1,234 packets are kept.')
  expect([0, 1023, 1024 ** 2, 200 * 1024 ** 3].map(bytesText)).toEqual(['0 bytes', '1023 bytes', '1.0 MiB', '200 GiB'])
})
