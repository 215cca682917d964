import { describe, expect, it } from 'vitest'
import { busyness, MOST_RATES, ofAll, type Rate, sparkline, withReading } from './sparkline'

const reading = (at: number, packets: number, bytes = packets * 100) => ({ at, interfaces: { lo: { packets, bytes } } })
const rate = (packets: number): Rate => ({ at: 0, packets, bytes: 0 })

describe('withReading', () => {
  it('tells rates a second, whatever the time between two readings', () => {
    const first = withReading(new Map(), null, reading(0, 100))
    expect(first.size).toBe(0)
    const history = withReading(first, reading(0, 100), reading(2000, 130))
    expect(history.get('lo')).toEqual([{ at: 2000, packets: 15, bytes: 1500 }])
  })

  it('takes a counter that went back for a fresh start', () => {
    const history = withReading(new Map([['lo', [rate(3)]]]), reading(0, 100), reading(1000, 4))
    expect(history.get('lo')).toEqual([rate(3)])
  })

  it('keeps a minute and forgets interfaces that are gone', () => {
    let history = withReading(new Map([['eth9', [rate(1)]]]), reading(0, 0), reading(1000, 1))
    for (let second = 1; second < 90; second += 1)
      history = withReading(history, reading(second * 1000, second), reading((second + 1) * 1000, second + 1))
    expect(history.get('lo')).toHaveLength(MOST_RATES)
    expect(history.has('eth9')).toBe(false)
  })
})

describe('ofAll', () => {
  it('adds what interfaces carried in the same second', () => {
    const history = new Map([
      ['lo', [{ at: 2, packets: 1, bytes: 10 }]],
      [
        'eth0',
        [
          { at: 1, packets: 5, bytes: 50 },
          { at: 2, packets: 2, bytes: 20 },
        ],
      ],
    ])
    expect(ofAll(history)).toEqual([
      { at: 1, packets: 5, bytes: 50 },
      { at: 2, packets: 3, bytes: 30 },
    ])
  })
})

describe('sparkline', () => {
  it('needs two rates', () => expect(sparkline([rate(1)], 120, 24)).toBeNull())

  it('ends at the right, and draws silence at the bottom', () => {
    const drawn = sparkline([rate(0), rate(0)], 118, 24)
    expect(drawn?.line).toBe('M116,23L118,23')
  })

  it('fills the height with the busiest second, but makes no mountain of a few packets', () => {
    expect(sparkline([rate(0), rate(400)], 118, 24)?.line).toContain('L118,1')
    expect(sparkline([rate(0), rate(5)], 118, 24)?.line).toContain('L118,12')
  })
})

describe('busyness', () => {
  it('is the mean of the last seconds', () => {
    expect(busyness(undefined)).toBe(0)
    expect(busyness([rate(1000), rate(1), rate(3)], 2)).toBe(2)
  })
})
