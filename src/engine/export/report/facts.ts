/** The top of a report: what was captured, how good it is, and what holds for the capture as a whole. */

import { COUNTER_CUT_FRAMES, COUNTER_FRAMES, COUNTER_OTHER_FRAMES, COUNTER_SEGMENTS } from '../../../contracts/abi'
import type { CaptureVerdict, Severity } from '../../../contracts/flow'
import { captureQuality } from '../../quality/captureQuality'
import { said } from '../../said/said'
import { captureVerdicts } from '../../verdicts/capture/index'
import { severityOf } from '../../verdicts/judge'
import { certaintyWords, countWords, durationWords, pluralWords } from '../../words'
import { escaped } from '../svg/text'
import { listOf, momentText, paragraph, severityMark } from './marks'
import { firstTime, lastTime, type Reported } from './reported'

export function* factsOf(reported: Reported): Generator<string> {
  const { core, codes, name } = reported
  yield `<header><h1>${escaped(name)}</h1><p class="muted">${said`What Lastack found in this capture`}</p></header>`
  yield `<section aria-labelledby="facts"><h2 id="facts">${said`Capture`}</h2><dl>`
  const first = firstTime(core)
  if (first !== null) {
    const span = Number(lastTime(core) - first)
    yield fact(said`From`, momentText(first))
    yield fact(said`To`, said`${momentText(lastTime(core))} (${durationWords(span)})`)
  }
  yield fact(said`Frames`, countWords(core.counter(COUNTER_FRAMES)))
  yield fact(said`TCP segments`, countWords(core.counter(COUNTER_SEGMENTS)))
  yield fact(said`TCP flows`, countWords(core.flowCount()))
  const others = core.counter(COUNTER_OTHER_FRAMES)
  if (others > 0) yield fact(said`Frames without TCP`, countWords(others))
  const cut = core.counter(COUNTER_CUT_FRAMES)
  if (cut > 0) yield fact(said`Frames cut short`, countWords(cut))
  yield `<dt>${said`Verdicts`}</dt><dd>${countsOf(codes)}</dd></dl></section>`
}

const fact = (name: string, value: string): string => `<dt>${name}</dt><dd>${escaped(value)}</dd>`

function countsOf(codes: Uint16Array): string {
  const counts: Record<Severity, number> = { stuck: 0, warning: 0, note: 0, ok: 0 }
  for (const code of codes) counts[severityOf(code)] += 1
  const found = (Object.keys(counts) as Severity[]).filter((severity) => counts[severity] > 0)
  if (found.length === 0) return said`none`
  return found.map((severity) => `${severityMark(severity)} ${countWords(counts[severity])}`).join(' &#160; ')
}

/** What is wrong with the capture itself. */
export function* qualityOf({ core }: Reported): Generator<string> {
  const issues = captureQuality(core)
  yield `<section aria-labelledby="quality"><h2 id="quality">${said`Quality of the capture`}</h2>`
  if (issues.length === 0) yield paragraph(said`Nothing in it speaks against what follows.`)
  else yield listOf(issues.map(({ sentence }) => escaped(sentence)))
  yield '</section>'
}

/** What no single flow tells; nothing where there is nothing. */
export function* findingsOf({ core, judge }: Reported): Generator<string> {
  const verdicts = captureVerdicts(core, judge.facts)
  if (verdicts.length === 0) return
  yield `<section aria-labelledby="findings"><h2 id="findings">${said`In the capture as a whole`}</h2>`
  for (const verdict of verdicts) yield findingOf(verdict)
  yield '</section>'
}

function findingOf({ severity, certainty, title, sentence, evidence, nextStep }: CaptureVerdict): string {
  const shown = evidence.map(({ flow, frame, shows }) => escaped(said`Flow ${flow}, frame ${frame}: ${shows}`))
  const proof =
    shown.length === 0 ? '' : `<h4>${said`${pluralWords(shown.length, 'flow')} that prove it`}</h4>${listOf(shown)}`
  const step = nextStep.text === '' ? '' : `<h4>${said`Next step`}</h4>${paragraph(nextStep.text)}`
  return `<article class="card"><p>${severityMark(severity)} <span class="muted">${certaintyWords(certainty)}</span></p><h3>${escaped(title)}</h3>${paragraph(sentence)}${proof}${step}</article>`
}
