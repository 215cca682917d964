import { describe, expect, it } from 'vitest'
import { systemOf, systemsFrom } from './systems'

describe('systems', () => {
  it('are told by what Node calls the platform', () => {
    expect(['linux', 'darwin', 'win32', 'freebsd'].map(systemOf)).toEqual(['linux', 'macos', 'windows', 'linux'])
  })
  it('begin with this one', () => {
    expect(systemsFrom('windows')).toEqual(['windows', 'linux', 'macos'])
    expect(systemsFrom('linux')).toEqual(['linux', 'macos', 'windows'])
  })
})
