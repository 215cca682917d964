import { join } from 'node:path'
import fc from 'fast-check'
import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { scripts } from '../../../scenario/random'
import { coreOf } from '../../capture.fixture'
import { exportedFlow, sampleCore, sampleNames } from '../exports.fixture'
import { ladderSvg } from './index'
import { escaped } from './text'
import { paintOf } from './theme'

const GOLDENS = join(import.meta.dirname, 'goldens')

const svgOf = (drawn: ReturnType<typeof exportedFlow>, theme: 'light' | 'dark' = 'light', most = 20_000): string =>
  `${[...ladderSvg({ ...drawn, paint: paintOf(theme), most })].join('\n')}\n`

/** Parses as XML; the parser lets bare ampersands and forbidden characters pass, so these are looked for. */
function parsed(svg: string) {
  const { DOMParser } = new Window()
  expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot);)/)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what may not be there
  expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
  const page = new DOMParser().parseFromString(svg, 'image/svg+xml')
  expect(page.querySelector('parsererror')).toBeNull()
  return page.documentElement
}

const LONG = `
A = 10.4.0.7:51622
B = 10.4.0.21:8443
+0     A > B S
+0.028 B > A S.
+0     A > B .
${'+2 B > A . (100)\n+0.01 A > B .\n+0.01 B > A . (100)\n+0.01 A > B .\n'.repeat(60)}+0.1 A > B F.
+0.03 B > A F.
+0 A > B .
`

describe('a ladder as SVG', () => {
  it.each(sampleNames())('draws the sample %s as it was reviewed', async (name) => {
    const svg = svgOf(exportedFlow(await sampleCore(name)))
    parsed(svg)
    await expect(svg).toMatchFileSnapshot(join(GOLDENS, `${name}.svg`))
  })

  it('says everything that the rows say, and refers to nothing outside', async () => {
    const drawn = exportedFlow(await sampleCore('lost-final-ack'))
    const svg = svgOf(drawn)
    const words = parsed(svg).textContent ?? ''
    for (const row of drawn.ladder.rows(0, drawn.ladder.outline.rows)) expect(words).toContain(row.label ?? '')
    for (const { title } of drawn.ladder.outline.brackets) expect(words).toContain(title)
    expect(words).toContain(drawn.flow.verdict.title)
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/href|http|url\((?!#)|@import|<script/)
  })

  it('has the colours of the theme that was asked for', async () => {
    const drawn = exportedFlow(await sampleCore('refused'))
    const [light, dark] = [svgOf(drawn), svgOf(drawn, 'dark')]
    expect(light).toContain('height="100%" fill="#ffffff"')
    expect(dark).toContain('height="100%" fill="#15181e"')
    expect(dark.replaceAll(/#[0-9a-f]{6}/g, '')).toBe(light.replaceAll(/#[0-9a-f]{6}/g, ''))
  })

  it('leaves out the middle of a ladder that is too long, and says so', async () => {
    const drawn = exportedFlow(await coreOf(captureOf(LONG)))
    const { rows } = drawn.ladder.outline
    expect(rows).toBeGreaterThan(250)
    const words = parsed(svgOf(drawn, 'light', 100)).textContent ?? ''
    expect(words).toContain(`${rows - 100} rows are left out of this picture`)
    expect(words).toContain('SYN seq 0')
    expect(words).toContain('TIME_WAIT')
    expect(parsed(svgOf(drawn, 'light', rows)).textContent).not.toContain('left out')
  })

  it('is well-formed, and the same every time, whatever was captured', async () => {
    await fc.assert(
      fc.asyncProperty(scripts(3), async (script) => {
        const core = await coreOf(captureOf(script))
        for (let flow = 0; flow < core.flowCount(); flow += 1) {
          const svg = svgOf(exportedFlow(core, flow))
          parsed(svg)
          expect(svg).not.toMatch(/NaN|undefined|Infinity/)
          expect(svgOf(exportedFlow(core, flow))).toBe(svg)
        }
      }),
      { seed: 9293, numRuns: 40 },
    )
  })
})

describe('text in a picture', () => {
  it('holds no sign that XML reads, and no character that it forbids', () => {
    expect(escaped('<a href="x">&\u0000\ud800\u2014😀')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;\ufffd\ufffd\u2014😀')
  })
})
