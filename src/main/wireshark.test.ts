import { expect, test, vi } from 'vitest'

vi.mock('electron', () => ({}))
const { memoryLimit } = await import('./wireshark')
const MIB = 1024 * 1024

test('the dissectors may take 1 GiB, or what the environment says in MiB', () => {
  expect(memoryLimit({})).toBe(1024 * MIB)
  expect(memoryLimit({ LASTACK_WIRESHARK_MEMORY: '300' })).toBe(300 * MIB)
  for (const wrong of ['', '0', '-5', '1e9', '12 MB', '12345678'])
    expect(memoryLimit({ LASTACK_WIRESHARK_MEMORY: wrong })).toBe(1024 * MIB)
})
