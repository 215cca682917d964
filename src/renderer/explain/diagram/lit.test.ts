import { describe, expect, test } from 'vitest'
import { type PathStep, STATE_EDGES } from '../../../contracts/explain'
import type { StateName } from '../../../contracts/names'
import { frameNumber, segmentIndex } from '../../../contracts/units'
import { litEdges, litNodes } from './lit'

const step = (from: StateName, to: StateName, frame: number, isNew = false, event = 'event'): PathStep => ({
  edge: `${from}>${to}`,
  from,
  to,
  event,
  segment: segmentIndex(frame - 1),
  frame: frameNumber(frame),
  proved: true,
  isNew,
})

const opened = {
  client: [step('CLOSED', 'SYN_SENT', 1), step('SYN_SENT', 'ESTABLISHED', 3, true)],
  server: [step('CLOSED', 'LISTEN', 1), step('LISTEN', 'SYN_RCVD', 2)],
}

describe('lit arrows', () => {
  test('are those of the sides that are shown', () => {
    const lit = (shown: 'client' | 'server' | 'both') =>
      litEdges(opened, shown)
        .filter(({ taken }) => Object.keys(taken).length > 0)
        .map(({ id }) => id)
    expect(lit('client')).toEqual(['CLOSED>SYN_SENT', 'SYN_SENT>ESTABLISHED'])
    expect(lit('server')).toEqual(['CLOSED>LISTEN', 'LISTEN>SYN_RCVD'])
    expect(lit('both')).toHaveLength(4)
  })

  test('keep the last time that a side took them', () => {
    const twice = { client: [step('LAST_ACK', 'CLOSED', 5), step('LAST_ACK', 'CLOSED', 9)], server: [] }
    expect(litEdges(twice, 'both').find(({ id }) => id === 'LAST_ACK>CLOSED')?.taken.client?.frame).toBe(9)
  })

  test('bear the words of the step taken: a refused SYN takes the arrow of CLOSE', () => {
    const refused = { client: [step('SYN_SENT', 'CLOSED', 2, true, 'rcv RST')], server: [] }
    expect(litEdges(refused, 'client').find(({ id }) => id === 'SYN_SENT>CLOSED')?.event).toBe('rcv RST')
    expect(litEdges(refused, 'server').find(({ id }) => id === 'SYN_SENT>CLOSED')?.event).toBe('CLOSE / delete TCB')
  })

  test('are joined by those that the figure lacks, each once', () => {
    const reset = {
      client: [step('ESTABLISHED', 'CLOSED', 7)],
      server: [step('ESTABLISHED', 'CLOSED', 7)],
    }
    const edges = litEdges(reset, 'both')
    expect(edges).toHaveLength(STATE_EDGES.length + 1)
    expect(edges.at(-1)).toMatchObject({ id: 'ESTABLISHED>CLOSED', isStray: true })
    expect(Object.keys(edges.at(-1)?.taken ?? {})).toEqual(['client', 'server'])
  })
})

describe('lit states', () => {
  const states = { client: 'ESTABLISHED', server: 'SYN_RCVD' } as const

  test('are those passed through, and where each side is', () => {
    const nodes = litNodes(opened, states, 'both')
    expect(nodes.get('CLOSED')).toEqual({ id: 'CLOSED', visited: ['client', 'server'], current: [] })
    expect(nodes.get('ESTABLISHED')?.current).toEqual(['client'])
    expect(nodes.get('SYN_RCVD')?.current).toEqual(['server'])
    expect(nodes.has('TIME_WAIT')).toBe(false)
  })

  test('tell the CLOSED at the end from the one at the beginning', () => {
    const path = { client: [step('LAST_ACK', 'CLOSED', 9)], server: [step('SYN_SENT', 'CLOSED', 2)] }
    const nodes = litNodes(path, { client: 'CLOSED', server: 'CLOSED' }, 'both')
    expect(nodes.get('END')?.current).toEqual(['client'])
    expect(nodes.get('CLOSED')?.current).toEqual(['server'])
  })

  test('a side without steps is where it is', () => {
    const nodes = litNodes({ client: [], server: [] }, { client: 'UNKNOWN', server: 'LISTEN' }, 'both')
    expect([...nodes.keys()]).toEqual(['LISTEN'])
  })
})
