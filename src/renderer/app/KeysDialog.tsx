import { useEffect, useRef } from 'react'
import { Icon } from '../ui/Icon'
import { useSession } from './context'

const GROUPS = [
  {
    title: 'Anywhere',
    keys: [
      ['Ctrl F, or /', 'Search flows'],
      ['Ctrl O', 'Open a capture'],
      ['Ctrl W', 'Close the capture'],
      ['Tab', 'Next pane'],
      ['?', 'These keys'],
    ],
  },
  {
    title: 'Live capture',
    keys: [
      ['1 2 3', 'Flows, sockets, TIME_WAIT'],
      ['Ctrl K', 'Start a capture'],
      ['Ctrl E, Ctrl R', 'Stop, restart'],
      ['Ctrl S', 'Save packets'],
      ['End', 'In the ladder: back to live'],
    ],
  },
  {
    title: 'Flows and ladder',
    keys: [
      ['↑ ↓', 'Select'],
      ['Page Up, Page Down', 'A page at a time'],
      ['Home, End', 'First, last'],
    ],
  },
  {
    title: 'Timeline',
    keys: [
      ['→ ←', 'Move the time range'],
      ['Shift → ←, ↑ ↓', 'Move its end, lengthen and shorten it'],
      ['Enter, Backspace', 'Zoom into it, and out again'],
      ['Esc', 'All of the time'],
    ],
  },
  {
    title: 'Ladder',
    keys: [
      ['[ ]', 'Event before, event after'],
      ['− +', 'Look from farther, nearer: phases, exchanges, segments'],
      ['T', 'Time by row, or to scale'],
      ['Z, Shift Z', 'Stretch, compress time'],
      ['Space', 'Mark: two marks show their difference'],
      ['/, N, Shift N', 'Search the ladder: next, before'],
      ['Enter', 'Open a fold, or go to the segment'],
      ['Esc', 'Take marks away; back from the segment'],
    ],
  },
  {
    title: 'Segment',
    keys: [
      ['→ ←', 'Open, close a layer'],
      ['↑ ↓', 'Field before, field after'],
    ],
  },
] as const

/** All keys at a glance. */
export function KeysDialog() {
  const session = useSession()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => ref.current?.showModal(), [])
  const close = () => session.showKeys(false)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; Escape does so by itself
    <dialog
      ref={ref}
      className="keys"
      aria-label="Keys"
      onClose={close}
      onClick={(event) => event.target === ref.current && close()}
    >
      <div className="keys-body">
        <div className="keys-head">
          <h2>Keys</h2>
          <button type="button" className="button quiet icon" aria-label="Close" onClick={close}>
            <Icon name="close" />
          </button>
        </div>
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3 className="label">{group.title}</h3>
            <dl>
              {group.keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt>{meaning}</dt>
                  <dd>
                    <kbd>{key}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  )
}
