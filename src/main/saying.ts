/**
 * Sentences that main says to its user, in the language of the window: the part `said` of the texts `commands`. The
 * command line and tests hear English.
 */
import type { CaptureEventNamed } from '../contracts/capture'
import type { Language } from '../contracts/preferences'
import type { Told } from '../contracts/told'
import { filled, type Words, wordsIn } from './words'

type Said = Words['said']
type Facts = Readonly<Record<string, string>>
/** Sentences that are one whole; the others are picked from a group of their own. */
type SentenceName = { [Name in keyof Said]-?: Said[Name] extends string ? Name : never }[keyof Said]

let spoken: Language = 'en'

/** Says everything in `language` from now on. */
export function speak(language: Language): void {
  spoken = language
}

/** What `make` says, in each language: for what is shown for longer than its language may be spoken. */
export function inEach(make: () => string): Told {
  const kept = spoken
  const inOne = (language: Language): string => {
    spoken = language
    return make()
  }
  try {
    return { en: inOne('en'), 'zh-CN': inOne('zh-CN') }
  } finally {
    spoken = kept
  }
}

/** What was told, in the language that is spoken now. */
export const inWords = (told: Told): string => told[spoken]

/** A sentence in each language. */
export const tell = (name: SentenceName, facts: Facts = {}): Told => inEach(() => say(name, facts))

/** What is spoken. */
export const language = (): Language => spoken

const said = (): Said => wordsIn(spoken).said

export const say = (name: SentenceName, facts: Facts = {}): string => filled(said()[name] ?? '', facts)

/** What went wrong, in the system's own words. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** `{{count}}` packets were saved. */
export function saySaved(path: string, packets: number): string {
  const { saved_one, saved_other } = said()
  return filled((packets === 1 && saved_one) || saved_other, { path, count: packets.toLocaleString('en-US') })
}

/**
 * How a capture ended. The capture process says it in English, with what it knows beyond the reason: an error keeps
 * these words in every language.
 */
export function sayStopped({ reason, message, packets }: CaptureEventNamed<'stopped'>): string {
  if (spoken === 'en') return message
  const { stops, kept, nothingKept } = said()
  const ended = stops[reason]
  const after = packets === 0 ? nothingKept : filled(kept, { count: packets.toLocaleString('en-US') })
  return `${ended}${after}${reason === 'error' ? ` ${message}` : ''}`
}
