import { describe, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { FlowRecord } from '../flowRecord'
import { handshakeRttNs } from './handshake'

async function rttOf(script: string): Promise<number | null> {
  const core = await coreOf(captureOf(`A = 10.0.0.5:51514\nB = 192.0.2.10:443\n${script}`))
  return handshakeRttNs(core, new FlowRecord(core).at(0))
}

describe('the round trip of a handshake', () => {
  test('is the way from SYN to the ACK that completes it', async () => {
    expect(await rttOf('+0 A > B S\n+0.020 B > A S.\n+0.010 A > B .\n')).toBe(30e6)
  })

  test('leaves out the waits for what was sent again', async () => {
    const again =
      '+0 A > B S\n+1 A > B S 0:0(0)\n+0.020 B > A S.\n+1 B > A S. 0:0(0) ack 1\n+0.010 A > B . 1:1(0) ack 1\n'
    expect(await rttOf(again)).toBe(30e6)
  })

  test('is not known unless all three were seen', async () => {
    expect(await rttOf('+0 A > B S\n+0.020 B > A S.\n+1 B > A S. 0:0(0) ack 1\n')).toBeNull()
    expect(await rttOf('+0 B > A S. 0:0(0) ack 1\n+0.010 A > B . 1:1(0) ack 1\n')).toBeNull()
  })
})
