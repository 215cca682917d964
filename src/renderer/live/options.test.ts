import { describe, expect, it } from 'vitest'
import { engineWords, FIRST_OPTIONS, optionProblems, optionsInShort, optionsOf, settingsOf } from './options'

describe('settingsOf', () => {
  it('captures everything in whole frames unless told otherwise', () => {
    expect(settingsOf(['lo'], FIRST_OPTIONS)).toEqual({
      interfaces: ['lo'],
      filter: '',
      snapLength: 262_144,
      isPromiscuous: true,
      ring: null,
      engine: null,
    })
  })

  it('needs an interface', () => expect(settingsOf([], FIRST_OPTIONS)).toBeNull())

  it('makes a ring of what is typed', () => {
    const ring = { ...FIRST_OPTIONS, hasRing: true, ringFiles: '3', ringMegabytes: ' 2', ringSeconds: '60' }
    expect(settingsOf(['lo'], ring)?.ring).toEqual({ files: 3, fileBytes: 2_000_000, fileSeconds: 60 })
  })
})

describe('optionsOf', () => {
  const usable = { engine: 'dumpcap', version: '4.0', isUsable: true, why: null, hasKernelTimes: true } as const

  it('types again what was started', () => {
    const ring = { hasRing: true, ringFiles: '3', ringMegabytes: '', ringSeconds: '60' }
    const typed = { ...FIRST_OPTIONS, filter: 'port 80', snapLength: '128', isPromiscuous: false, ...ring }
    for (const options of [FIRST_OPTIONS, { ...typed, engine: 'dumpcap' as const }]) {
      const settings = settingsOf(['lo'], options)
      expect(settings && optionsOf(settings, [usable])).toEqual(options)
    }
  })

  it('leaves out an engine that can no longer be used', () => {
    const settings = settingsOf(['lo'], { ...FIRST_OPTIONS, engine: 'dumpcap' })
    expect(settings && optionsOf(settings, [{ ...usable, isUsable: false }]).engine).toBeNull()
  })
})

describe('optionProblems', () => {
  it.each([
    [{ snapLength: '63' }, 'snapLength'],
    [{ snapLength: 'all' }, 'snapLength'],
    [{ hasRing: true, ringFiles: '1' }, 'ringFiles'],
    [{ hasRing: true, ringMegabytes: '', ringSeconds: '' }, 'ringMegabytes'],
    [{ hasRing: true, ringSeconds: '1.5' }, 'ringSeconds'],
  ])('finds what is wrong in %j', (change, field) => {
    const options = { ...FIRST_OPTIONS, ...change }
    expect(Object.keys(optionProblems(options))).toEqual([field])
    expect(settingsOf(['lo'], options)).toBeNull()
  })

  it('does not mind what a ring says that is off', () => {
    expect(optionProblems({ ...FIRST_OPTIONS, ringFiles: 'x' })).toEqual({})
  })
})

describe('words', () => {
  it('say of an engine whose times it gives, or why it can’t run', () => {
    const dumpcap = { engine: 'dumpcap', version: '4.0', isUsable: true, why: null, hasKernelTimes: true } as const
    expect(engineWords(dumpcap)).toContain('the kernel’s own')
    expect(engineWords({ ...dumpcap, hasKernelTimes: false })).toContain('taken by the program')
    expect(engineWords({ ...dumpcap, isUsable: false, why: 'dumpcap is not installed.' })).toBe(
      'dumpcap is not installed.',
    )
  })

  it('tell options in short', () => {
    expect(optionsInShort(FIRST_OPTIONS)).toBe('everything, whole frames')
    expect(optionsInShort({ ...FIRST_OPTIONS, filter: 'port 80', hasRing: true })).toBe(
      'only port 80, ring of 10 files',
    )
  })
})
