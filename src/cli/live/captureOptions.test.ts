import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EXIT } from '../exit'
import { captureOptions } from './captureOptions'

const MIB = 1024 * 1024
const options = (...args: string[]) => captureOptions('capture', ['-i', 'lo', '--format', 'json', ...args])

describe('options of a capture', () => {
  test('what is not said is as users expect it', () => {
    expect(options()).toEqual({
      settings: {
        interfaces: ['lo'],
        filter: '',
        snapLength: 262_144,
        isPromiscuous: true,
        ring: null,
        engine: null,
      },
      file: null,
      keepFreeBytes: 512 * MIB,
      durationMs: null,
      packets: null,
      isJson: true,
      isQuiet: false,
      values: expect.any(Object),
    })
    expect(captureOptions('capture', ['--help'])).toBeNull()
  })

  test('everything can be said', () => {
    const words =
      '-i eth0 -f tcp -w a.pcapng --snaplen 128 --no-promiscuous --engine cap --ring-files 3 --ring-size 64M --ring-seconds 60 --keep-free 1g --duration 1.5 --packets 10 -q'
    expect(options(...words.split(' '))).toMatchObject({
      settings: {
        interfaces: ['lo', 'eth0'],
        filter: 'tcp',
        snapLength: 128,
        isPromiscuous: false,
        ring: { files: 3, fileBytes: 64 * MIB, fileSeconds: 60 },
        engine: 'cap',
      },
      file: resolve('a.pcapng'),
      keepFreeBytes: 1024 * MIB,
      durationMs: 1500,
      packets: 10,
      isQuiet: true,
    })
  })

  test.each([
    [['-w', '-'], '-w names a file'],
    [['--snaplen', '63'], '--snaplen is a whole number from 64 to 262144, not "63"'],
    [['--ring-files', '3'], 'a ring needs --ring-size or --ring-seconds too'],
    [['--ring-size', '64M'], 'a ring needs --ring-files too'],
    [['--ring-files', '2', '--ring-size', '1k'], '--ring-size is a number of bytes, at least 65536'],
    [['--ring-files', '2', '--ring-size', '64X'], 'not "64X"'],
    [['--engine', 'tcpdump'], '--engine is one of dumpcap, cap, not "tcpdump"'],
    [['--duration', '0'], '--duration is seconds'],
    [['--duration', '1e9'], '--duration is seconds'],
    [['--packets', '-1'], ''],
    [['--format', 'csv'], '--format is table or json here'],
    [['tcp', 'port', '80'], 'a capture filter of several words is one argument'],
    [['-i', ''], 'interfaces'],
  ])('%j is refused', (args, words) => {
    expect(() => options(...args)).toThrow(
      expect.objectContaining({ status: EXIT.USAGE, message: expect.stringContaining(words) }),
    )
  })

  test('an interface must be named', () => {
    expect(() => captureOptions('watch', [])).toThrow('name an interface with -i')
  })
})
