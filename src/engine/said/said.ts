/**
 * What the engine says, in the language of its user. A sentence stands in English where its facts are, as a tagged
 * template; that English, with `{0}`, `{1}` in place of the facts, is its name in the catalogues of other languages.
 *
 *     said`${address} sent its FIN in frame ${frame}.`     «{0} sent its FIN in frame {1}.»
 */
import type { Language } from '../../contracts/preferences'

/** English text -> text in another language, which may take the facts in another order, or leave some out. */
export type Catalog = Readonly<Record<string, string>>

const catalogs = new Map<Language, Catalog>()
let catalog: Catalog | null = null
/** Translated once for each place in the program: a template's strings are the same object every time. */
let parts = new WeakMap<TemplateStringsArray, readonly (string | number)[] | null>()
let turns = 0
let spokenNow: Language = 'en'

/** Makes another language known. */
export function learn(language: Language, texts: Catalog): void {
  catalogs.set(language, texts)
}

/** Says everything in `language` from now on; in English what its catalogue lacks, and all where it isn't known. */
export function speak(language: Language): void {
  catalog = catalogs.get(language) ?? null
  spokenNow = catalog === null ? 'en' : language
  parts = new WeakMap()
  turns += 1
}

/** Another number, another language: for who keeps what was said. */
export const spoken = (): number => turns

/** What `make` makes in English, whatever is spoken: for texts that stand among others of machines. */
export function inEnglishOnly<Result>(make: () => Result): Result {
  const kept = catalog
  catalog = null
  try {
    return make()
  } finally {
    catalog = kept
  }
}

/** What is spoken. */
export const language = (): Language => spokenNow

/** The name of a template in catalogues. */
export const nameOf = (strings: readonly string[]): string =>
  strings.reduce((name, text, index) => `${name}{${index - 1}}${text}`)

/** A translation as texts and numbers of facts: `收到 {0}。` -> ['收到 ', 0, '。']. */
function partsOf(strings: TemplateStringsArray): readonly (string | number)[] | null {
  const text = catalog?.[nameOf(strings)]
  if (text === undefined) return null
  return text.split(/\{(\d+)\}/).map((part, index) => (index % 2 === 1 ? Number(part) : part))
}

const HAN = /[\u3400-\u9fff]/
const WIDE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/
const LATIN = /[A-Za-z0-9]/

/** Sets a thin gap where Chinese meets Latin letters or digits, and none between Chinese: a fact may be either. */
function joined(left: string, right: string): string {
  const [before, after] = [left.trimEnd(), right.trimStart()]
  const [last = '', first = ''] = [before.at(-1), after[0]]
  if (WIDE.test(last) && WIDE.test(first)) return before + after
  const meets = (HAN.test(last) && LATIN.test(first)) || (LATIN.test(last) && HAN.test(first))
  return meets ? `${before} ${after}` : left + right
}

function inEnglish(strings: readonly string[], facts: readonly (string | number)[]): string {
  let text = strings[0] as string
  for (let index = 0; index < facts.length; index += 1) text += `${facts[index]}${strings[index + 1]}`
  return text
}

/** Tag of a sentence, or of a part of one, that is said in the language of the user. */
export function said(strings: TemplateStringsArray, ...facts: readonly (string | number)[]): string {
  if (catalog === null) return inEnglish(strings, facts)
  let translated = parts.get(strings)
  if (translated === undefined) {
    translated = partsOf(strings)
    parts.set(strings, translated)
  }
  if (translated === null) return inEnglish(strings, facts)
  return translated.reduce<string>((text, part) => joined(text, typeof part === 'number' ? `${facts[part]}` : part), '')
}
