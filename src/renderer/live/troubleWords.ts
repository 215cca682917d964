/**
 * What keeps a capture from running, in the language of the window. The capture process says it in English, with the
 * facts of this computer; other languages have words of their own for each kind of it.
 */
import type { Fix } from '../../contracts/capture'
import type { StartResult } from '../../contracts/ipc'
import { gap } from '../i18n/gap'
import { i18n } from '../i18n/i18n'
import { inWords } from '../i18n/inWords'

export const isEnglish = (): boolean => i18n.language === 'en'

/** What mends it, a sentence or two. */
export function fixWords({ id, text, command, after }: Fix): string {
  if (isEnglish()) return text
  if (id === 'retry') {
    return after === undefined ? text : i18n.t(`live:fix.after.${after.what}`, { group: after.group ?? '' })
  }
  if (id === 'install-dumpcap') return i18n.t(`live:fix.text.${installOf(text)}`)
  const words = i18n.t(`live:fix.text.${id}`)
  const narrower = id === 'allow-dumpcap' ? narrowerCommand(text, command) : null
  return narrower === null ? words : words + gap() + i18n.t('live:fix.text.allow-group', { command: narrower })
}

/** Which of the ways to come by dumpcap `text` names; product names are the same in every language. */
function installOf(text: string): 'install-windows' | 'install-mac' | 'install-dumpcap' {
  if (text.includes('Npcap')) return 'install-windows'
  return text.includes('ChmodBPF') ? 'install-mac' : 'install-dumpcap'
}

/** The other command that `text` offers; null: none. */
function narrowerCommand(text: string, command: string): string | null {
  const other = /\bsudo [\w -]*[\w-]/.exec(text)?.[0] ?? null
  return other === command ? null : other
}

/** Why something can't be captured. @param fix what mends it; null: nothing known, `why` stays as it came. */
export function whyWords(why: string, fix: Fix | null): string {
  if (isEnglish() || fix === null) return why
  if (fix.id !== 'retry') return i18n.t(`live:fix.why.${fix.id}`)
  // What keeps a tool from running is in its own words.
  return fix.after === undefined || fix.after.what === 'listing' ? why : i18n.t(`live:fix.whyAfter.${fix.after.what}`)
}

type Refusal = Extract<StartResult, { ok: false }>

/** Why a capture did not start. What the sentence tells beyond its kind is kept in its own words. */
export function refusalText({ reason, message, fix }: Refusal): string {
  if (isEnglish()) return message.en
  if (fix !== null && fix.id !== 'retry') return whyWords(message.en, fix)
  const words = i18n.t(`live:refusal.${reason}`)
  return reason === 'busy' ? words : `${words} ${inWords(message)}`
}

/** A refusal as a sentence, with the way out. */
export function refusalWords(refusal: Refusal): string {
  const { message, fix } = refusal
  const words = refusalText(refusal)
  return fix === null || message.en.includes(fix.text) ? words : words + gap() + fixWords(fix)
}
