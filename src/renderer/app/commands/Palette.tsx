import './palette.css'
import { Command, defaultFilter } from 'cmdk'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandId } from '../../../contracts/commands'
import { flowId, frameNumber } from '../../../contracts/units'
import { useSession } from '../context'
import { Dialog } from '../Dialog'
import { hasFlows } from './command'
import { KeyName } from './KeyName'
import { wordsOf } from './names'
import { openedBy } from './places'
import { remember, usedLately } from './recent'
import { carryOut, offered } from './registry'
import { useActiveOption } from './useActiveOption'

/** Names of what is found by any search: before everything else, or after it. */
const FIRST = 'always first'
const LAST = 'always last'

const rank = (name: string, search: string, keywords?: string[]): number =>
  name.startsWith(FIRST) ? 2 : name === LAST ? 1e-9 : defaultFilter(name, search, keywords)

/** Finds a command, a flow, a frame or a file by a few letters of it. */
export function Palette() {
  const { t } = useTranslation(['app', 'commands'])
  const session = useSession()
  const [search, setSearch] = useState('')
  const ref = useRef<HTMLDivElement>(null)
  useActiveOption(ref)
  // What applies is what applied when it was opened: the palette itself changes nothing.
  const [state] = useState(session.store.get)
  const [ids] = useState(() => offered(state))
  const [used] = useState(() => usedLately().filter((id) => ids.includes(id)))
  const wanted = search.trim()
  const leave = (act: () => unknown) => {
    session.show(null)
    // Only once the dialog has given the focus back: a command may move it.
    requestAnimationFrame(() => void act())
  }
  const run = (id: CommandId) =>
    leave(() => {
      remember(id)
      carryOut(id, session)
    })
  const rest = wanted === '' ? ids.filter((id) => !used.includes(id)) : ids
  const item = (id: CommandId) => (
    <Item key={id} name={wordsOf(id).join(' ')} words={t(`commands:names.${id}`)} onSelect={() => run(id)}>
      <KeyName id={id} />
    </Item>
  )
  const frame = /^#?\d{1,10}$/.test(wanted) ? Number(wanted.replace('#', '')) : null
  const hasFrame = frame !== null && frame > 0 && state.flow !== null
  const hasFlow = frame !== null && hasFlows(state) && frame < (state.summary?.flows ?? 0)
  return (
    <Dialog title={t('palette.title')} className="palette" hasHead={false} firstFocus="[cmdk-input]">
      <Command ref={ref} label={t('palette.title')} loop filter={rank}>
        <Command.Input
          value={search}
          onValueChange={setSearch}
          placeholder={t('palette.hint')}
          maxLength={200}
          spellCheck={false}
        />
        <Command.List label={t('palette.list')}>
          <Command.Empty>{t('palette.none')}</Command.Empty>
          {frame !== null && (hasFrame || hasFlow) && (
            <Command.Group heading={t('palette.goTo')}>
              {hasFrame && (
                <Item
                  name={`${FIRST} frame`}
                  words={t('palette.frame', { frame })}
                  onSelect={() => leave(() => session.choice.goToFrame(frameNumber(frame)))}
                />
              )}
              {hasFlow && (
                <Item
                  name={`${FIRST} flow`}
                  words={t('palette.flow', { flow: frame })}
                  onSelect={() => leave(() => session.choice.showFlow(flowId(frame)))}
                />
              )}
            </Command.Group>
          )}
          {wanted === '' && used.length > 0 && (
            <Command.Group heading={t('palette.recent')}>{used.map(item)}</Command.Group>
          )}
          <Command.Group heading={t('palette.commands')}>{rest.map(item)}</Command.Group>
          {openedBy(state, session).map(({ heading, places }) => (
            <Command.Group key={heading} heading={heading}>
              {places.map(({ id, words, detail, act }) => (
                <Item key={id} name={`${words} ${id}`} words={words} onSelect={() => leave(act)}>
                  {detail !== '' && <span className="muted ellipsis mono">{detail}</span>}
                </Item>
              ))}
            </Command.Group>
          ))}
          {wanted !== '' && state.capture?.other === null && (
            <Command.Group heading={t('palette.search')}>
              <Item
                name={LAST}
                words={t('palette.flowsWith', { text: wanted })}
                onSelect={() => leave(() => session.choice.filter({ text: wanted, expression: '' }))}
              />
            </Command.Group>
          )}
        </Command.List>
      </Command>
      <p className="palette-keys muted" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> {t('palette.move')} <kbd>Enter</kbd> {t('palette.run')} <kbd>Esc</kbd>{' '}
        {t('palette.leave')}
      </p>
    </Dialog>
  )
}

interface ItemProps {
  /** What the search looks at. */
  readonly name: string
  readonly words: string
  readonly onSelect: () => void
  readonly children?: ReactNode
}

function Item({ name, words, onSelect, children }: ItemProps) {
  return (
    <Command.Item value={name} onSelect={onSelect}>
      <span className="ellipsis">{words}</span>
      <span className="grow" />
      {children}
    </Command.Item>
  )
}
