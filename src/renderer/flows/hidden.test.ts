import { expect, test } from 'vitest'
import { columnsFor } from './columns'
import { onOneLine, withoutHidden } from './hidden'

const ids = (columns: readonly { readonly id: string }[]) => columns.map(({ id }) => id)

test('a column that was taken away is gone, and the verdict never is', () => {
  expect(ids(withoutHidden(columnsFor(900), ['rtt', 'start']))).toEqual(['verdict', 'state', 'again', 'lasts'])
  expect(ids(withoutHidden(columnsFor(900), ['verdict']))).toContain('verdict')
})

test('a narrow line leaves the states to the ladder, a wide one shows both', () => {
  expect(ids(onOneLine(columnsFor(450), 450))).toEqual(['verdict-lasts'])
  expect(ids(onOneLine(columnsFor(700), 700))).toContain('state')
})
