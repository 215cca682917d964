import type { CommandId } from '../../../contracts/commands'
import { useSessionState } from '../context'
import { keyWords } from './keys'
import { keysOf } from './registry'

/** The key that gives a command, as this system writes it; nothing where it has none. */
export function KeyName({ id }: { readonly id: CommandId }) {
  const isMac = useSessionState((state) => state.info?.platform === 'darwin')
  const [key] = keysOf(id).keys
  return key === undefined ? null : <kbd>{keyWords(key, isMac)}</kbd>
}
