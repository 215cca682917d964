import { expect, it } from 'vitest'
import * as abi from '../contracts/abi'
import { newCore } from './testing/node/runCore'

it('was built for the layout that its hosts compile in', () => {
  const core = newCore()
  expect(core.abiVersion()).toBe(abi.ABI_VERSION)
  expect(Array.from({ length: 10 }, (_, item) => core.layout(item))).toEqual([
    abi.PAGE_BYTES,
    abi.COLUMN_ANALYSIS,
    abi.FLOW_BYTES,
    abi.FLOW_ENDPOINTS + 2 * abi.ENDPOINT_BYTES,
    abi.ENDPOINT_BITS,
    abi.REPLAY_ROW_BYTES,
    abi.ANALYSIS_FLAGS,
    abi.COUNTER_BYTES,
    abi.COUNTS_BYTES,
    0,
  ])
})

it('has the counts of a flow behind one another', () => {
  const { ANALYSIS_FLAGS, COUNT_LATE, COUNT_LEAPT, COUNT_RETRANSMITTED, COUNT_SKIPPED, COUNTS_BYTES } = abi
  const pair = 2 * 4
  expect([COUNT_RETRANSMITTED, COUNT_LATE, COUNT_SKIPPED, COUNT_LEAPT, COUNTS_BYTES]).toEqual(
    [0, 1, 2, 3, 4].map((place) => ANALYSIS_FLAGS * 4 + place * pair),
  )
})

it('keeps a segment and a flow within the bytes that are promised', () => {
  const perSegment = (abi.PAGE_BYTES - 64) / abi.SEGMENTS_PER_PAGE
  const segmentsPerFlow = 25
  expect(perSegment + abi.FLOW_BYTES / segmentsPerFlow).toBeLessThanOrEqual(48)
  expect(abi.FLOW_ENDPOINTS + 2 * abi.ENDPOINT_BYTES).toBe(abi.FLOW_BYTES)
})
