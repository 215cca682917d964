import type { MenuItemConstructorOptions } from 'electron'
import { expect, test, vi } from 'vitest'
import { COMMANDS, type CommandId } from '../contracts/commands'

vi.mock('electron', () => ({ Menu: {} }))
const { acceleratorOf, menuTemplate } = await import('./menu')
const { wordsIn } = await import('./words')

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])

test.each(['en', 'zh-CN'] as const)(
  'every accelerator of the menu is a key of the command that it runs: %s',
  (language) => {
    const commanded: CommandId[] = []
    const entries = flat(menuTemplate([], language, { command: (id) => commanded.push(id), openRecent: () => {} }))
    const withKeys = entries.filter(({ accelerator, role }) => accelerator !== undefined && role === undefined)
    expect(withKeys.length).toBeGreaterThan(8)
    for (const { accelerator, click, label } of withKeys) {
      ;(click as () => void)()
      const id = commanded.at(-1) as CommandId
      expect(COMMANDS[id].keys).toContain(accelerator)
      expect(label).toBe(wordsIn(language).names[id])
    }
  },
)

test('a key that types something stays out of the menu', () => {
  expect(acceleratorOf('explain')).toBeUndefined()
  expect(acceleratorOf('keys')).toBe('F1')
})
