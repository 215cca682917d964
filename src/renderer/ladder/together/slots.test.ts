import { describe, expect, it } from 'vitest'
import { slotsOf } from './slots'

const LANE = { left: 0, right: 100 }
const span = (top: number, bottom: number, lane = LANE) => ({ lane, top, bottom })
const told = (...spans: readonly ReturnType<typeof span>[]) =>
  slotsOf(spans).map(({ slot, slots }) => `${slot}/${slots}`)

describe('what lasts at the same time', () => {
  it('has all of the lane where it is alone', () => {
    expect(told(span(0, 10), span(10, 20), span(40, 50))).toEqual(['0/1', '0/1', '0/1'])
  })
  it('stands beside one another', () => {
    expect(told(span(0, 30), span(10, 20))).toEqual(['0/2', '1/2'])
    expect(told(span(0, 30), span(10, 20), span(15, 40))).toEqual(['0/3', '1/3', '2/3'])
  })
  it('takes the place of what has ended, as many as stand at once', () => {
    expect(told(span(0, 100), span(10, 20), span(20, 30), span(200, 210))).toEqual(['0/2', '1/2', '1/2', '0/1'])
  })
  it('leaves other lanes alone, in whichever order it comes', () => {
    const other = { left: 200, right: 300 }
    expect(told(span(10, 20), span(0, 30, other), span(0, 30))).toEqual(['1/2', '0/1', '0/2'])
    expect(slotsOf([])).toEqual([])
  })
})
