import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandSystem, NextStep as Step } from '../../contracts/flow'
import { Command } from '../app/Command'
import { useSessionState } from '../app/context'
import { SYSTEM_WORDS, systemOf, systemsFrom } from './systems'

/** What to do, and the command for it: for this system, and one click away for the others. */
export function NextStep({ step }: { readonly step: Step }) {
  const { t } = useTranslation('verdict')
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
          <legend className="visually-hidden">{t('commandFor')}</legend>
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
