/** See ../ruleCases.fixture.ts. */
import type { RuleCases } from '../ruleCases.fixture'
import { DATA, HANDSHAKE } from '../verdict.fixture'

/** Enough of the server's packets to know them by. */
const TALK = `ttl B = 57\nipid B = 1000\n${HANDSHAKE}${DATA}${DATA}`

export const RESETS: RuleCases = {
  'reset-by-server': {
    fires: {
      name: 'the server resets amid data',
      events: `${TALK}+0.1 B > A R.\n`,
      severity: 'warning',
      frames: [10, 12],
    },
    nearMiss: {
      name: 'the RST has another TTL and IP ID than the server',
      events: `${TALK}+0.1 B > A R. ttl 61 ipid 40000\n`,
      instead: 'reset-by-middlebox',
    },
  },
  'reset-by-client': {
    fires: {
      name: 'the client resets amid data',
      events: `${TALK}+0.1 A > B R.\n`,
      severity: 'warning',
      frames: [11, 12],
    },
    nearMiss: {
      name: 'the RST is out of the window',
      events: `${TALK}+0.1 A > B R 90000:90000(0)\n`,
      instead: 'reset-ignored',
    },
  },
  'reset-by-middlebox': {
    fires: {
      name: 'the RST has another TTL and IP ID than its sender',
      events: `${TALK}+0.1 B > A R. ttl 61 ipid 40000\n`,
      severity: 'warning',
      frames: [10, 12],
    },
    nearMiss: {
      name: 'the RST has another IP ID only',
      events: `${TALK}+0.1 B > A R. ipid 40000\n`,
      instead: 'reset-by-server',
    },
  },
  'reset-ignored': {
    fires: {
      name: 'a RST in the window, not at RCV.NXT, is challenged',
      events: `${TALK}+0.1 B > A R 600:600(0)\n+0.01 A > B .\n`,
      severity: 'note',
      frames: [12, 13],
    },
    nearMiss: {
      name: 'it comes after a normal close',
      events: `${TALK}+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n+0.1 B > A R 90000:90000(0)\n`,
      instead: 'closed-normally',
    },
  },
}
