import { useEffect, useId, useState } from 'react'
import type { CommandSystem, NextStep as Step } from '../../contracts/flow'
import { useSession, useSessionState } from '../app/context'
import { Icon } from '../ui/Icon'
import { SYSTEM_WORDS, systemOf, systemsFrom } from './systems'

/** What to do, and the command for it: for this system, and one click away for the others. */
export function NextStep({ step }: { readonly step: Step }) {
  const own = systemOf(useSessionState((state) => state.info?.platform ?? ''))
  const group = useId()
  const [chosen, setChosen] = useState<CommandSystem | null>(null)
  const systems = systemsFrom(own).filter((system) => step.commands[system] !== '')
  const system = chosen !== null && systems.includes(chosen) ? chosen : (systems[0] ?? own)
  const isSame = systems.every((other) => step.commands[other] === step.commands[system])
  return (
    <>
      <p>{step.text}</p>
      {!isSame && (
        <fieldset className="systems">
          <legend className="visually-hidden">The command for</legend>
          {systems.map((other) => (
            <label key={other}>
              <input
                type="radio"
                name={group}
                className="visually-hidden"
                checked={other === system}
                onChange={() => setChosen(other)}
              />
              {SYSTEM_WORDS[other]}
            </label>
          ))}
        </fieldset>
      )}
      {step.commands[system] !== '' && <Command command={step.commands[system]} />}
    </>
  )
}

const COPIED_MS = 1600

function Command({ command }: { readonly command: string }) {
  const session = useSession()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const wait = setTimeout(() => setIsCopied(false), COPIED_MS)
    return () => clearTimeout(wait)
  }, [isCopied])
  return (
    <div className="verdict-command">
      <code className="mono">{command}</code>
      <button
        type="button"
        className="button quiet small"
        aria-label="Copy the command"
        onClick={() => void session.copy(command).then(() => setIsCopied(true))}
      >
        <Icon name={isCopied ? 'done' : 'copy'} size={12} />
        <span aria-live="polite">{isCopied ? 'copied' : 'copy'}</span>
      </button>
    </div>
  )
}
