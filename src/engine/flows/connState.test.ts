import { describe, expect, test } from 'vitest'
import { ZeekState } from '../../contracts/abi'
import { connStateOf } from './connState'

const { INACTIVE, SYN_SENT, SYN_ACK_SENT, PARTIAL, ESTABLISHED, CLOSED, RESET } = ZeekState

describe('conn_state', () => {
  test.each([
    ['S0', SYN_SENT, INACTIVE, 'S'],
    ['S1', ESTABLISHED, ESTABLISHED, 'ShA'],
    ['SF', CLOSED, CLOSED, 'ShADadFf'],
    ['REJ', SYN_SENT, RESET, 'Sr'],
    ['REJ', SYN_ACK_SENT, RESET, 'Hr'],
    ['S2', CLOSED, ESTABLISHED, 'ShADadF'],
    ['S3', ESTABLISHED, CLOSED, 'ShADadf'],
    ['RSTO', RESET, ESTABLISHED, 'ShADadR'],
    ['RSTR', ESTABLISHED, RESET, 'ShADadr'],
    ['RSTR', RESET, RESET, 'ShADadRr'],
    ['RSTRH', PARTIAL, RESET, 'Dr'],
    ['RSTOS0', RESET, INACTIVE, 'SR'],
    ['RSTOS0', RESET, INACTIVE, '^STR'],
    ['OTH', RESET, INACTIVE, 'SAR'],
    ['OTH', RESET, PARTIAL, 'DaR'],
    ['SH', CLOSED, INACTIVE, 'SADF'],
    ['SHR', INACTIVE, CLOSED, '^f'],
    ['OTH', PARTIAL, PARTIAL, 'Da'],
  ])('%s', (expected, originator, responder, history) => {
    expect(connStateOf(originator, responder, false, history)).toBe(expected)
  })

  test('is a rejection where both reset and nothing was sent', () => {
    expect(connStateOf(RESET, RESET, true, 'ShRr')).toBe('REJ')
  })
})
