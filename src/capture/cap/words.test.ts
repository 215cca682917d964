import { expect, it } from 'vitest'
import { toBinding } from './binding'
import { toEnd, toRefusal } from './failures'
import { toLinkType } from './linkType'
import { whyNotLoaded } from './load'

it.each([
  ['ETHERNET', 1],
  ['NULL', 0],
  ['RAW', 101],
  ['LINKTYPE_LINUX_SLL', 113],
  ['Unknown linktype 12', 101],
  ['Unknown linktype 276', 276],
  ['something else', 147],
])('takes %s for link type %i', (said, linkType) => {
  expect(toLinkType(said)).toBe(linkType)
})

it.each([
  [
    "You don't have permission to perform this capture on that device: socket: Operation not permitted",
    false,
    'permission',
  ],
  ['No such device exists', true, 'no-interface'],
  ['That device is not up', true, 'no-interface'],
  ["can't parse filter expression: syntax error", true, 'bad-filter'],
  ["unknown port 'htp'", true, 'bad-filter'],
  ["can't create rx ring on packet socket: Cannot allocate memory", true, 'error'],
  ["can't parse filter expression: syntax error", false, 'error'],
] as const)('refuses for "%s" with a filter (%s) as %s', (said, hasFilter, reason) => {
  expect(toRefusal('wire0', said, hasFilter).reason).toBe(reason)
})

it('tells an interface that went away from another failure', () => {
  expect(toEnd('wire0', 'The interface disappeared')).toEqual({
    reason: 'interface-gone',
    detail: 'The interface wire0 was taken away.',
  })
  expect(toEnd('wire0', 'recvfrom: Out of memory')).toEqual({
    reason: 'error',
    detail: 'cap stopped on wire0: recvfrom: Out of memory.',
  })
})

it.each([
  ['', null, 'not installed'],
  [
    'The module was compiled against a different Node.js version using\nNODE_MODULE_VERSION 115. This version of Node.js requires\nNODE_MODULE_VERSION 116.',
    '0.2.1',
    'compiled for another version of Node (module version 115, this is 116)',
  ],
  ["Cannot find module '../build/Release/cap.node'\nRequire stack:", '0.2.1', 'was not compiled'],
  ['libpcap.so.0.8: cannot open shared object file: No such file or directory', '0.2.1', 'needs libpcap'],
  ['The specified module could not be found.\n\\\\?\\C:\\cap.node', '0.2.1', 'needs Npcap'],
  ['something else\nat once', '0.2.1', 'can’t be loaded: something else.'],
])('says why cap is not loaded: %s', (message, version, words) => {
  expect(whyNotLoaded(message, version)).toContain(words)
})

it('knows a patched build by what only the patch brings', () => {
  class Published {
    static deviceList = () => []
    on = () => this
    open = () => 'ETHERNET'
    close = () => true
  }
  class Patched extends Published {
    stats() {
      return null
    }
    drain() {
      return 0
    }
  }
  expect(toBinding(Published).isPatched).toBe(false)
  expect(toBinding(Patched).isPatched).toBe(true)
})
