import { describe, expect, it } from 'vitest'
import { engineEnd } from './engineEnd'

describe('engineEnd', () => {
  it('names the signal that killed the process, whatever the exit code pretends', () => {
    expect(engineEnd(0, { reason: 'killed', exitCode: 9 }).en).toBe('Its process was killed from outside (SIGKILL).')
    expect(engineEnd(11, { reason: 'crashed', exitCode: 11 }).en).toBe('Its process crashed (SIGSEGV).')
  })
  it('tells an end by lack of memory', () => {
    expect(engineEnd(0, { reason: 'oom', exitCode: 0 }).en).toBe('Its process ran out of memory.')
  })
  it('gives an exit status only where there is one', () => {
    expect(engineEnd(1, null).en).toBe('Its process ended unexpectedly (exit status 1).')
    expect(engineEnd(0, null).en).toBe('Its process ended unexpectedly.')
    expect(engineEnd(0, { reason: 'killed', exitCode: 4711 }).en).toBe('Its process was killed from outside.')
  })
})
