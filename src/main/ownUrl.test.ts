import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileOf, isOwnUrl, WINDOW_URL } from './ownUrl'

const FOLDER = join('/', 'built', 'renderer')

test('only pages of app://lastack are ours', () => {
  expect(isOwnUrl(WINDOW_URL)).toBe(true)
  for (const url of ['app://other/index.html', 'https://lastack/index.html', 'file:///index.html', 'lastack', ''])
    expect(isOwnUrl(url)).toBe(false)
})

test('an address names the file of that path', () => {
  expect(fileOf('app://lastack/assets/index.js', FOLDER)).toBe(join(FOLDER, 'assets', 'index.js'))
})

test('no address leads out of the folder, however it is written', () => {
  const ways = ['../main/index.cjs', '..%2f..%2fmain/index.cjs', '%2e%2e/%2e%2e/etc/passwd', '..%5c..%5cmain', '']
  for (const way of ways) {
    const file = fileOf(`app://lastack/${way}`, FOLDER)
    expect(file === null || file.startsWith(join(FOLDER, '/'))).toBe(true)
  }
})

test('an address that is badly encoded names nothing', () => {
  expect(fileOf('app://lastack/%ff', FOLDER)).toBeNull()
})
