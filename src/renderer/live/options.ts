/** What the capture options say, as typed, and the settings that come of it. */
import type { CaptureEngine, CaptureSettings, EngineFacts, WHOLE_FRAMES } from '../../contracts/capture'
import { i18n } from '../i18n/i18n'

// A type-only import: the value would bring the whole validation library into the window.
const wholeFrames: typeof WHOLE_FRAMES = 262_144

/** The fields as they are typed; '' leaves a limit out. */
export interface CaptureOptions {
  readonly filter: string
  readonly snapLength: string
  readonly isPromiscuous: boolean
  readonly hasRing: boolean
  readonly ringFiles: string
  readonly ringMegabytes: string
  readonly ringSeconds: string
  readonly engine: CaptureEngine | null
}

export const FIRST_OPTIONS: CaptureOptions = {
  filter: '',
  snapLength: '',
  isPromiscuous: true,
  hasRing: false,
  ringFiles: '10',
  ringMegabytes: '100',
  ringSeconds: '',
  engine: null,
}

const MEGABYTE = 1e6

/** A whole number from `least` to `most`; null: '' or no such number. */
function numberIn(text: string, least: number, most: number): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isInteger(value) && value >= least && value <= most ? value : null
}

type Field = 'snapLength' | 'ringFiles' | 'ringMegabytes' | 'ringSeconds'

/** What is wrong with the fields, a sentence each. */
export function optionProblems(options: CaptureOptions): Partial<Record<Field, string>> {
  const problems: Partial<Record<Field, string>> = {}
  const { snapLength, hasRing, ringFiles, ringMegabytes, ringSeconds } = options
  if (snapLength.trim() !== '' && numberIn(snapLength, 64, wholeFrames) === null)
    problems.snapLength = i18n.t('live:options.snapLengthWrong')
  if (!hasRing) return problems
  if (numberIn(ringFiles, 2, 10_000) === null) problems.ringFiles = i18n.t('live:options.ringFilesWrong')
  if (ringMegabytes.trim() !== '' && numberIn(ringMegabytes, 1, 1_000_000) === null)
    problems.ringMegabytes = i18n.t('live:options.ringMegabytesWrong')
  if (ringSeconds.trim() !== '' && numberIn(ringSeconds, 1, 86_400) === null)
    problems.ringSeconds = i18n.t('live:options.ringSecondsWrong')
  if (ringMegabytes.trim() === '' && ringSeconds.trim() === '')
    problems.ringMegabytes = i18n.t('live:options.ringLimitWrong')
  return problems
}

/** Settings to start with; null where a field is wrong or nothing is chosen. */
export function settingsOf(interfaces: readonly string[], options: CaptureOptions): CaptureSettings | null {
  if (interfaces.length === 0 || Object.keys(optionProblems(options)).length > 0) return null
  const { ringFiles, ringMegabytes, ringSeconds } = options
  const megabytes = numberIn(ringMegabytes, 1, 1_000_000)
  return {
    interfaces: [...interfaces],
    filter: options.filter.trim(),
    snapLength: numberIn(options.snapLength, 64, wholeFrames) ?? wholeFrames,
    isPromiscuous: options.isPromiscuous,
    ring: options.hasRing
      ? {
          files: numberIn(ringFiles, 2, 10_000) ?? 2,
          fileBytes: megabytes === null ? null : megabytes * MEGABYTE,
          fileSeconds: numberIn(ringSeconds, 1, 86_400),
        }
      : null,
    engine: options.engine,
  }
}

/** `settings` as they would be typed. An engine that can't be used here any more is left out. */
export function optionsOf(settings: CaptureSettings, engines: readonly EngineFacts[]): CaptureOptions {
  const { filter, snapLength, isPromiscuous, ring, engine } = settings
  const typed = (value: number | null | undefined) => (value == null ? '' : String(value))
  return {
    filter,
    snapLength: snapLength === wholeFrames ? '' : String(snapLength),
    isPromiscuous,
    hasRing: ring !== null,
    ringFiles: typed(ring?.files) || FIRST_OPTIONS.ringFiles,
    ringMegabytes: ring
      ? typed(ring.fileBytes && Math.max(1, Math.round(ring.fileBytes / MEGABYTE)))
      : FIRST_OPTIONS.ringMegabytes,
    ringSeconds: typed(ring?.fileSeconds),
    engine: engines.some((facts) => facts.engine === engine && facts.isUsable) ? engine : null,
  }
}

/** What an engine gives, and what it lacks. */
export function engineWords({ engine, version, isUsable, why, hasKernelTimes }: EngineFacts): string {
  if (!isUsable) return why ?? i18n.t('live:options.engineUnusable', { engine })
  const name = version === null ? engine : `${engine} ${version}`
  return i18n.t(hasKernelTimes ? 'live:options.engineKernelTimes' : 'live:options.engineProgramTimes', { name })
}

/** The options that differ from what is usual, for the closed disclosure. */
export function optionsInShort(options: CaptureOptions): string {
  const filter = options.filter.trim()
  const bytes = options.snapLength.trim()
  const parts = [
    filter === '' ? '' : i18n.t('live:options.shortFilter', { filter }),
    bytes === '' ? '' : i18n.t('live:options.shortBytes', { bytes }),
    options.isPromiscuous ? '' : i18n.t('live:options.shortNotPromiscuous'),
    options.hasRing ? i18n.t('live:options.shortRing', { files: options.ringFiles }) : '',
    options.engine ?? '',
  ].filter(Boolean)
  return parts.length === 0 ? i18n.t('live:options.shortUsual') : parts.join(i18n.t('live:comma'))
}
