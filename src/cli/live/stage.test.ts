import { expect, test } from 'vitest'
import type { StateName } from '../../contracts/names'
import { type Stage, stageOf } from './stage'

test.each<[StateName, StateName, Stage]>([
  ['SYN_SENT', 'LISTEN', 'opening'],
  ['SYN_SENT', 'UNKNOWN', 'opening'],
  ['ESTABLISHED', 'SYN_RCVD', 'opening'],
  ['ESTABLISHED', 'ESTABLISHED', 'open'],
  ['UNKNOWN', 'UNKNOWN', 'open'],
  ['FIN_WAIT_1', 'ESTABLISHED', 'closing'],
  ['FIN_WAIT_2', 'CLOSE_WAIT', 'half-closed'],
  ['CLOSE_WAIT', 'FIN_WAIT_1', 'half-closed'],
  ['FIN_WAIT_2', 'LAST_ACK', 'closing'],
  ['CLOSING', 'CLOSING', 'closing'],
  ['TIME_WAIT', 'LAST_ACK', 'closing'],
  ['TIME_WAIT', 'CLOSED', 'closed'],
  ['TIME_WAIT', 'TIME_WAIT', 'closed'],
  ['CLOSED', 'CLOSED', 'closed'],
])('%s and %s is %s', (client, server, stage) => {
  expect(stageOf({ state: { client, server }, isReset: false })).toBe(stage)
})

test('a reset outweighs the states it leaves', () => {
  expect(stageOf({ state: { client: 'CLOSED', server: 'CLOSED' }, isReset: true })).toBe('reset')
  expect(stageOf({ state: { client: 'ESTABLISHED', server: 'CLOSED' }, isReset: true })).toBe('reset')
})
