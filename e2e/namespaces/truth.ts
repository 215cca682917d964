/** The forwarder's log: what truly happened to every packet. */
import { readFileSync } from 'node:fs'
import type { Side } from '../../src/contracts/flow'

export interface Passed {
  readonly from: Side
  readonly action: 'pass' | 'drop' | 'delay' | 'copy' | 'reset' | 'window' | 'forged'
  readonly seq: number
  readonly length: number
  readonly flags: number
  readonly heldNs: number
}

/** The client is at the left. */
export function readLog(path: string): Passed[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [side, , action, , seq, length, flags, heldUs] = line.split(' ')
    return {
      from: side === 'left' ? 'client' : 'server',
      action: action as Passed['action'],
      seq: Number(seq),
      length: Number(length),
      flags: Number(flags),
      heldNs: Number(heldUs) * 1000,
    }
  })
}
