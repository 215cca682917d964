import type { CaptureSummary } from '../../contracts/summary'
import { i18n } from '../i18n/i18n'
import { inWords } from '../i18n/inWords'

/** The problem's sentence, with file and offset where it doesn't name them itself. */
export function problemText(summary: CaptureSummary): string {
  const { problem } = summary
  if (!problem) return ''
  const { path, offset, told } = problem
  const parts = [inWords(told)]
  if (!told.en.includes(path) && !told.en.includes(summary.name)) parts.push(path)
  if (offset !== null && !/offset|byte/.test(told.en)) {
    parts.push(i18n.t('notice.stoppedAt', { offset: offset.toLocaleString('en-US') }))
  }
  return parts.join(' ')
}
