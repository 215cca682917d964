/** What the capture options say, as typed, and the settings that come of it. */
import type { CaptureEngine, CaptureSettings, EngineFacts, WHOLE_FRAMES } from '../../contracts/capture'

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
    problems.snapLength = 'From 64 to 262,144 bytes, or empty for whole frames'
  if (!hasRing) return problems
  if (numberIn(ringFiles, 2, 10_000) === null) problems.ringFiles = 'From 2 to 10,000 files'
  if (ringMegabytes.trim() !== '' && numberIn(ringMegabytes, 1, 1_000_000) === null)
    problems.ringMegabytes = 'From 1 to 1,000,000 MB, or empty'
  if (ringSeconds.trim() !== '' && numberIn(ringSeconds, 1, 86_400) === null)
    problems.ringSeconds = 'From 1 to 86,400 seconds, or empty'
  if (ringMegabytes.trim() === '' && ringSeconds.trim() === '')
    problems.ringMegabytes = 'A file needs a size or a time at which the next begins'
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
  if (!isUsable) return why ?? `${engine} can’t be used here.`
  const name = version === null ? engine : `${engine} ${version}`
  return hasKernelTimes
    ? `${name}: times are the kernel’s own, to the nanosecond; drops are counted.`
    : `${name}: times are taken by the program, after the kernel handed the packet over.`
}

/** The options that differ from what is usual, for the closed disclosure. */
export function optionsInShort(options: CaptureOptions): string {
  const parts = [
    options.filter.trim() === '' ? '' : `only ${options.filter.trim()}`,
    options.snapLength.trim() === '' ? '' : `${options.snapLength.trim()} bytes of each frame`,
    options.isPromiscuous ? '' : 'not promiscuous',
    options.hasRing ? `ring of ${options.ringFiles} files` : '',
    options.engine ?? '',
  ].filter(Boolean)
  return parts.length === 0 ? 'everything, whole frames' : parts.join(', ')
}
