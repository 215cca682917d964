import { expect, test } from 'vitest'
import { memorySource } from '../capture.fixture'
import { Pages } from './pages'

const BYTES = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31 + (index >>> 8)) & 0xff)

function read(pages: Pages, length: number, position: number): Uint8Array {
  const target = new Uint8Array(length + 3)
  return target.subarray(3, 3 + pages.read(target, 3, length, position))
}

test.each([
  ['within a page', 100, 2000],
  ['across a page boundary', 65_000, 2000],
  ['over several pages', 10, 200_000],
  ['up to the end, and no further', 299_000, 4000],
  ['nothing behind the end', 300_000, 10],
])('reads %s', (_, position, length) => {
  const pages = new Pages(memorySource(BYTES))
  for (let again = 0; again < 2; again += 1) {
    expect(read(pages, length, position)).toEqual(BYTES.subarray(position, position + length))
  }
})

test('reads what came since the page was read', async () => {
  const source = memorySource(BYTES, 1000)
  const pages = new Pages(source)
  expect(read(pages, 100, 950)).toEqual(BYTES.subarray(950, 1000))
  await source.more()
  expect(read(pages, 100, 950)).toEqual(BYTES.subarray(950, 1050))
})

test('reads a large file whose pages take turns', () => {
  const bytes = new Uint8Array(9 * 1024 * 1024).map((_, index) => (index >>> 16) + index)
  const pages = new Pages(memorySource(bytes))
  for (const position of [0, 8_900_000, 10, 4_194_304, 0, 8_900_000]) {
    expect(read(pages, 50, position)).toEqual(bytes.subarray(position, position + 50))
  }
})
