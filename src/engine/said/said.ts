/**
 * What the engine says, in the language of its user. A sentence stands in English where its facts are, as a tagged
 * template; that English, with `{0}`, `{1}` in place of the facts, is its name in the catalogues of other languages.
 *
 *     said`${address} sent its FIN in frame ${frame}.`     «{0} sent its FIN in frame {1}.»
 */
import type { Language } from '../../contracts/preferences'

/** English text -> text in another language, which may take the facts in another order, or leave some out. */
export type Catalog = Readonly<Record<string, string>>

/** What a language is spoken with. */
interface Voice {
  readonly language: Language
  /** null: English needs none. */
  readonly catalog: Catalog | null
  /** Translated once for each place in the program: a template's strings are the same object every time. */
  readonly parts: WeakMap<TemplateStringsArray, readonly (string | number)[] | null>
}

const ENGLISH: Voice = { language: 'en', catalog: null, parts: new WeakMap() }
const voices = new Map<Language, Voice>([['en', ENGLISH]])
let voice = ENGLISH

/** Makes another language known. */
export function learn(language: Language, catalog: Catalog): void {
  voices.set(language, { language, catalog, parts: new WeakMap() })
}

/** Says everything in `language` from now on; in English what its catalogue lacks, and all where it isn't known. */
export function speak(language: Language): void {
  voice = voices.get(language) ?? ENGLISH
}

/** What is spoken; another language where this is another: for who keeps what was said. */
export const language = (): Language => voice.language

/** What `make` makes in `language`, whatever is spoken. */
export function inLanguage<Result>(language: Language, make: () => Result): Result {
  const kept = voice
  speak(language)
  try {
    return make()
  } finally {
    voice = kept
  }
}

/** What `make` makes in English: for texts that stand among others of machines. */
export const inEnglishOnly = <Result>(make: () => Result): Result => inLanguage('en', make)

/** What `make` makes, in each language: for who keeps it while another may come to be spoken. */
export const inEach = <Result>(make: () => Result): Readonly<Record<Language, Result>> => ({
  en: inLanguage('en', make),
  'zh-CN': inLanguage('zh-CN', make),
})

/** The name of a template in catalogues. */
export const nameOf = (strings: readonly string[]): string =>
  strings.reduce((name, text, index) => `${name}{${index - 1}}${text}`)

/** A translation as texts and numbers of facts: `收到 {0}。` -> ['收到 ', 0, '。']. */
function partsOf(strings: TemplateStringsArray): readonly (string | number)[] | null {
  const text = voice.catalog?.[nameOf(strings)]
  if (text === undefined) return null
  return text.split(/\{(\d+)\}/).map((part, index) => (index % 2 === 1 ? Number(part) : part))
}

/** A text of a table that is made when its file is loaded, as it is said now. Tests know such tables: see catalog.test.ts. */
export const inWords = (text: string): string => voice.catalog?.[text] ?? text

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
  const { catalog, parts } = voice
  if (catalog === null) return inEnglish(strings, facts)
  let translated = parts.get(strings)
  if (translated === undefined) {
    translated = partsOf(strings)
    parts.set(strings, translated)
  }
  if (translated === null) return inEnglish(strings, facts)
  return translated.reduce<string>((text, part) => joined(text, typeof part === 'number' ? `${facts[part]}` : part), '')
}
