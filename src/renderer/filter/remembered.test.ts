import { expect, test } from 'vitest'
import { remembered, withSaved, withUsed } from './remembered'

const FILTERS = { filterHistory: ['tcp.len > 0', 'ip'], savedFilters: ['ip'] }

test('what is used again comes first, once', () => {
  expect(withUsed(FILTERS, 'ip')).toEqual({ filterHistory: ['ip', 'tcp.len > 0'] })
})

test('twenty are remembered', () => {
  const filterHistory = Array.from({ length: 20 }, (_, port) => `tcp.port == ${port}`)
  const { filterHistory: after } = withUsed({ filterHistory, savedFilters: [] }, 'ip')
  expect(after).toHaveLength(20)
  expect(after[0]).toBe('ip')
  expect(after).not.toContain('tcp.port == 19')
})

test('keeping a filter a second time lets it go', () => {
  expect(withSaved(FILTERS, 'tcp')).toEqual({ savedFilters: ['tcp', 'ip'] })
  expect(withSaved(FILTERS, 'ip')).toEqual({ savedFilters: [] })
})

test('kept ones are offered before those used, none twice', () => {
  expect(remembered(FILTERS)).toEqual([
    { text: 'ip', kind: 'saved' },
    { text: 'tcp.len > 0', kind: 'history' },
  ])
})
