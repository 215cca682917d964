import { expect, test } from 'vitest'
import type { Knowledge } from '../../../contracts/explain'
import { grouped, markOf, newStatements } from './statements'

const statement = (change: Partial<Knowledge>): Knowledge => ({
  id: 'own-iss',
  group: 'open',
  sentence: 'It knows its own number.',
  isKnown: true,
  isProved: true,
  isNew: false,
  frame: null,
  segment: null,
  ...change,
})

test('what is not known yet looks so, whatever else holds', () => {
  expect(markOf(statement({ isKnown: false, isNew: true }))).toBe('open')
  expect(markOf(statement({ isNew: true, isProved: false }))).toBe('new')
  expect(markOf(statement({ isProved: false }))).toBe('presumed')
  expect(markOf(statement({}))).toBe('known')
})

test('groups come in the order of a connection, empty ones are left out', () => {
  const close = statement({ id: 'peer-finished', group: 'close' })
  const open = statement({})
  expect(grouped([close, open])).toEqual([
    { group: 'open', statements: [open] },
    { group: 'close', statements: [close] },
  ])
})

test('what is new is told of the client first', () => {
  const client = [statement({ sentence: 'A.' }), statement({ sentence: 'B.', isNew: true })]
  expect(newStatements({ client, server: [statement({ sentence: 'C.', isNew: true })] })).toEqual(['B.', 'C.'])
})
