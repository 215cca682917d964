import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { coreOf } from '../../capture.fixture'
import type { Core } from '../../core'
import { Judge } from '../../verdicts/judge'
import { sampleNames } from '../exports.fixture'
import { reportHtml } from './index'
import { lastTime } from './reported'

const SAMPLES = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'samples')

/** pcapng files may be joined: each is a section of its own. */
const allSamples = (): Promise<Core> =>
  coreOf(Buffer.concat(sampleNames().map((name) => readFileSync(join(SAMPLES, `${name}.pcapng`)))))

function reportOf(core: Core, name = 'checkout.pcapng'): string {
  const judge = new Judge(core)
  const codes = Uint16Array.from({ length: core.flowCount() }, (_, flow) => judge.code(flow))
  return [...reportHtml({ core, judge, name, codes, knownUntil: lastTime(core) })].join('\n')
}

function pageOf(html: string) {
  const { document } = new Window({ settings: { disableJavaScriptEvaluation: true } })
  document.write(html)
  return document
}

/** SYNs that nothing answers, from as many ports. */
const unanswered = (flows: number): string =>
  ['B = 10.4.0.21:8443', ...Array.from({ length: flows }, (_, at) => `A${at} = 10.4.0.7:${50_000 + at}`)].join('\n') +
  Array.from({ length: flows }, (_, at) => `\n+0.001 A${at} > B S\n+1 A${at} > B S 0:0(0)`).join('')

describe('a report', () => {
  it('tells of every flow in trouble: verdict, evidence that leads to its row, next step, ladder', async () => {
    const core = await allSamples()
    const page = pageOf(reportOf(core))
    const judge = new Judge(core)
    const cards = [...page.querySelectorAll('article[id]')]
    expect(cards.length).toBeGreaterThan(2)
    for (const card of cards) {
      const { verdict } = judge.explain(Number(card.id.slice('flow-'.length)))
      const words = card.textContent ?? ''
      expect(words).toContain(verdict.sentence)
      for (const { shows } of verdict.evidence) expect(words).toContain(shows)
      expect(words).toContain(verdict.nextStep.text)
      expect(card.querySelector('svg.ladder title')?.textContent).toContain(verdict.title)
    }
    for (const link of page.querySelectorAll('a')) {
      expect(page.querySelector(`[id="${link.getAttribute('href')?.slice(1)}"]`)).not.toBeNull()
    }
  })

  it('has the worst first', async () => {
    const rows = [...pageOf(reportOf(await allSamples())).querySelectorAll('tbody tr')]
    const marks = rows.map((row) => (row.querySelector('.mark')?.textContent ?? '').trim().split(' ')[1])
    expect([...marks].sort((a, b) => (a === b ? 0 : a === 'Stuck' ? -1 : 1))).toEqual(marks)
  })

  it('runs nothing, fetches nothing, and takes only its own style', async () => {
    const html = reportOf(await allSamples())
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    )
    expect(html.match(/<style/g)).toHaveLength(1)
    expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /<script|\sstyle=|\ssrc=|url\((?!#)|@import|\son[a-z]+=/,
    )
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is the same every time, and lets a name of a file do no harm', async () => {
    const core = await allSamples()
    expect(reportOf(core)).toBe(reportOf(await allSamples()))
    expect(reportOf(core, '<script>alert(1)</script>')).not.toContain('<script')
  })

  it('says how many flows it leaves out', async () => {
    const html = reportOf(await coreOf(captureOf(unanswered(600))))
    const page = pageOf(html)
    expect(page.querySelectorAll('tbody tr').length).toBe(500)
    expect(page.querySelector('caption')?.textContent).toBe(
      '600 flows, the worst first; 100 more are left out of this table',
    )
    expect(page.querySelectorAll('article[id]').length).toBe(25)
    expect(page.body.textContent).toContain('The 25 worst; 575 more have no ladder here')
  })

  it('says so where nothing is wrong, or nothing is there', async () => {
    const healthy =
      'A = 10.0.0.1:1\nB = 10.0.0.2:2\n+0 A > B S\n+0.01 B > A S.\n+0.01 A > B .\n+1 A > B F.\n+0.01 B > A F.\n+0.01 A > B .\n'
    expect(reportOf(await coreOf(captureOf(healthy)))).toContain('No flow is stuck, and none has a warning.')
    expect(reportOf(await coreOf(captureOf('')))).toContain('No flow is stuck')
  })
})
