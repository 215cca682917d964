import type { CommandId } from '../../../contracts/commands'
import { i18n } from '../../i18n/i18n'

/** A command's name in the window's language and, to be found by it as well, in English. */
export function wordsOf(id: CommandId): readonly string[] {
  const name = i18n.t(`commands:names.${id}`)
  const english = i18n.t(`commands:names.${id}`, { lng: 'en' })
  return name === english ? [name] : [name, english]
}
