import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportOrderSchema } from '../contracts/engineProcess'
import { exportName, kindOf, pictureKind, writePicture } from './exporting'
import { wordsIn } from './words'

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

describe('names of exports', () => {
  it('say what of which capture the file holds, the same each time', () => {
    const named = (order: object) =>
      exportName('checkout: hang?.pcapng', kindOf(exportOrderSchema.parse(order), wordsIn('en')))
    expect(named({ what: 'ladder', flow: 3, format: 'svg' })).toBe('checkout_ hang_ flow 3.svg')
    expect(named({ what: 'ladder', flow: 3, format: 'mermaid' })).toBe('checkout_ hang_ flow 3.mmd')
    expect(named({ what: 'flows', format: 'csv', filter: {} })).toBe('checkout_ hang_ flows.csv')
    expect(named({ what: 'report' })).toBe('checkout_ hang_ report.html')
    expect(named({ what: 'together', flows: [0, 2], format: 'svg' })).toBe('checkout_ hang_ flows 0 2.svg')
    expect(exportName('a.pcapng', pictureKind([0], wordsIn('en')))).toBe('a flow 0.png')
  })
})

describe('a picture', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lastack-picture-'))

  it('takes the place of what was there', async () => {
    const path = join(folder, 'a.png')
    writeFileSync(path, 'before')
    expect(await writePicture(path, PNG)).toMatchObject({ path, message: { en: `Written to ${path}.` } })
    expect(readFileSync(path)).toEqual(Buffer.from(PNG))
    expect(readdirSync(folder)).toEqual(['a.png'])
  })

  it('is not written where it is none, or has nowhere to go', async () => {
    const path = join(folder, 'b.png')
    expect((await writePicture(path, Uint8Array.of(1, 2))).path).toBeNull()
    const svg = join(folder, 'b.svg')
    expect((await writePicture(svg, PNG, 'svg')).path).toBeNull()
    expect(await writePicture(svg, new TextEncoder().encode('<svg xmlns=""/>'), 'svg')).toMatchObject({ path: svg })
    expect((await writePicture(join(folder, 'none', 'b.png'), PNG)).path).toBeNull()
    expect(readdirSync(folder)).toEqual(['a.png', 'b.svg'])
  })
})
