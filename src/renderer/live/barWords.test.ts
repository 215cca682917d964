import { describe, expect, it } from 'vitest'
import { LIVE_OFF } from '../app/state'
import { bitRate, droppedWords, fileWords, packetRate, rateOf } from './barWords'

describe('rateOf', () => {
  it('needs two samples', () => {
    expect(rateOf([])).toBeNull()
    expect(rateOf([{ at: 0, packets: 5, bytes: 5 }])).toBeNull()
  })

  it('is what came between the oldest and the newest, a second', () => {
    const samples = [
      { at: 1000, packets: 10, bytes: 1000 },
      { at: 2000, packets: 12, bytes: 1100 },
      { at: 3000, packets: 30, bytes: 3000 },
    ]
    expect(rateOf(samples)).toEqual({ packets: 10, bits: 8000 })
  })

  it('is nothing where a fresh capture counts from zero', () => {
    expect(
      rateOf([
        { at: 0, packets: 10, bytes: 1000 },
        { at: 1000, packets: 0, bytes: 0 },
      ]),
    ).toEqual({ packets: 0, bits: 0 })
  })
})

describe('words of the bar', () => {
  it('tell rates', () => {
    expect([packetRate(0), packetRate(0.42), packetRate(1204.4)]).toEqual(['0/s', '0.4/s', '1,204/s'])
    expect([bitRate(0), bitRate(912), bitRate(1_234_567)]).toEqual(['0 bit/s', '912 bit/s', '1.2 Mbit/s'])
  })

  it('tell an unknown count of drops from none', () => {
    expect(droppedWords({ ...LIVE_OFF, engine: 'cap' })).toEqual({
      value: 'unknown',
      title: 'cap has not told how many packets were dropped',
    })
    expect(droppedWords({ ...LIVE_OFF, dropped: 0 }).value).toBe('0')
  })

  it('tell a file by its name', () => {
    expect(fileWords({ ...LIVE_OFF, file: '/a/b/c.pcapng', bytes: 1500 })).toEqual({ name: 'c.pcapng', size: '1.5 kB' })
    expect(fileWords({ ...LIVE_OFF, file: 'C:\\a\\c.pcapng' }).name).toBe('c.pcapng')
  })
})
