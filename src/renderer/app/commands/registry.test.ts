// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { COMMAND_IDS, COMMANDS, type CommandKeys } from '../../../contracts/commands'
import { ladderKey } from '../../ladder/keys'
import { FIRST_STATE } from '../state'
import { eventKey } from './keys'
import { readUsed, withUsed } from './recent'
import { commandOf, keysOf, offered } from './registry'

const all = Object.entries(COMMANDS) as [string, CommandKeys][]
const NO_PRESS = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const POSITION = { selected: 5, rows: 10, page: 3, events: [1, 8] }
const inLadder = all.filter(([, { place }]) => place === 'ladder').flatMap(([, { keys }]) => keys)

describe('the list of commands', () => {
  test('gives no key twice in one place', () => {
    for (const wanted of ['anywhere', 'flows', 'timeline', 'ladder', 'graph', 'segment']) {
      const isThere = ({ place }: CommandKeys) =>
        wanted === 'anywhere' ? place === 'window' || place === 'live' : place === wanted
      const keys = all.flatMap(([id, command]) =>
        isThere(command) && id !== 'backToLive' ? [...new Set(command.keys)] : [],
      )
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
    }
  })

  test('names keys of the ladder that the ladder knows', () => {
    const unknown = inLadder.filter((key) => ladderKey(eventKey(key), POSITION) === null)
    expect(unknown).toEqual([])
  })

  test('names every key of the ladder that means a command there', () => {
    const typed = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))
    const known = inLadder.map(eventKey)
    const forgotten = typed.filter((key) => ladderKey(key, POSITION) !== null && !known.includes(key))
    expect(forgotten).toEqual([])
  })
})

describe('commandOf', () => {
  test('finds a command by its key anywhere, and leaves letters to fields', () => {
    expect(commandOf({ ...NO_PRESS, key: '/' }, false)).toBe('find')
    expect(commandOf({ ...NO_PRESS, key: '/' }, true)).toBeNull()
    expect(commandOf({ ...NO_PRESS, key: 'f', ctrlKey: true }, true)).toBe('find')
    expect(commandOf({ ...NO_PRESS, key: '2' }, false)).toBe('viewSockets')
    expect(commandOf({ ...NO_PRESS, key: 'q' }, false)).toBeNull()
  })
  test('leaves the keys of panes to the panes', () => expect(commandOf({ ...NO_PRESS, key: '[' }, false)).toBeNull())
})

describe('what the palette offers', () => {
  test('is what applies: without a capture there is nothing to export, close or jump in', () => {
    const ids = offered(FIRST_STATE)
    expect(ids).toContain('open')
    expect(ids).not.toContain('close')
    expect(ids).not.toContain('exportReport')
    expect(ids).not.toContain('eventAfter')
    expect(ids.filter((id) => keysOf(id).isStep)).toEqual([])
  })
  test('leaves out the choice that holds', () => {
    expect(offered(FIRST_STATE)).not.toContain('themeSystem')
    expect(offered(FIRST_STATE)).toContain('themeDark')
  })
})

test('commands used lately are kept newest first, and forgotten once there are none such', () => {
  expect(withUsed(['open', 'keys'], 'keys')).toEqual(['keys', 'open'])
  expect(withUsed(COMMAND_IDS.slice(0, 5), 'keys')).toHaveLength(5)
  expect(readUsed('keys nosuch open')).toEqual(['keys', 'open'])
  expect(readUsed(null)).toEqual([])
})
