import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { THEMES } from './theme'

const TOKENS_FILE = join(import.meta.dirname, '..', '..', '..', 'renderer', 'ui', 'tokens.css')

describe('colours of pictures', () => {
  it("are those of the window's stylesheet", () => {
    const [light = '', dark = ''] = readFileSync(TOKENS_FILE, 'utf8').split('[data-theme="dark"]')
    for (const [theme, css] of [
      ['light', light],
      ['dark', dark],
    ] as const) {
      for (const [token, colour] of Object.entries(THEMES[theme])) expect(css).toContain(`  --${token}: ${colour};`)
    }
  })
})
